import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { estimateAnswer } from '../../api/estimates/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
let hand: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.2')]) })
  hand = await newApp()
})
afterAll(() => Promise.all([app.close(), hand.close()]))

interface Said {
  readonly code: string
  readonly pointer?: string
  readonly detail: string
  readonly acknowledged?: string
}
type Body = Record<string, unknown>

const example = (name: string): Body & { city: { population: number } } =>
  JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'))
const unusual = ({ code }: { code: string }): boolean => code.endsWith('-unusual')
const saidOf = async (body: Body): Promise<{ status: number; said: readonly Said[] }> => {
  const answer = await postEstimate(app, body)
  const { notices = [], errors = [] } = answer.json()
  return { status: answer.statusCode, said: [...notices.filter(unusual), ...errors] }
}

const EXAMPLES = [
  'hennepin-2020',
  'leeds-2019',
  'small-city',
  'three-lines',
  'freight',
  'own-factors',
] as const

test.each(EXAMPLES)('nothing is unusual of the example %s', async (name) => {
  expect(await saidOf(example(name))).toEqual({ status: 200, said: [] })
})

/** Boston's mistake: a population with a digit too many, or too few. */
describe.each(['hennepin-2020', 'leeds-2019'] as const)('a wrong population of %s', (name) => {
  const withPopulation = (factor: number): Body => {
    const body = example(name)
    return { ...body, city: { ...body.city, population: Math.round(body.city.population * factor) } }
  }

  test.each([10, 0.1])('× %d', async (factor) => {
    const { status, said } = await saidOf(withPopulation(factor))
    expect(status).toBe(200)
    expect(said).toMatchObject([{ code: 'distance-per-capita-unusual', pointer: '/city/population' }])
    expect(said[0]?.detail).toContain('a population of')
  })
})

/** Arica's mistake: an emission factor a thousand times too large, or too small. */
describe('a factor wrong by a thousand', () => {
  const HENNEPIN = example('hennepin-2020')
  const source = {
    title: 'A survey',
    publisher: 'A city',
    published: '2020',
    licence: 'CC0',
    locator: 'p. 1',
  }

  test.each([
    ['kg in place of g', '450 kg CO2/kWh', 422, 'grid-intensity-impossible'],
    ['mg in place of g', '450 mg CO2/kWh', 200, 'grid-intensity-unusual'],
  ])('of electricity: %s', async (_, intensity, status, code) => {
    const answer = await saidOf({ ...HENNEPIN, electricity: { intensity } })
    expect(answer).toMatchObject({ status, said: [{ code, pointer: '/electricity/intensity' }] })
  })

  test.each(['10000 MJ/vkm', '0.01 MJ/vkm'])('of fuel: %s in place of 10', async (energyIntensity) => {
    const row = { mode: 'bus', powertrain: 'diesel', vehicleDistance: '20 million vkm', energyIntensity }
    const { status, said } = await saidOf({ ...HENNEPIN, demand: [row] })
    expect(status).toBe(422)
    expect(said).toMatchObject([{ code: 'vehicle-fuel-impossible', pointer: '/demand/0/energyIntensity' }])
  })

  test.each([288_000, 0.288])('of an own figure: %d g/vkm in place of 288', async (value) => {
    const own = { kind: 'direct-factor', mode: 'car', vehicleClass: 'light-truck', gas: 'co2' }
    const factors = [{ ...own, value, unit: 'g CO2/vkm', source }]
    const { status, said } = await saidOf({ ...HENNEPIN, factors })
    expect(status).toBe(422)
    expect(said).toMatchObject([{ code: 'factor-implausible', pointer: '/factors/0/value' }])
  })

  test('of an own figure within the band of its kind: what it comes to is seen', async () => {
    const row = { mode: 'car', vehicleClass: 'light-truck', powertrain: 'petrol', vehicleDistance: 1e9 }
    // 2880 g/vkm of CO2 can be a truck's and is no car's: usual to 1330.
    const own = { kind: 'direct-factor', mode: 'car', vehicleClass: 'light-truck', gas: 'co2' }
    const factors = [{ ...own, value: 2880, unit: 'g CO2/vkm', source }]
    expect(await saidOf({ ...HENNEPIN, demand: [row], factors })).toMatchObject({
      status: 200,
      said: [{ code: 'vehicle-emissions-unusual', pointer: '/factors/0' }],
    })
  })

  // CO2 of fuel: usual 50 to 90 g/MJ (which is kg/GJ), possible 5 to 900; an own figure may have 0 to 100.
  test.each([
    [0.07, 422, 'fuel-carbon-impossible'],
    [40, 200, 'fuel-carbon-unusual'],
    [95, 200, 'fuel-carbon-unusual'],
  ])('of the carbon of petrol: %d kg CO2/GJ', async (value, status, code) => {
    const answer = await saidOf({
      ...HENNEPIN,
      demand: [{ mode: 'car', energy: '1 PJ', carrier: 'petrol' }],
      city: { name: 'Hennepin County', country: 'US' },
      factors: [{ kind: 'fuel-factor', carrier: 'petrol', gas: 'co2', value, unit: 'kg CO2/GJ', source }],
      fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0 }],
    })
    expect(answer).toMatchObject({ status, said: [{ code, pointer: '/factors/0' }] })
  })

  test('of a moped: more than a truck emits', async () => {
    // Mopeds: usual to 190 g/vkm (2 MJ × 95 g), possible to 1900; an own figure may have 3000.
    const own = { kind: 'direct-factor', mode: 'moped', powertrain: 'petrol', gas: 'co2', value: 2000 }
    const answer = await saidOf({
      ...HENNEPIN,
      demand: [{ mode: 'moped', powertrain: 'petrol', vehicleDistance: 1e6 }],
      factors: [{ ...own, unit: 'g CO2/vkm', source }],
    })
    expect(answer).toMatchObject({
      status: 422,
      said: [{ code: 'vehicle-emissions-impossible', pointer: '/factors/0' }],
    })
  })
})

describe('acknowledging', () => {
  const ODD = { ...SMALL_CITY, demand: [{ ...SMALL_CITY.demand[0], energyIntensity: '20 MJ/vkm' }] }
  const reason = 'A survey of heavy armoured cars, read twice.'
  const post = (body: object) => postEstimate(hand, body)

  test('a notice stays, marked with the reason, and the request can be sent again', async () => {
    const answer = await post({
      ...ODD,
      acknowledge: [{ code: 'vehicle-fuel-unusual', reason: `  ${reason} ` }],
    })
    expect(answer.statusCode).toBe(200)
    const result = estimateAnswer.parse(answer.json())
    expect(result.notices.filter(unusual)).toMatchObject([
      {
        code: 'vehicle-fuel-unusual',
        acknowledged: reason,
        found: { unit: 'MJ/vkm', atLeast: 0.4, atMost: 14 },
      },
    ])
    expect((await post(result.request)).body).toBe(answer.body)
    const plain = await post(ODD)
    expect(plain.json().totals).toEqual(answer.json().totals)
    expect(plain.json().notices.some(({ acknowledged }: Said) => acknowledged !== undefined)).toBe(false)
  })

  test('of any notice, from intervals too', async () => {
    const acknowledge = [{ code: 'uncertainty-default', reason: 'No better intervals are known.' }]
    const { notices } = (await post({ ...SMALL_CITY, acknowledge })).json()
    expect(notices.find(({ code }: Said) => code === 'uncertainty-default').acknowledged).toBe(
      'No better intervals are known.',
    )
  })

  test('acknowledgement-unused: what was not raised', async () => {
    const acknowledge = [{ code: 'population-unusual', reason }]
    const { notices } = (await post({ ...SMALL_CITY, acknowledge })).json()
    expect(notices).toContainEqual({
      code: 'acknowledgement-unused',
      detail: expect.stringContaining('population-unusual'),
      pointer: '/acknowledge/0',
    })
  })

  test('not-acknowledgeable: a refusal, with all other faults', async () => {
    const answer = await post({
      ...ODD,
      demand: [{ ...ODD.demand[0], energyIntensity: '2000 MJ/vkm' }],
      acknowledge: [
        { code: 'vehicle-fuel-impossible', reason },
        { code: 'vehicle-fuel-unusual', reason },
        { code: 'vehicle-fuel-unusual', reason },
      ],
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors).toMatchObject([
      { code: 'not-acknowledgeable', pointer: '/acknowledge/0/code' },
      { code: 'duplicate-row', pointer: '/acknowledge/2' },
      { code: 'vehicle-fuel-impossible', pointer: '/demand/0/energyIntensity' },
    ])
  })

  test.each([
    [[{ code: 'vehicle-fuel-unusual', reason: ' so it is ' }], '/acknowledge/0/reason'],
    [[{ code: 'no-such-code', reason }], '/acknowledge/0/code'],
    [[], '/acknowledge'],
    [[{ code: 'vehicle-fuel-unusual' }], '/acknowledge/0/reason'],
  ])('of another form', async (acknowledge, pointer) => {
    const answer = await post({ ...ODD, acknowledge })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ code: 'invalid-field', pointer }])
  })

  test('a reason that names a person is not taken', async () => {
    const acknowledge = [{ code: 'vehicle-fuel-unusual', reason: 'Ask someone@example.org about it.' }]
    expect((await post({ ...ODD, acknowledge })).json().type).toContain('person-level-data')
  })
})
