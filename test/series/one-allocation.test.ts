import { existsSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getKnown } from '../../api/estimate/figure-schema.ts'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'
import { googleEie } from '../../api/imports/google-eie.ts'
import type { DatasetEstimatesView } from '../../api/series/dataset-schema.ts'
import type { NowcastView } from '../../api/series/nowcast-schema.ts'
import type { SeriesView } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import type { Store } from '../../api/store/store.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

/** In the form of the export: whole and half trips, with the publisher's own emissions; made up for the test. */
const EXPORT = `"mode","travel_bounds","trips","full_distance_km","gpc_distance_km","full_co2e_tons","gpc_co2e_tons","year"
"AUTOMOBILE","IN-BOUNDARY","43000000","140000000","140000000","35000","35000","2022"
"AUTOMOBILE","INBOUND","58000000","620000000","310000000","157000","78500","2022"
"AUTOMOBILE","OUTBOUND","58000000","610000000","305000000","154000","77000","2022"
"BUS","IN-BOUNDARY","9000000","4000000","4000000","3900","3900","2022"
"BUS","INBOUND","12000000","11000000","5500000","9900","4950","2022"
"BUS","OUTBOUND","12000000","10000000","5000000","9000","4500","2022"
"ON FOOT","IN-BOUNDARY","30000000","24000000","24000000","0","0","2022"
"ON FOOT","INBOUND","300000","600000","300000","0","0","2022"
"AUTOMOBILE","TOTAL","159000000","1370000000","755000000","346000","190500","2022"
`

interface City {
  readonly app: FastifyInstance
  readonly store: Store
  get<View>(path: string): Promise<View>
  estimate(more?: object): Promise<EstimateResult>
}

async function cityOf(content: string): Promise<City> {
  const store = memoryStore()
  const app = await newApp({
    store,
    importers: [googleEie],
    factorSets: factorSetsOf([releasedSet('2026.2')]),
  })
  await store.registerDataset({
    id: 'eie',
    title: 'Transport export',
    owner: 'Publisher of the export',
    legalBasis: 'open-licence',
    licence: 'CC BY 4.0',
    country: 'AR',
    grain: 'year',
  })
  const taken = await app.inject({
    method: 'PUT',
    url: '/v1/datasets/eie/content?format=google-eie&city=mendoza',
    headers: { 'content-type': 'text/csv' },
    payload: content,
  })
  if (taken.statusCode !== 201) throw new Error(taken.body)
  return {
    app,
    store,
    get: async (path) => (await app.inject(path)).json(),
    estimate: async (more = {}) => {
      const body = {
        city: { name: 'Mendoza', country: 'AR' },
        period: '2022',
        demand: { dataset: 'eie', city: 'mendoza' },
        ...more,
      }
      return (await postEstimate(app, body, '?save=true')).json()
    },
  }
}

/** Every answer of one year of one dataset, by one allocation. */
async function answersOf({ get, estimate }: City, query = '') {
  const made = await estimate(query === '' ? {} : { allocation: query })
  const by = query === '' ? '' : `&allocation=${query}`
  const series = await get<SeriesView>(`/v1/cities/mendoza/series?dataset=eie&from=2022&to=2022${by}`)
  const listed = await get<DatasetEstimatesView>(`/v1/datasets/eie/estimates?period=2022${by}`)
  const nowcast = await get<NowcastView>(
    `/v1/cities/mendoza/nowcast?dataset=eie&period=2022&estimate=${made.id}`,
  )
  return {
    estimate: { allocation: made.allocation, co2eT: getKnown(made.totals.co2e).value },
    series: { allocation: series.allocation, co2eT: series.items[0]?.co2e?.value },
    listed: { allocation: listed.items[0]?.allocation, co2eT: listed.items[0]?.co2e?.value },
    nowcast: { allocation: nowcast.allocation, co2eT: nowcast.co2e.value },
  }
}

function expectOne(answers: Awaited<ReturnType<typeof answersOf>>, allocation: string): void {
  const { co2eT } = answers.estimate
  expect(co2eT).toBeGreaterThan(0)
  for (const one of Object.values(answers)) {
    expect(one.allocation).toBe(allocation)
    expect(Math.abs((one.co2eT ?? Number.NaN) / co2eT - 1)).toBeLessThan(1e-9)
  }
}

describe('one dataset, one allocation', () => {
  let city: City
  beforeAll(async () => {
    city = await cityOf(EXPORT)
  })
  afterAll(async () => {
    await city.app.close()
    await city.store.close()
  })

  test('is half of the crossing trips, where none is asked for', async () => {
    expectOne(await answersOf(city), 'induced-activity')
    // 140 + ½ × (620 + 610) and 4 + ½ × (11 + 10) million vkm.
    const { totals, notices } = await city.estimate()
    // The shares of the default fleet are published to ten digits.
    expect((totals.vehicleDistance?.value ?? 0) / (755e6 + 14.5e6)).toBeCloseTo(1, 9)
    expect(notices.map(({ code }) => code)).toContain('allocation-by-facts')
  })

  test.each(['induced-activity', 'departing-activity'])('is the one asked for: %s', async (allocation) => {
    expectOne(await answersOf(city, allocation), allocation)
  })

  test('facts inside the boundary alone are all of it', async () => {
    const within = await cityOf(
      EXPORT.split('\n')
        .filter((line) => !/BOUND"/.test(line) || line.includes('IN-BOUNDARY'))
        .join('\n'),
    )
    expectOne(await answersOf(within), 'geographic')
  })

  test.each(['geographic', 'resident-activity', 'fuel-sales'])(
    'is refused where the facts do not tell it, and never answered by another: %s',
    async (allocation) => {
      const { errors } = await city.get<{ errors: { code: string; candidates: string[] }[] }>(
        `/v1/cities/mendoza/series?dataset=eie&allocation=${allocation}`,
      )
      expect(errors).toMatchObject([
        {
          code: 'allocation-not-available',
          parameter: 'allocation',
          candidates: ['induced-activity', 'departing-activity'],
        },
      ])
      const { items } = await city.get<DatasetEstimatesView>(
        `/v1/datasets/eie/estimates?period=2022&allocation=${allocation}`,
      )
      expect(items[0]).toMatchObject({ status: 'refused', errors: [{ code: 'allocation-not-available' }] })
    },
  )

  test('is refused if half of what crosses is missing', async () => {
    const inbound = await cityOf(EXPORT.replaceAll(/^.*"OUTBOUND".*\n/gm, ''))
    const { errors } = await inbound.get<{ errors: { detail: string }[] }>(
      '/v1/cities/mendoza/series?dataset=eie',
    )
    expect(errors).toMatchObject([{ code: 'allocation-not-available' }])
    expect(errors[0]?.detail).toContain('facts of outbound trips')
    // A year that lacks them would look like a quiet one.
    const older = EXPORT.split('\n')
      .filter((line) => line.includes('"2022"') && !line.includes('"OUTBOUND"'))
      .join('\n')
      .replaceAll('"2022"', '"2021"')
    const lacking = await cityOf(`${EXPORT}${older}\n`)
    const refused = await lacking.get<{ errors: { detail: string }[] }>(
      '/v1/cities/mendoza/series?dataset=eie',
    )
    expect(refused.errors[0]?.detail).toMatch(/^2021: .*facts of outbound trips/)
  })

  test("the publisher's own emissions stand beside ours", async () => {
    const made = await city.estimate()
    const series = await city.get<SeriesView>('/v1/cities/mendoza/series?dataset=eie')
    const listed = await city.get<DatasetEstimatesView>('/v1/datasets/eie/estimates?period=2022')
    const co2eT = getKnown(made.totals.co2e).value
    for (const published of [made.published, series.items[0]?.published, listed.items[0]?.published]) {
      // Half trips: 35 000 + 78 500 + 77 000 + 3900 + 4950 + 4500 t; whole trips: 35 000 + 157 000 + 154 000 + 22 800 t.
      expect(published).toMatchObject([
        { quantity: 'co2e-full', value: 368_800, unit: 't', ratio: null },
        { quantity: 'co2e-gpc', value: 203_850, unit: 't' },
      ])
      expect(published?.[1]?.ratio).toBeCloseTo(co2eT / 203_850, 9)
      expect(published?.[1]?.source).toBe('Publisher of the export, Transport export')
    }
    const csv = await city.app.inject({
      url: '/v1/cities/mendoza/series?dataset=eie',
      headers: { accept: 'text/csv' },
    })
    expect(csv.body).toContain('published,publishedUnit,publishedQuantity,ratioToPublished')
    expect(csv.body).toContain(',induced-activity,203850,t,co2e-gpc,')
  })

  test('comes out again from the request that it repeats, with the figures beside it', async () => {
    const made = await city.estimate()
    const again = await postEstimate(city.app, made.request)
    expect(again.json()).toEqual(made)
  })

  test('a saved estimate names the allocation of a series that takes its fleets', async () => {
    const departing = await city.estimate({ allocation: 'departing-activity' })
    const series = await city.get<SeriesView>(
      `/v1/cities/mendoza/series?dataset=eie&estimate=${departing.id}`,
    )
    expect(series.allocation).toBe('departing-activity')
    expect(series.items[0]?.co2e?.value).toBeCloseTo(getKnown(departing.totals.co2e).value, 6)
    const sold = await postEstimate(
      city.app,
      {
        city: { name: 'Mendoza', country: 'AR' },
        period: '2022',
        allocation: 'fuel-sales',
        fuelSales: [{ carrier: 'petrol', quantity: '100 million L' }],
      },
      '?save=true',
    )
    const refused = await city.get<{ errors: object[] }>(
      `/v1/cities/mendoza/series?dataset=eie&estimate=${sold.json().id}`,
    )
    expect(refused.errors).toMatchObject([
      { code: 'allocation-not-available', candidates: ['induced-activity', 'departing-activity'] },
    ])
    const byFacts = await city.get<SeriesView>(
      `/v1/cities/mendoza/series?dataset=eie&estimate=${sold.json().id}&allocation=induced-activity`,
    )
    expect(byFacts.items[0]?.co2e?.value).toBeCloseTo(getKnown((await city.estimate()).totals.co2e).value, 6)
  })
})

const REAL = '../shared/data/eie/mendoza_2018_2022.csv'
if (!existsSync(REAL)) console.info(`Skipped: the real file is not at ${REAL}.`)

test.skipIf(!existsSync(REAL))('Mendoza 2022 is one figure, whichever call asks', async () => {
  const city = await cityOf(readFileSync(REAL, 'utf8'))
  const answers = await answersOf(city)
  expectOne(answers, 'induced-activity')
  // What 2026.2 answers; 647 734 t were of whole trips.
  expect(answers.estimate.co2eT).toBeCloseTo(350_500, -2)
  await city.app.close()
  await city.store.close()
})
