import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { getKnown } from '../../api/estimate/figure-schema.ts'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'
import type { DatasetEstimatesView } from '../../api/series/dataset-schema.ts'
import type { NowcastView } from '../../api/series/nowcast-schema.ts'
import type { SeriesView } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { Zone } from '../../api/store/datasets.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { datasetOf, type Fact, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const factorSets = factorSetsOf([newestSet()])

/** Two zones 15 km apart, and one in between. */
const ZONES: readonly Zone[] = [
  { zone: 'a', city: 'town', centroid: [-1.5, 53.8], areaKm2: 40 },
  { zone: 'b', city: 'town', centroid: [-1.5, 53.935], areaKm2: 90 },
  { zone: 'c', city: 'town', centroid: [-1.45, 53.84], areaKm2: 20 },
]

/** How the activity of a fact is told. */
const KINDS = {
  vehicles: (amount: number) => ({ vehicleDistanceVkm: amount * 20 }),
  persons: (amount: number) => ({ passengerDistancePkm: amount * 30, trips: amount }),
  bands: (amount: number, at: number) => ({
    trips: amount,
    distanceBand: ['0-2', '2-10', '10-50'][at % 3] ?? null,
  }),
  zones: (amount: number, at: number) => ({
    trips: amount,
    origin: ['a', 'b', 'c'][at % 3] ?? null,
    destination: ['a', 'b'][at % 2] ?? null,
  }),
} as const

const amounts = fc.integer({ min: 1000, max: 500_000 })

const towns = fc.record({
  country: fc.constantFrom('GB', 'US', 'DE', 'NO', 'IN', 'BR', 'AU'),
  year: fc.integer({ min: 2012, max: 2023 }),
  /** Each has facts of some days in January and July, by flow. */
  modes: fc.uniqueArray(
    fc.record({
      mode: fc.constantFrom('car', 'taxi', 'bus', 'rail', 'walk'),
      kind: fc.constantFrom('vehicles', 'persons', 'bands', 'zones'),
      speeds: fc.boolean(),
      amounts: fc.array(amounts, { minLength: 12, maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 3, selector: ({ mode }) => mode },
  ),
  crossing: fc.boolean(),
  dense: fc.boolean(),
})

type Town = typeof towns extends fc.Arbitrary<infer One> ? One : never

function factsOf({ year, modes, crossing }: Town): readonly Fact[] {
  const flows = crossing ? (['within', 'inbound', 'outbound'] as const) : (['within'] as const)
  return modes.flatMap(({ mode, kind, speeds, amounts: of }) =>
    of.map((amount, at): Fact => {
      const month = at < 6 ? '01' : '07'
      return {
        period: `${year}-${month}-${String(1 + (Math.floor(at / 3) % 2)).padStart(2, '0')}`,
        city: 'town',
        mode,
        flow: flows[at % flows.length] ?? null,
        ...KINDS[mode === 'walk' && kind === 'vehicles' ? 'persons' : kind](amount, at),
        ...(speeds && ['car', 'taxi', 'bus'].includes(mode) && (kind === 'vehicles' || kind === 'persons')
          ? { meanSpeedKmPerH: 25 + at }
          : {}),
      }
    }),
  )
}

/** The CO2e that each way to ask gives of one period of a dataset, the estimate first. */
async function answersOf(town: Town, period: string) {
  const store = storeWith([{ dataset: datasetOf(), facts: factsOf(town), zones: ZONES }])
  const app = await newApp({ store, factorSets })
  const { country, year } = town
  const city = { name: 'town', country, ...(town.dense ? { population: 3_000_000, area: '600 km2' } : {}) }
  const body = { city, period, demand: { dataset: 'daily', city: 'town' } }
  const made = (await postEstimate(app, body, '?save=true')).json<EstimateResult>()
  if (!made.totals) throw new Error(JSON.stringify(made))
  const asked = `dataset=daily&estimate=${made.id}`
  const get = async <View>(path: string): Promise<View> => (await app.inject(path)).json()
  const by = period.length === 4 ? 'year' : 'month'
  const series = await get<SeriesView>(`/v1/cities/town/series?${asked}&by=${by}&from=${year}&to=${year}`)
  const days = await get<SeriesView>(`/v1/cities/town/series?${asked}&by=day&from=${period}&to=${period}`)
  const listed = await get<DatasetEstimatesView>(
    `/v1/datasets/daily/estimates?period=${period}&estimate=${made.id}`,
  )
  const nowcast = await get<NowcastView>(`/v1/cities/town/nowcast?${asked}&period=${period}`)
  await app.close()
  return {
    estimate: getKnown(made.totals.co2e).value,
    series: series.items?.find((one) => one.period === period)?.co2e?.value,
    days: days.items?.reduce((sum, { co2e }) => sum + (co2e?.value ?? 0), 0),
    listed: listed.items?.[0]?.co2e?.value,
    nowcast: nowcast.co2e?.value,
    allocations: [
      made.allocation,
      series.allocation,
      days.allocation,
      listed.items[0]?.allocation,
      nowcast.allocation,
    ],
  }
}

describe('one period of one dataset is one figure, whichever call asks, by one allocation', () => {
  test.prop([towns, fc.constantFrom('01', '07')], { numRuns: 12 })('a month', async (town, month) => {
    const { estimate, allocations, ...others } = await answersOf(town, `${town.year}-${month}`)
    for (const [call, value] of Object.entries(others))
      expect(Math.abs((value ?? Number.NaN) - estimate), call).toBeLessThanOrEqual(1e-9 * estimate)
    expect(new Set(allocations).size).toBe(1)
  })

  test.prop([towns], { numRuns: 8 })('a year; its days have the conditions of their months', async (town) => {
    const { estimate, allocations, days: _, ...others } = await answersOf(town, `${town.year}`)
    for (const [call, value] of Object.entries(others))
      expect(Math.abs((value ?? Number.NaN) - estimate), call).toBeLessThanOrEqual(1e-9 * estimate)
    expect(new Set(allocations).size).toBe(1)
  })
})
