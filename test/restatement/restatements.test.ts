import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restatement } from '../../api/restatement/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { compileFactorSet, METHOD_VERSION } from '../../src/index.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
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

const store = memoryStore()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([LATER_SET, HAND_SET]), store })
})
afterAll(() => app.close())

type Body = Record<string, unknown>
const of = (year: number, more: Body = {}): Body => ({
  ...SMALL_CITY,
  period: String(year),
  factorSet: 'hand',
  ...more,
})
const restate = (body: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v1/restatements', payload: body, headers })
const restated = async (body: object) => {
  const answer = await restate(body)
  expect(answer.statusCode).toBe(200)
  return restatement.parse(answer.json())
}

describe('a series as filed', () => {
  test('is given in order, with what each year is as an estimate of its own', async () => {
    const { filed, city } = await restated({ estimates: [of(2019), of(2018)] })
    const alone = (await postEstimate(app, of(2019))).json()
    expect(city).toEqual({ name: 'Leeds', country: 'GB' })
    expect(filed.years.map(({ year, pointer }) => [year, pointer])).toEqual([
      [2018, '/estimates/1'],
      [2019, '/estimates/0'],
    ])
    expect(filed.years[1]).toMatchObject({
      estimate: alone.id,
      co2e: alone.totals.co2e,
      perCapita: alone.totals.perCapita,
      methodVersion: alone.methodVersion,
      factorSet: 'hand',
      gwp: 'AR5',
      allocation: 'geographic',
      population: 793_100,
      saved: false,
    })
    expect(filed).toMatchObject({ comparable: true, breaks: [], missing: [], notices: [] })
  })

  test('says where it breaks, what is missing, and what jumps', async () => {
    const twice = [{ ...SMALL_CITY.demand[0], vehicleDistance: '2 million vkm' }]
    const { filed } = await restated({
      estimates: [
        of(2016),
        of(2018, { gwp: 'AR6', factorSet: 'later' }),
        of(2019, { gwp: 'AR6', demand: twice }),
      ],
    })
    expect(filed.comparable).toBe(false)
    expect(filed.missing).toEqual([2017])
    expect(filed.breaks.map(({ after, changed }) => [after, changed.map(({ what }) => what)])).toEqual([
      [2018, ['factorSet', 'gwp']],
      [2019, ['factorSet', 'modes']],
    ])
    // Twice the distance with a carbon of 69 300 in place of 62 370: 2.2 times, beyond 1.3.
    expect(filed.notices.map(({ code }) => code)).toEqual([
      'series-break',
      'series-break',
      'series-gap',
      'year-on-year-jump',
    ])
  })

  test('a population with a digit too many is seen beside its neighbours', async () => {
    const { filed } = await restated({
      estimates: [of(2018), of(2019, { city: { ...SMALL_CITY.city, population: 7_931_000 } })],
    })
    expect(filed.notices).toMatchObject([{ code: 'population-jump', pointer: '/estimates/1' }])
  })
})

describe('recomputed', () => {
  test('with the newest set and what the last year was made with, and why it differs', async () => {
    const { recomputed } = await restated({ estimates: [of(2018), of(2019)] })
    expect(recomputed.basis).toEqual({
      methodVersion: METHOD_VERSION,
      factorSet: 'later',
      transboundarySplit: 'none',
      gwp: 'AR5',
      allocation: 'geographic',
    })
    expect(recomputed.comparable).toBe(true)
    const [first] = recomputed.years
    // 80 000 L × 0.745 kg/L × 44.3 MJ/kg = 2 640 280 MJ; × (0.0693 − 0.06237) kg = 18 297 kg less.
    expect(first?.change).toBeCloseTo(-18.297, 3)
    expect(first?.changed).toEqual([{ what: 'factorSet', before: 'hand', after: 'later' }])
    expect(first?.why?.effects).toMatchObject([{ before: { records: [{ id: 'petrol.co2' }] } }])
    expect(first?.why?.effects[0]?.effect).toBeCloseTo(first?.change ?? 0, 9)
    expect(recomputed.statement).toContain('can be compared')
    expect(recomputed.statement).toContain('2018 (factor set hand → later)')
  })

  test('with what is asked for; a year that stood on it already does not move', async () => {
    const { recomputed } = await restated({
      estimates: [of(2018, { gwp: 'AR6' }), of(2019)],
      with: { factorSet: 'hand', gwp: 'AR6' },
    })
    expect(recomputed.years.map(({ change }) => change === 0)).toEqual([true, false])
    expect(recomputed.years.map(({ why }) => why)).toEqual([null, null])
    expect(recomputed.basis.gwp).toBe('AR6')
  })

  test('what no computation mends is said', async () => {
    const { recomputed } = await restated({
      estimates: [of(2018, { city: { ...SMALL_CITY.city, name: 'Leeds and Bradford' } }), of(2019)],
    })
    expect(recomputed.comparable).toBe(false)
    expect(recomputed.statement).toContain('Leeds and Bradford → Leeds')
  })
})

describe('saved estimates', () => {
  test('count as they were given out, with requests beside them', async () => {
    const saved = (await postEstimate(app, of(2017), '?save=true')).json()
    const body = { estimates: [saved.id, of(2018)] }
    const { filed, recomputed } = await restated(body)
    expect(filed.years[0]).toMatchObject({ estimate: saved.id, saved: true, co2e: saved.totals.co2e })
    expect(recomputed.years[0]?.why).not.toBeNull()
  })

  test('of another version of the method are a break, and are recomputed without a decomposition', async () => {
    const made = (await postEstimate(app, of(2015))).json()
    const id = 'est_of_version_1'
    await store.saveEstimate({
      id,
      city: { name: 'Leeds', country: 'GB' },
      period: '2015',
      factorSet: 'hand',
      co2e: made.totals.co2e,
      request: JSON.stringify(await checkedOf(2015)),
      result: JSON.stringify({ ...made, id, methodVersion: '1' }),
      lines: '{}',
    })
    const { filed, recomputed } = await restated({ estimates: [id, of(2016)] })
    expect(filed.breaks).toMatchObject([
      { changed: [{ what: 'methodVersion', before: '1', after: METHOD_VERSION }] },
    ])
    expect(recomputed.years[0]).toMatchObject({ filed: made.totals.co2e.value, why: null })
  })

  /** The checked request of a year, as the store keeps it. */
  async function checkedOf(year: number): Promise<Body> {
    const { id } = (await postEstimate(app, of(year), '?save=true')).json()
    const saved = await store.findEstimate(id)
    return JSON.parse(saved?.request ?? '{}')
  }
})

describe('faults', () => {
  test('of all estimates come at once, each with its place', async () => {
    const answer = await restate({
      estimates: [
        of(2018, { demand: [{ mode: 'car', vehicleDistance: '5 ton' }] }),
        'est_00',
        of(2019, { citty: 1 }),
        of(2020, { demand: [{ ...SMALL_CITY.demand[0], energyIntensity: '2000 MJ/vkm' }] }),
        of(2021, { factorSet: 'nineteen' }),
        5,
      ],
      with: { gwp: 'AR9', factorSet: 'none' },
    })
    expect(answer.statusCode).toBe(400)
    const errors: readonly { code: string; pointer: string }[] = answer.json().errors
    expect(errors.map(({ code, pointer }) => [code, pointer])).toEqual(
      expect.arrayContaining([
        ['unit-ambiguous', '/estimates/0/demand/0/vehicleDistance'],
        ['estimate-unknown', '/estimates/1'],
        ['invalid-field', '/estimates/2/citty'],
        ['vehicle-fuel-impossible', '/estimates/3/demand/0/energyIntensity'],
        ['invalid-field', '/estimates/4/factorSet'],
        ['invalid-field', '/estimates/5'],
        ['invalid-field', '/with/gwp'],
      ]),
    )
  })

  test('series-mixed: countries and months; a year twice', async () => {
    const answer = await restate({
      estimates: [
        of(2018),
        of(2018),
        of(2019, { city: { name: 'Leeds', country: 'DE' } }),
        of(2020, { period: '2020-03' }),
      ],
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors).toMatchObject([
      { code: 'duplicate-row', pointer: '/estimates/1' },
      { code: 'series-mixed', pointer: '/estimates/2/city/country' },
      { code: 'series-mixed', pointer: '/estimates/3/period' },
    ])
  })

  test('of recomputing name the set', async () => {
    const answer = await restate({
      estimates: [of(2018), of(2019)],
      with: { allocation: 'resident-activity' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors).toMatchObject([{ pointer: '/estimates/0/allocation' }, {}])
    expect(answer.json().errors[0].detail).toContain('factor set later')
  })

  test.each([
    [{ estimates: [of(2018)] }, '/estimates'],
    [{}, '/estimates'],
    [{ estimates: Array.from({ length: 101 }, () => 'est_1') }, '/estimates'],
    [{ estimates: [of(2018), of(2019)], with: { factorSet: 'none' } }, '/with/factorSet'],
    [{ estimates: [of(2018), of(2019)], width: {} }, '/width'],
    [[], ''],
  ])('of the form %#', async (body, pointer) => {
    const answer = await restate(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toContainEqual(expect.objectContaining({ code: 'invalid-field', pointer }))
  })

  test('data about people are refused before anything else', async () => {
    const answer = await restate({ estimates: [of(2018, { plate: 'AB12 CDE' }), of(2019)] })
    expect(answer.json().type).toContain('person-level-data')
  })
})

test('as CSV: a row for each year, the missing ones with their year alone', async () => {
  const answer = await restate({ estimates: [of(2018), of(2020)] }, { accept: 'text/csv' })
  expect(answer.headers['content-type']).toContain('text/csv')
  const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
  expect(data.map(({ year }) => year)).toEqual(['2018', '2019', '2020'])
  expect(data[1]?.['filed']).toBe('')
  expect(Number(data[0]?.['change'])).toBeCloseTo(-18.297, 3)
  expect(data[0]).toMatchObject({ filedFactorSet: 'hand', recomputedFactorSet: 'later', unit: 't CO2e' })
})
