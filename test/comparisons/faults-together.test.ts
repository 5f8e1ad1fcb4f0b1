import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { datasetOf, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

const store = storeWith([
  {
    dataset: datasetOf({ id: 'open', grain: 'year' }),
    facts: [{ period: '2019', city: 'leeds', mode: 'car', vehicleDistanceVkm: 1e6 }],
  },
])
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, factorSets: factorSetsOf([HAND_SET]) })
})
afterAll(() => app.close())

const of = (period: string, more: object = {}): object => ({ ...SMALL_CITY, period, ...more })
const ofDataset = (period: string, dataset = 'open'): object => {
  const { demand: _, ...rest } = SMALL_CITY
  return { ...rest, period, demand: { dataset, city: 'leeds' } }
}
const PARSECS = { demand: [{ mode: 'car', vehicleDistance: '5 parsecs' }] }
/** No record of the hand-made set tells of a metro. */
const METRO = { demand: [{ mode: 'metro', vehicleDistance: '5 million vkm' }] }

/** The faults of a body as `code pointer`. */
async function faultsOf(url: string, payload: object): Promise<readonly string[]> {
  const answer = await app.inject({ method: 'POST', url, payload })
  expect([400, 422]).toContain(answer.statusCode)
  const { errors } = answer.json() as { errors: readonly { code: string; pointer: string }[] }
  return [...new Set(errors.map(({ code, pointer }) => `${code} ${pointer}`))]
}

describe('a comparison', () => {
  test('names faults of form, those between years, and years that cannot be estimated', async () => {
    const series = [of('2021'), of('2019', PARSECS), of('2020', METRO)]
    const found = await faultsOf('/v1/comparisons', { series, colour: 1 })
    expect(found).toContain('invalid-field /colour')
    expect(found).toContain('unit-unknown /series/1/demand/0/vehicleDistance')
    expect(found).toContain('not-comparable /series/1/period')
    expect(found.some((fault) => fault.endsWith(' /series/2/demand/0'))).toBe(true)
  })

  test('of a year whose dataset is refused tells the faults of the others', async () => {
    const series = [
      ofDataset('2019'),
      ofDataset('2018', 'closed'),
      of('2020', PARSECS),
      of('2021', METRO),
      ...Array.from({ length: 7 }, (_, at) => of(String(2022 + at))),
      // The tenth and later are not taken for the first.
      of('2000'),
    ]
    const found = await faultsOf('/v1/comparisons', { series })
    expect(found).toContain('dataset-unknown /series/1/demand/dataset')
    expect(found).toContain('not-comparable /series/1/period')
    expect(found).toContain('unit-unknown /series/2/demand/0/vehicleDistance')
    expect(found.some((fault) => fault.endsWith(' /series/3/demand/0'))).toBe(true)
    expect(found).toContain('not-comparable /series/11/period')
  })

  test('of a factor set that is not here hides nothing', async () => {
    const found = await faultsOf('/v1/comparisons', {
      from: { ...ofDataset('2019'), factorSet: '1999.1' },
      to: of('2018', METRO),
    })
    expect(found).toContain('invalid-field /from/factorSet')
    expect(found).toContain('not-comparable /to/period')
    expect(found.some((fault) => fault.endsWith(' /to/demand/0'))).toBe(true)
  })

  test('per inhabitant is not refused for its area because another field is wrong', async () => {
    const area = (km2: string): object => ({ city: { ...SMALL_CITY.city, area: km2 } })
    const pair = { from: of('2019', area('552 km2')), to: of('2020', area('600 km2')), colour: 1 }
    expect(await faultsOf('/v1/comparisons', { ...pair, per: 'inhabitant' })).toEqual([
      'invalid-field /colour',
    ])
    expect(await faultsOf('/v1/comparisons', pair)).toEqual([
      'invalid-field /colour',
      'not-comparable /to/city/area',
    ])
  })

  test('tells years in the wrong order beside a year of another city', async () => {
    const other = { city: { ...SMALL_CITY.city, name: 'Bradford' } }
    const series = [of('2021'), of('2019'), of('2020', other)]
    expect(await faultsOf('/v1/comparisons', { series })).toEqual([
      'not-comparable /series/1/period',
      'not-comparable /series/2/city/name',
    ])
  })

  test('of one name in two countries is not a series', async () => {
    const { city } = SMALL_CITY
    const series = [of('2019'), of('2020', { city: { ...city, country: 'US' } }), of('2021')]
    expect(await faultsOf('/v1/comparisons', { series })).toContain('not-comparable /series/1/city/country')
  })
})

test('years tell the faults of all beside one that cannot be read', async () => {
  const years = [of('2019', PARSECS), of('2020'), of('2020'), of('2021', METRO)]
  const found = await faultsOf('/v1/years', { years })
  expect(found).toContain('unit-unknown /years/0/demand/0/vehicleDistance')
  expect(found).toContain('duplicate-row /years/2/period')
  expect(found.some((fault) => fault.endsWith(' /years/3/demand/0'))).toBe(true)
})

test('years of a dataset are refused with where they are shown', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/years',
    payload: { years: [ofDataset('2019'), of('2020')] },
  })
  expect(answer.json().errors).toEqual([
    {
      code: 'invalid-field',
      pointer: '/years/0/demand',
      detail: expect.stringContaining('GET /v1/cities/{id}/series'),
    },
  ])
})

test('peers tell the faults of all beside one that cannot be read', async () => {
  const cities = [of('2019', PARSECS), of('2019', METRO), ofDataset('2019', 'closed')]
  const found = await faultsOf('/v1/peers', { cities })
  expect(found).toContain('unit-unknown /cities/0/demand/0/vehicleDistance')
  expect(found.some((fault) => fault.endsWith(' /cities/1/demand/0'))).toBe(true)
  expect(found).toContain('dataset-unknown /cities/2/demand/dataset')
})
