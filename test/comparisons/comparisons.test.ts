import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Comparison, comparison } from '../../api/comparisons/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { compileFactorSet } from '../../src/index.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

/** A later set whose petrol has a tenth less carbon: 62 370 in place of 69 300 kg CO2/TJ. */
const LATER_SET = compileFactorSet({
  ...HAND_CONTENT,
  id: 'later',
  digest: 'sha256:later',
  records: HAND_CONTENT.records.map((record) =>
    record.id === 'petrol.co2' ? { ...record, value: 62_370, canonicalValue: 62_370 } : record,
  ),
})

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({
    factorSets: factorSetsOf([LATER_SET, HAND_SET, releasedSet('2026.2')]),
    store: memoryStore(),
  })
})
afterAll(() => app.close())

const ask = (payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v1/comparisons', payload, headers })

async function compared(payload: object): Promise<Comparison> {
  const answer = await ask(payload)
  expect(answer.statusCode, answer.body).toBe(200)
  return comparison.parse(answer.json())
}

const faultsOf = async (
  payload: object,
): Promise<readonly { code: string; pointer?: string; detail: string }[]> => {
  const answer = await ask(payload)
  expect(answer.statusCode).toBe(422)
  return answer.json().errors
}

const of = (period: string, more: object = {}): object => ({
  ...SMALL_CITY,
  factorSet: 'hand',
  period,
  ...more,
})
const cars = (vehicleDistance: string, more: object = {}): object => ({
  demand: [{ ...SMALL_CITY.demand[0], vehicleDistance, ...more }],
})

const sum = (effects: readonly { readonly value: number }[]): number =>
  effects.reduce((total, { value }) => total + value, 0)
const effect = ({ effects }: Pick<Comparison, 'effects'>, name: string): number =>
  effects.find(({ factor }) => factor === name)?.value ?? 0

describe('two years', () => {
  test('a fifth more traffic at an eighth less fuel is told apart', async () => {
    const { change, effects, method, sentence, from, to } = await compared({
      from: of('2019', cars('1 million vkm')),
      to: of('2021', cars('1.2 million vkm', { energyIntensity: '7 L/100km' })),
    })
    // A = 187.2 t at 8 L; B = A · 1.2 · 7/8. L(A, B) = A · 0.05 ÷ ln 1.05; effects are L · ln 1.2 and L · ln 0.875.
    const mean = (from.filed * 0.05) / Math.log(1.05)
    expect(to.filed / from.filed).toBeCloseTo(1.05, 12)
    expect(effect({ effects }, 'trip-rate')).toBeCloseTo(mean * Math.log(1.2), 9)
    expect(effect({ effects }, 'energy-intensity')).toBeCloseTo(mean * Math.log(0.875), 9)
    expect(sum(effects)).toBeCloseTo(to.filed - from.filed, 9)
    expect(change.ratio).toBeCloseTo(1.05, 12)
    expect(change.relative).toBeCloseTo(0.05, 12)
    expect(method).toEqual([])
    expect(sentence).toBe(
      'Leeds 2019 to 2021: up 5.0 %: more travel per inhabitant +18.7, less energy per kilometre (car) −13.7.',
    )
    expect(change.lower).toBeLessThan(change.value)
    expect(change.upper).toBeGreaterThan(change.value)
  })

  test('only another factor set is no effect of traffic, and none of vehicles', async () => {
    const { change, effects, method, filed, sentence } = await compared({
      from: of('2019'),
      to: of('2019', { factorSet: 'later' }),
    })
    expect(effects).toEqual([])
    expect(change.value).toBe(0)
    expect(method).toMatchObject([{ factor: 'factor-set', value: expect.closeTo(filed, 9) }])
    // Distance of ±10 % and litres per km of ±20 %, which both sets share; of CO2 a tenth.
    const [{ lower = 0, upper = 0 } = {}] = method
    expect(lower / filed).toBeGreaterThan(1.15)
    expect(upper / filed).toBeLessThan(0.85)
    // A tenth less CO2, which is nearly all, over what 2019 comes to with the later set: 1 − 1/0.9 = −11 %.
    expect(sentence).toMatch(
      /^Leeds 2019 to 2019: no change; the method changed −1\d\.\d % and is left out\.$/,
    )
  })

  test('effects, method and what was filed add up', async () => {
    const { change, method, filed } = await compared({
      from: of('2019', { ...cars('1 million vkm'), gwp: 'AR4' }),
      to: of('2021', { ...cars('1.2 million vkm'), factorSet: 'later', gwp: 'AR6' }),
    })
    expect(change.value + sum(method)).toBeCloseTo(filed, 9)
  })

  test('what only one side counts is an effect of coverage', async () => {
    const truck = {
      mode: 'rigid-truck',
      vehicleDistance: '1 million vkm',
      powertrain: 'diesel',
      energyIntensity: '25 L/100km',
    }
    const { change, method, filed, notices, byMode } = await compared({
      from: of('2019', cars('1 million vkm')),
      to: of('2021', { demand: [{ ...SMALL_CITY.demand[0] }, truck] }),
    })
    expect(change.value).toBe(0)
    expect(method).toMatchObject([{ factor: 'coverage', value: expect.closeTo(filed, 9) }])
    expect(method[0]?.lower).toBeGreaterThan(0)
    expect(method[0]?.upper).toBeGreaterThan(filed)
    expect(byMode.map(({ mode }) => mode)).toEqual(['car'])
    expect(notices.map(({ code }) => code)).toContain('coverage-differs')
  })

  test('a mode that comes is named, and counted as new', async () => {
    const bus = {
      mode: 'bus',
      vehicleDistance: '0.1 million vkm',
      powertrain: 'diesel',
      energyIntensity: '40 L/100km',
    }
    const { effects, notices } = await compared({
      from: of('2019', cars('1 million vkm')),
      to: of('2021', { demand: [{ ...SMALL_CITY.demand[0] }, bus] }),
    })
    expect(effects.map(({ factor }) => factor).sort()).toEqual(['mode-share', 'trip-rate'])
    expect(notices.map(({ code }) => code)).toContain('mode-on-one-side')
  })

  test('what is stated and cannot act is said, with its place', async () => {
    const { notices } = await compared({
      from: of('2019', { city: { name: 'Leeds', country: 'GB' } }),
      to: of('2021', { occupancy: [{ mode: 'car', personsPerVehicle: 1.6 }] }),
    })
    const unused = notices.filter(({ code }) => code === 'input-not-used').map(({ pointer }) => pointer)
    expect(unused).toEqual(['/to/city/population', '/to/occupancy/0'])
  })

  test('a break of the set is an effect of method', async () => {
    const ofYear = (period: string): object => ({
      city: { name: 'Springfield', country: 'US', population: 500_000 },
      period,
      factorSet: '2026.2',
      demand: [{ mode: 'car', vehicleDistance: '3000 million vkm' }],
    })
    const { method, change, filed, effects } = await compared({ from: ofYear('2017'), to: ofYear('2018') })
    // Cars go from 158 to 213 g/vkm there: docs/restatement.md.
    expect(method.map(({ factor }) => factor)).toEqual(['break'])
    expect(Math.abs(change.value)).toBeLessThan(0.1 * filed)
    expect(Math.abs(effect({ effects }, 'trip-rate'))).toBeLessThan(1e-9 * filed)
  })

  test('per inhabitant, population is no effect', async () => {
    const { perInhabitant, effects, from, to } = await compared({
      from: of('2019', cars('1 million vkm')),
      to: of('2021', { ...cars('1 million vkm'), city: { ...SMALL_CITY.city, population: 850_000 } }),
    })
    expect(effects.map(({ factor }) => factor)).toEqual(['population', 'trip-rate'])
    expect(perInhabitant?.effects.map(({ factor }) => factor)).toEqual(['trip-rate'])
    expect(sum(perInhabitant?.effects ?? [])).toBeCloseTo(to.filed / 850_000 - from.filed / 793_100, 12)
  })

  test('saved estimates and answers are taken as they were given out', async () => {
    const answer = await postEstimate(app, of('2019'), '?save=true')
    const { id, ...document } = answer.json()
    const ids = await compared({ from: id, to: { id, ...document } })
    expect(ids.from).toMatchObject({ estimate: id, saved: true })
    expect(ids.to).toMatchObject({ estimate: id, saved: false })
    expect(ids.change.value).toBe(0)
    expect(ids.method).toEqual([])
    // A document of another version of the method: what this version changes is the method's.
    const filed = document.totals.co2e.value
    const older = {
      id,
      ...document,
      methodVersion: '3',
      totals: { ...document.totals, co2e: { ...document.totals.co2e, value: filed - 10 } },
    }
    const { method, change } = await compared({ from: older, to: id })
    expect(change.value).toBe(0)
    expect(method).toHaveLength(1)
    expect(method[0]?.factor).toBe('method')
    expect(method[0]?.value).toBeCloseTo(10, 9)
  })

  test('intervals stay away where a side has none', async () => {
    const { change } = await compared({
      from: of('2019', { uncertainty: { method: 'none' } }),
      to: of('2021'),
    })
    expect(change).not.toHaveProperty('lower')
  })

  test('is a table for those who ask for CSV', async () => {
    const answer = await ask(
      { from: of('2019'), to: of('2021', cars('1.2 million vkm')) },
      { accept: 'text/csv' },
    )
    expect(answer.headers['content-type']).toContain('text/csv')
    const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
    const whole = data.filter(({ of: what, kind }) => what === 'all' && kind === 'effect')
    expect(whole.map(({ factor }) => factor)).toEqual(['trip-rate'])
  })
})

describe('two cities', () => {
  test('are compared per inhabitant', async () => {
    const { unit, sentence, change, effects } = await compared({
      from: of('2019', cars('1 million vkm')),
      to: of('2019', {
        ...cars('1 million vkm'),
        city: { name: 'Bradford', country: 'GB', population: 500_000 },
      }),
    })
    expect(unit).toBe('t CO2e/person')
    // 793 100 ÷ 500 000 times as much for each.
    expect(change.ratio).toBeCloseTo(1.5862, 4)
    expect(effects.filter(({ value }) => value !== 0).map(({ factor }) => factor)).toEqual(['trip-rate'])
    expect(sentence).toMatch(/^Bradford 2019 against Leeds 2019, per inhabitant: up 58\.6 %/)
  })

  test('without populations they are compared whole, and that is said', async () => {
    const { unit, notices } = await compared({
      from: of('2019', { city: { name: 'Leeds', country: 'GB' } }),
      to: of('2019', { city: { name: 'Bradford', country: 'GB' } }),
    })
    expect(unit).toBe('t CO2e')
    expect(notices.map(({ code }) => code)).toContain('population-missing')
  })
})

describe('a series', () => {
  test('has steps, their sum, and the way at once', async () => {
    const { steps, effects, endToEnd, chained, change } = await compared({
      series: [
        of('2018', cars('1 million vkm')),
        of('2019', cars('0.7 million vkm')),
        of('2020', cars('1 million vkm', { energyIntensity: '7 L/100km' })),
      ],
    })
    expect(chained).toBe(true)
    expect(steps.map(({ from, to }) => `${from} ${to}`)).toEqual(['2018 2019', '2019 2020'])
    expect(sum(effects)).toBeCloseTo(change.value, 9)
    expect(endToEnd?.differs).toBe(true)
    expect(endToEnd?.change.value).toBeCloseTo(change.value, 9)
  })
})

describe('boundaries', () => {
  const flows = (allocation: string): object => ({
    ...SMALL_CITY,
    factorSet: 'hand',
    allocation,
    demand: ['within', 'inbound', 'outbound'].map((flow) => ({
      ...SMALL_CITY.demand[0],
      flow,
      ...(flow === 'within' ? {} : { insideShare: 0.5 }),
    })),
  })

  test('are brought to one that both allow, which is an effect of boundary', async () => {
    const { method, change, basis } = await compared({
      from: { ...flows('departing-activity'), period: '2019' },
      to: { ...flows('induced-activity'), period: '2020' },
    })
    expect(basis.allocation).toBe('induced-activity')
    expect(change.value).toBe(0)
    // Both count one crossing trip whole: half of two, or all of one; nothing moves between them here.
    expect(method).toEqual([])
  })

  test('that are all that differs are an effect of boundary alone, and none of traffic', async () => {
    const crossing = (allocation: string): object => ({
      ...flows(allocation),
      demand: ['within', 'inbound', 'outbound', 'through'].map((flow) => ({
        ...SMALL_CITY.demand[0],
        flow,
        ...(flow === 'within' ? {} : { insideShare: 0.2 }),
        ...(flow === 'through' ? { vehicleDistance: 0 } : {}),
      })),
    })
    const { method, change, effects, filed, from, to } = await compared({
      from: { ...crossing('geographic'), period: '2019' },
      to: { ...crossing('induced-activity'), period: '2019' },
    })
    // Inside the boundary: one part and a fifth of two. By half of what crosses it: one and a half of two.
    expect(to.filed / from.filed).toBeCloseTo(2 / 1.4, 9)
    expect(change.value).toBe(0)
    expect(effects.every(({ value }) => value === 0)).toBe(true)
    expect(method).toMatchObject([{ factor: 'boundary', value: expect.closeTo(filed, 9) }])
  })

  test('that one side cannot give are compared on the other', async () => {
    const { basis } = await compared({
      from: { ...of('2019'), demand: [SMALL_CITY.demand[0]] },
      to: {
        ...flows('induced-activity'),
        period: '2020',
        demand: [
          { ...SMALL_CITY.demand[0], flow: 'within' },
          { ...SMALL_CITY.demand[0], flow: 'through', insideShare: 1 },
          { ...SMALL_CITY.demand[0], flow: 'inbound', insideShare: 0.5 },
          { ...SMALL_CITY.demand[0], flow: 'outbound', insideShare: 0.5 },
        ],
      },
    })
    expect(basis.allocation).toBe('geographic')
  })

  test('that nothing is common to are refused with how', async () => {
    const [fault, ...more] = await faultsOf({
      from: { ...of('2019'), demand: [SMALL_CITY.demand[0]] },
      to: { ...flows('induced-activity'), period: '2020' },
    })
    expect(more).toEqual([])
    expect(fault).toMatchObject({ code: 'not-comparable', pointer: '/to/allocation' })
    expect(fault?.detail).toContain('by flow')
  })
})

describe('bad input', () => {
  test('every fault of both is named at once', async () => {
    const answer = await ask({
      from: of('2019', { demand: [] }),
      to: of('2021', { demand: [{ mode: 'car', vehicleDistance: '5 parsecs' }] }),
    })
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toContain('/from')
    expect(pointers.some((pointer: string) => pointer.startsWith('/to/demand/0/vehicleDistance'))).toBe(true)
  })

  test.each<[string, object, string, string]>([
    ['years in the wrong order', { from: of('2021'), to: of('2019') }, 'not-comparable', '/to/period'],
    ['a year and a month', { from: of('2019'), to: of('2020-03') }, 'not-comparable', '/to/period'],
    [
      'a year twice in a series',
      { series: [of('2019'), of('2020'), of('2020')] },
      'not-comparable',
      '/series/2/period',
    ],
    [
      'two areas of one city',
      {
        from: of('2019', { city: { ...SMALL_CITY.city, area: '552 km2' } }),
        to: of('2020', { city: { ...SMALL_CITY.city, area: '600 km2' } }),
      },
      'not-comparable',
      '/to/city/area',
    ],
    [
      'a series of two cities',
      { series: [of('2018'), of('2019'), of('2020', { city: { name: 'Bradford', country: 'GB' } })] },
      'not-comparable',
      '/series/2/city/name',
    ],
    ['an id that is not saved', { from: 'est_00', to: of('2020') }, 'estimate-unknown', '/from'],
  ])('%s', async (_, body, code, pointer) => {
    expect(await faultsOf(body)).toEqual([expect.objectContaining({ code, pointer })])
  })

  test.each<[string, object]>([
    ['one estimate', { series: [of('2019')] }],
    ['none', {}],
    ['too many', { series: Array.from({ length: 16 }, (_, year) => of(String(1990 + year))) }],
    ['an unknown field', { from: of('2019'), to: of('2020'), by: 'mode' }],
  ])('%s is refused', async (_, body) => {
    const answer = await ask(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors.length).toBeGreaterThan(0)
  })
})
