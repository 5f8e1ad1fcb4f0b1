import { fc, test } from '@fast-check/vitest'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test as plain } from 'vitest'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toRequestBody } from '../../api/estimate/to-request-body.ts'
import { SCORE_95 } from '../../src/index.ts'
import { inputOf } from '../fixtures/request.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

interface Fault {
  readonly code: string
  readonly pointer: string
  readonly detail: string
  readonly candidates?: readonly string[]
}

const withRow = (fields: object): object => ({ ...SMALL_CITY, demand: [{ mode: 'car', ...fields }] })
const withLength = (meanTripLength: unknown): object =>
  withRow({ trips: '410 million trips', meanTripLength })
const withOptions = (uncertainty: unknown): object => ({ ...SMALL_CITY, uncertainty })

async function faultsOf(body: object): Promise<readonly Fault[]> {
  const answer = await postEstimate(app, body)
  return answer.statusCode === 200 ? [] : (answer.json() as { errors: readonly Fault[] }).errors
}
const placed = async (body: object): Promise<readonly string[]> =>
  (await faultsOf(body)).map(({ code, pointer }) => `${pointer}: ${code}`)

const lengthOf = (meanTripLength: unknown) =>
  inputOf(withLength(meanTripLength) as never).demand[0]?.meanTripLength
const intensityOf = (energyIntensity: unknown) =>
  inputOf(withRow({ vehicleDistance: 1e6, powertrain: 'petrol', energyIntensity }) as never).demand[0]
    ?.energyIntensity

describe('a quantity with its uncertainty', () => {
  plain.each([
    [{ value: 9.2, unit: 'km', plusMinus: '12 %' }, { plusMinusShare: 0.12 }],
    [{ value: 9.2, unit: 'km', plusMinus: '± 12%' }, { plusMinusShare: 0.12 }],
    [{ value: '9.2 km', plusMinus: '12 percent' }, { plusMinusShare: 0.12 }],
    // 2.3 of 9.2 is a quarter
    [{ value: '9.2 km', plusMinus: '2.3 km' }, { plusMinusShare: 0.25 }],
    [{ value: '9.2 km', plusMinus: '2300 m' }, { plusMinusShare: 0.25 }],
    [
      { value: 9.2, lower: 8, upper: 11 },
      { lower: 8, upper: 11 },
    ],
    [
      { value: '9.2 km', lower: '8000 m', upper: 11 },
      { lower: 8, upper: 11 },
    ],
    [{ value: 9.2, unit: 'km', plusMinus: '0 %' }, { plusMinusShare: 0 }],
    [{ value: 9.2, unit: 'km', plusMinus: '500 %' }, { plusMinusShare: 5 }],
  ])('%j', async (stated, uncertainty) => {
    const read = lengthOf(stated)
    expect(read?.value).toBe(9.2)
    expect(read?.pointer).toBe('/demand/0/meanTripLength')
    expect(read?.uncertainty).toEqual(
      Object.fromEntries(
        Object.entries(uncertainty).map(([name, value]) => [name, expect.closeTo(value, 12)]),
      ),
    )
    expect(await faultsOf(withLength(stated))).toEqual([])
  })

  plain('numbers are in the stated unit', () => {
    // 1 mile = 1.609344 km
    expect(lengthOf({ value: 5, unit: 'mi', lower: 4, upper: 6 })).toMatchObject({
      value: 8.04672,
      uncertainty: { lower: 6.437376, upper: 9.656064 },
    })
  })

  plain.each([
    [
      { kind: 'normal', sd: 1 },
      { kind: 'normal', mean: 9.2, sd: 1, min: 0 },
    ],
    [
      { kind: 'normal', plusMinus: '10 %' },
      { kind: 'normal', mean: 9.2, sd: 0.92 / SCORE_95, min: 0 },
    ],
    [
      { kind: 'truncated-normal', sd: 2, min: 5, max: 12 },
      { kind: 'normal', mean: 9.2, sd: 2, min: 5, max: 12 },
    ],
    [
      { kind: 'lognormal', factor: 2 },
      { kind: 'lognormal', mu: Math.log(9.2), sigma: Math.LN2 / SCORE_95 },
    ],
    [
      { kind: 'lognormal', median: 9, factor: 2 },
      { kind: 'lognormal', mu: Math.log(9), sigma: Math.LN2 / SCORE_95 },
    ],
    [
      { kind: 'lognormal', lower: 8, upper: 11 },
      { kind: 'lognormal', mu: Math.log(88) / 2, sigma: Math.log(11 / 8) / (2 * SCORE_95) },
    ],
    [
      { kind: 'uniform', min: 8, max: 11 },
      { kind: 'uniform', min: 8, max: 11 },
    ],
    [
      { kind: 'triangular', min: 8, mode: 9, max: 11 },
      { kind: 'triangular', min: 8, mode: 9, max: 11 },
    ],
    [
      { kind: 'pert', min: 8, mode: 9, max: 11 },
      { kind: 'pert', min: 8, mode: 9, max: 11 },
    ],
    [
      { kind: 'beta', alpha: 2, beta: 3, min: 8, max: 11 },
      { kind: 'beta', alpha: 2, beta: 3, min: 8, max: 11 },
    ],
  ])('the distribution %j', async (distribution, expected) => {
    const body = { value: 9.2, unit: 'km', distribution }
    const { uncertainty } = lengthOf(body) ?? {}
    const read = uncertainty && 'distribution' in uncertainty ? uncertainty.distribution : undefined
    expect(read).toEqual(
      Object.fromEntries(
        Object.entries(expected).map(([name, value]) => [
          name,
          typeof value === 'number' ? expect.closeTo(value, 12) : value,
        ]),
      ),
    )
    expect(await faultsOf(withLength(body))).toEqual([])
  })

  plain('a distance for each unit of fuel turns round', () => {
    const { value, uncertainty } = intensityOf({ value: 30, unit: 'mpg (US)', lower: 25, upper: 40 }) ?? {}
    // L/vkm = 3.785411784 / (1.609344 × mpg)
    const litres = (mpg: number): number => 3.785411784 / (1.609344 * mpg)
    expect(value).toBeCloseTo(litres(30), 12)
    expect((uncertainty as { lower: number }).lower).toBeCloseTo(litres(40), 12)
    expect((uncertainty as { upper: number }).upper).toBeCloseTo(litres(25), 12)
  })

  plain.each(['20 %', '6 mpg (US)'])('± %s of such a distance is not symmetric in fuel', (plusMinus) => {
    const { uncertainty } = intensityOf({ value: 30, unit: 'mpg (US)', plusMinus }) ?? {}
    const litres = (mpg: number): number => 3.785411784 / (1.609344 * mpg)
    expect((uncertainty as { lower: number }).lower).toBeCloseTo(litres(36), 12)
    expect((uncertainty as { upper: number }).upper).toBeCloseTo(litres(24), 12)
  })

  plain('a temperature takes degrees', () => {
    const input = inputOf({
      ...SMALL_CITY,
      climate: { meanTemperature: { value: -4, unit: '°C', plusMinus: '2 °C' } },
    })
    expect(input.climate?.meanTemperature).toEqual({
      value: -4,
      unit: '°C',
      text: '-4 °C',
      pointer: '/climate/meanTemperature',
      uncertainty: { lower: -6, upper: -2 },
    })
  })

  plain('percentage points of a share are an amount, a percentage is a part of it', () => {
    const share = (plusMinus: string) =>
      inputOf({ ...SMALL_CITY, electricity: { lossShare: { value: '8 %', plusMinus } } }).electricity
        ?.lossShare?.uncertainty as { plusMinusShare: number }
    expect(share('25 %').plusMinusShare).toBeCloseTo(0.25, 12)
    expect(share('2 percentage points').plusMinusShare).toBeCloseTo(0.25, 12)
    expect(share('0.02 share').plusMinusShare).toBeCloseTo(0.25, 12)
  })

  plain('without uncertainty it is the very estimate of the text', async () => {
    const ids = await Promise.all(
      ['9.2 km', { value: 9.2, unit: 'km' }, { unit: 'km', value: 9.2 }, { value: '9.2 km' }].map(
        async (length) => (await postEstimate(app, withLength(length))).json().id as string,
      ),
    )
    expect(new Set(ids).size).toBe(1)
  })

  plain('the order of its fields makes no other estimate, its uncertainty does', async () => {
    const idOf = async (length: object) => (await postEstimate(app, withLength(length))).json().id as string
    const one = await idOf({ value: 9.2, unit: 'km', plusMinus: '12 %' })
    expect(await idOf({ plusMinus: '12 %', unit: 'km', value: 9.2 })).toBe(one)
    expect(await idOf({ value: 9.2, unit: 'km', plusMinus: '13 %' })).not.toBe(one)
  })
})

describe('an uncertainty that cannot be is refused at its field', () => {
  const at = '/demand/0/meanTripLength'
  plain.each([
    [{ plusMinus: '-5 %' }, '/plusMinus'],
    [{ plusMinus: '1001 %' }, '/plusMinus'],
    [{ plusMinus: '100 km' }, '/plusMinus'],
    [{ lower: 11, upper: 8 }, '/lower'],
    [{ lower: 10, upper: 11 }, '/lower'],
    [{ lower: 8, upper: 9 }, '/upper'],
    [{ lower: -1, upper: 11 }, '/lower'],
    [{ lower: '-1 km', upper: 11 }, '/lower'],
    [{ lower: 0.000_001, upper: 11 }, '/upper'],
    [{ distribution: { kind: 'normal', sd: 0 } }, '/distribution/sd'],
    [{ distribution: { kind: 'normal', sd: -1 } }, '/distribution/sd'],
    [{ distribution: { kind: 'normal', sd: 1000 } }, '/distribution/sd'],
    [{ distribution: { kind: 'normal', plusMinus: '0 %' } }, '/distribution/plusMinus'],
    [{ distribution: { kind: 'truncated-normal', sd: 1, min: 10 } }, '/distribution/min'],
    [{ distribution: { kind: 'truncated-normal', sd: 1, max: 9 } }, '/distribution/max'],
    [{ distribution: { kind: 'lognormal', factor: 0.5 } }, '/distribution/factor'],
    [{ distribution: { kind: 'lognormal', factor: 2, median: 90 } }, '/distribution/median'],
    [{ distribution: { kind: 'lognormal', lower: 0, upper: 11 } }, '/distribution/lower'],
    [{ distribution: { kind: 'uniform', min: 11, max: 8 } }, '/distribution/min'],
    [{ distribution: { kind: 'uniform', min: 8, max: 9 } }, '/distribution/max'],
    [{ distribution: { kind: 'uniform', min: -1, max: 10 } }, '/distribution/min'],
    [{ distribution: { kind: 'triangular', min: 8, mode: 12, max: 11 } }, '/distribution/mode'],
    [{ distribution: { kind: 'pert', min: 8, mode: 7, max: 11 } }, '/distribution/mode'],
    [{ distribution: { kind: 'beta', alpha: 0, beta: 1, min: 8, max: 11 } }, '/distribution/alpha'],
  ])('%j', async (stated, field) => {
    const faults = await faultsOf(withLength({ value: 9.2, unit: 'km', ...stated }))
    expect(faults.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['uncertainty-invalid', `${at}${field}`],
    ])
  })

  plain('a bare number of ± may be two things, and both are named', async () => {
    for (const plusMinus of [12, '12'])
      expect(await faultsOf(withLength({ value: 9.2, unit: 'km', plusMinus }))).toMatchObject([
        { code: 'unit-ambiguous', pointer: `${at}/plusMinus`, candidates: ['12 %', '12 km'] },
      ])
  })

  plain('unknown fields are named with what is near', async () => {
    const faults = await faultsOf(
      withLength({
        value: 9.2,
        unit: 'km',
        plusminus: '12 %',
        distribution: { kind: 'uniform', min: 8, max: 11, maxx: 12 },
      }),
    )
    expect(faults.map(({ code, pointer, candidates }) => [code, pointer, candidates?.[0]])).toEqual([
      ['invalid-field', `${at}/plusminus`, 'plusMinus'],
      ['invalid-field', `${at}/distribution/maxx`, 'max'],
    ])
  })

  plain.each([
    [{ unit: 'km' }, [`${at}/value: invalid-field`]],
    [{ value: 9.2, unit: 'parsec' }, [`${at}/unit: unit-unknown`]],
    [{ value: 9.2, unit: '000 km' }, [`${at}/unit: quantity-malformed`]],
    [{ value: -9.2, unit: 'km' }, [`${at}/value: quantity-out-of-range`]],
    [{ value: '9.2 km', unit: 'km' }, [`${at}/unit: invalid-field`]],
    [{ value: 9.2, plusMinus: true }, [`${at}/plusMinus: invalid-field`]],
    [{ value: 9.2, plusMinus: '1 h' }, [`${at}/plusMinus: unit-mismatch`]],
    [{ value: 9.2, lower: 8 }, [`${at}/upper: invalid-field`]],
    [{ value: 9.2, plusMinus: '5 %', lower: 8, upper: 11 }, [`${at}/lower: invalid-field`]],
    [{ value: 9.2, distribution: { kind: 'gamma' } }, [`${at}/distribution/kind: invalid-field`]],
    [{ value: 9.2, distribution: { kind: 'uniform', min: 8 } }, [`${at}/distribution/max: invalid-field`]],
    [{ value: 9.2, distribution: { kind: 'normal' } }, [`${at}/distribution: invalid-field`]],
    [true, [`${at}: invalid-field`]],
    [[9.2], [`${at}: invalid-field`]],
  ])('%j', async (length, expected) => {
    expect(await placed(withLength(length))).toEqual(expected)
  })

  plain('every fault of a body comes at once', async () => {
    const body = {
      ...SMALL_CITY,
      city: { ...SMALL_CITY.city, population: { value: 793_100, plusMinus: '-1 %' } },
      demand: [
        { mode: 'car', trips: { value: '4 million trips', lower: 5, upper: 3 }, meanTripLength: '9 km' },
        { mode: 'bus', passengerDistance: { value: 1e6, lower: -1, upper: 2 } },
      ],
      uncertainty: { method: 'monte-carlo', draws: 0 },
    }
    expect([...(await placed(body))].sort()).toEqual([
      '/city/population/plusMinus: uncertainty-invalid',
      '/demand/0/trips/lower: uncertainty-invalid',
      '/demand/1/passengerDistance/lower: uncertainty-invalid',
      '/uncertainty/draws: invalid-field',
    ])
  })

  plain.each([
    [{ value: '8 %', lower: '5 %', upper: '101 %' }, '/upper'],
    [{ value: '8 %', lower: 5, upper: 101 }, '/upper'],
    [{ value: '8 %', distribution: { kind: 'lognormal', factor: 2 } }, '/distribution/kind'],
    [{ value: '8 %', distribution: { kind: 'uniform', min: 0, max: 200 } }, '/distribution/max'],
  ])('a share stays in [0, 1]: %j', async (lossShare, field) => {
    expect(await placed({ ...SMALL_CITY, electricity: { lossShare } })).toEqual([
      `/electricity/lossShare${field}: uncertainty-invalid`,
    ])
  })

  plain.each([
    [{ value: 10, plusMinus: '5 %' }, '/plusMinus: uncertainty-invalid'],
    [{ value: 10, plusMinus: 5 }, '/plusMinus: unit-ambiguous'],
    [{ value: 10, unit: '°F' }, '/unit: quantity-malformed'],
    [{ value: 10, lower: 12, upper: 8 }, '/lower: uncertainty-invalid'],
  ])('a temperature: %j', async (meanTemperature, expected) => {
    expect(await placed({ ...SMALL_CITY, climate: { meanTemperature } })).toEqual([
      `/climate/meanTemperature${expected}`,
    ])
  })

  plain.each([
    [{ plusMinus: '100 %' }, '/plusMinus'],
    [{ lower: '20 mpg (US)', upper: '5 L/100km' }, '/upper'],
    [{ distribution: { kind: 'uniform', min: 25, max: 35 } }, '/distribution'],
  ])('of a distance for each unit of fuel: %j', async (stated, field) => {
    const energyIntensity = { value: 30, unit: 'mpg (US)', ...stated }
    expect(await placed(withRow({ vehicleDistance: 1e6, powertrain: 'petrol', energyIntensity }))).toEqual([
      `/demand/0/energyIntensity${field}: uncertainty-invalid`,
    ])
  })

  plain('the value is held to its range as before', async () => {
    expect(await placed(withLength({ value: 1e17, unit: 'km', plusMinus: '5 %' }))).toEqual([
      `${at}: quantity-out-of-range`,
    ])
  })

  plain('a single trip is one in an object too', async () => {
    for (const trips of [{ value: 1 }, { value: 1, unit: 'trip', plusMinus: '5 %' }, { value: '1 trip' }])
      expect(await placed(withRow({ trips, meanTripLength: 3 }))).toEqual([
        '/demand/0/trips: person-level-data',
      ])
    expect(
      await faultsOf(withRow({ trips: { value: 1, unit: 'million trips' }, meanTripLength: 3 })),
    ).toEqual([])
  })
})

describe('how intervals are asked for', () => {
  const idOf = async (uncertainty?: object) =>
    (await postEstimate(app, uncertainty ? withOptions(uncertainty) : SMALL_CITY)).json().id as string

  plain('what is left out is the default', async () => {
    const plainId = await idOf()
    expect(plainId).toMatch(/^est_/)
    expect(await idOf({})).toBe(plainId)
    expect(await idOf({ method: 'propagation', correlations: [] })).toBe(plainId)
    expect(await idOf({ method: 'none' })).not.toBe(plainId)
    const options = (uncertainty: object) => estimateRequest.parse(withOptions(uncertainty)).uncertainty
    expect(options({ method: 'monte-carlo' })).toEqual(
      options({ method: 'monte-carlo', draws: 10_000, seed: 1, correlations: [] }),
    )
  })

  plain.each([
    [{ method: 'monte-carlo', draws: 0 }, '/draws'],
    [{ method: 'monte-carlo', draws: 99 }, '/draws'],
    [{ method: 'monte-carlo', draws: 1e9 }, '/draws'],
    [{ method: 'monte-carlo', draws: 200.5 }, '/draws'],
    [{ method: 'monte-carlo', draws: '1000' }, '/draws'],
    [{ method: 'monte-carlo', seed: -1 }, '/seed'],
    [{ method: 'monte-carlo', seed: 1.5 }, '/seed'],
    [{ method: 'monte-carlo', seed: 4_294_967_296 }, '/seed'],
    [{ method: 'propagation', draws: 1000 }, '/draws'],
    [{ seed: 1 }, '/seed'],
    [{ method: 'none', correlations: [{ between: ['a', 'b'], coefficient: 0.5 }] }, '/correlations'],
    [{ method: 'bootstrap' }, '/method'],
    [{ correlations: [{ between: ['a', 'b'], coefficient: 1.5 }] }, '/correlations/0/coefficient'],
    [{ correlations: [{ between: ['a', 'a'], coefficient: 0.5 }] }, '/correlations/0/between'],
    [{ correlations: [{ between: ['a'], coefficient: 0.5 }] }, '/correlations/0/between'],
  ])('%j is refused', async (uncertainty, field) => {
    expect(await placed(withOptions(uncertainty))).toEqual([`/uncertainty${field}: invalid-field`])
  })

  plain('the same pair twice, whichever comes first, is refused', async () => {
    const correlations = [
      { between: ['/city/population', '/demand/0/vehicleDistance'], coefficient: 0.5 },
      { between: ['/demand/0/vehicleDistance', '/city/population'], coefficient: 0.5 },
    ]
    expect(await placed(withOptions({ correlations }))).toEqual([
      '/uncertainty/correlations/1/between: duplicate-row',
    ])
  })

  const correlated = (...pairs: readonly (readonly [string, string, number])[]) =>
    withOptions({ correlations: pairs.map(([a, b, coefficient]) => ({ between: [a, b], coefficient })) })
  const [A, B, C] = ['/demand/0/vehicleDistance', '/demand/0/energyIntensity', '/city/population'] as const

  plain('stated quantities may move together', async () => {
    expect(await faultsOf(correlated([A, B, 0.8]))).toEqual([])
    expect(await faultsOf(correlated([A, B, 1], [B, C, -1], [A, C, -1]))).toEqual([])
  })

  plain('an impossible matrix is refused', async () => {
    expect(await placed(correlated([A, B, 0.9], [B, C, 0.9]))).toEqual([
      '/uncertainty/correlations: correlation-impossible',
    ])
  })

  plain('what is not an uncertain parameter is refused, with near ones', async () => {
    const [fault, ...others] = await faultsOf(correlated([A, '/demand/0/energyintensity', 0.5]))
    expect(others).toEqual([])
    expect(fault).toMatchObject({
      code: 'correlation-unknown',
      pointer: '/uncertainty/correlations/0/between/1',
    })
    expect(fault?.candidates?.[0]).toBe(B)
  })
})

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const unit = fc.constantFrom('km', 'mi', 'm', 'thousand km')
const uncertain = fc.oneof(
  fc.record({ plusMinus: fc.constantFrom('12 %', '±3 %', '0 %', '500 %', '1 m', '2 km', '0.5 mi') }),
  fc.record({ below: number(0, 1), above: number(1, 50) }),
  fc.record({
    distribution: fc.constantFrom(
      { kind: 'normal', plusMinus: '10 %' },
      { kind: 'normal', sd: 1 },
      { kind: 'truncated-normal', min: 0, max: 1e6, sd: 2 },
      { kind: 'lognormal', factor: 1.7 },
      { kind: 'uniform', max: 1e5, min: 0 },
      { mode: 3, kind: 'pert', min: 0, max: 1e5 },
      { kind: 'triangular', min: 0, mode: 2, max: 1e4 },
      { kind: 'beta', beta: 2, alpha: 1, max: 1e4 },
    ),
  }),
)

describe('a quantity in any form', () => {
  test.prop([number(1, 1000), unit, uncertain, fc.boolean()])(
    'is written so that reading it again gives the same',
    (value, inUnit, uncertainty, asText) => {
      const stated =
        'below' in uncertainty
          ? { lower: value * uncertainty.below, upper: value * uncertainty.above }
          : uncertainty
      const base = asText ? { value: `${value} ${inUnit}` } : { value, unit: inUnit }
      const parsed = estimateRequest.safeParse(withLength({ ...stated, ...base }))
      // Some go beyond ±1000 % or a million times: that is for the refusals above.
      fc.pre(parsed.success)
      if (!parsed.success) return
      const again = estimateRequest.parse(JSON.parse(JSON.stringify(toRequestBody(parsed.data))))
      expect(again).toEqual(parsed.data)
      expect(JSON.stringify(again)).toBe(JSON.stringify(parsed.data))
      expect(again.demand[0]?.meanTripLength?.uncertainty).toBeDefined()
    },
  )
})
