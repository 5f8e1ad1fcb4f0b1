import {
  groupBy,
  type ModalSplit,
  needsBand,
  PairBands,
  type Refusal,
  type TripLengths,
} from '../../src/index.ts'
import type { CubeQuery, CubeRow, Dataset } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import { flowOf, isOpen } from './city-facts.ts'

/** Facts whose trips between places have the bands of a split, and what is wrong with its bands. */
export interface BandedRows<Row> {
  readonly rows: readonly Row[]
  readonly refusals: readonly Refusal[]
}

/** Which facts are asked for again, pair by pair. */
interface Asked {
  readonly dataset: Dataset
  readonly city: string
  readonly split: ModalSplit
  readonly lengths: TripLengths
  /** Where the request states the split. */
  readonly pointer: string
  /** Stretches of time that are asked for one after the other: the pairs of all days of a year are many. */
  readonly spans: readonly string[]
  /** Whether the rows are apart by period. */
  readonly byPeriod: boolean
}

/**
 * Facts by pair of places, where a split has bands and they have none: each pair has the band that its length lies in. Only
 * openly published facts tell their pairs.
 */
export async function withPairBands<Row extends CubeRow>(
  rows: readonly Row[],
  { dataset, city, split, lengths, pointer, spans, byPeriod }: Asked,
  store: ActivityStore,
): Promise<BandedRows<Row | CubeRow>> {
  if (split.bands.length === 0 || !isOpen(dataset) || !rows.some(needsBand)) return { rows, refusals: [] }
  const query = { dataset: dataset.id, cities: [city] }
  const all = await store.publishedFacts({ ...query, by: ['mode', 'distance_band', 'origin', 'destination'] })
  if (!all.some((pair) => needsBand(pair) && pair.origin !== null)) return { rows, refusals: [] }
  const bands = new PairBands(split, all.filter(needsBand), lengths)
  const by: CubeQuery['by'] = [
    ...(byPeriod ? ['period' as const] : []),
    ...flowOf(dataset),
    'mode',
    'distance_band',
    'origin',
    'destination',
  ]
  const wanted = byPeriod ? new Set(rows.map(({ period }) => period)) : undefined
  const banded: CubeRow[] = []
  for (const span of spans) {
    const pairs = (await store.publishedFacts({ ...query, from: span, to: span, by })).filter(
      (pair) => needsBand(pair) && (!wanted || wanted.has(pair.period)),
    )
    for (const row of summed(pairs.map((pair) => bands.banded(pair)))) banded.push(row)
  }
  return { rows: [...rows.filter((row) => !needsBand(row)), ...banded], refusals: bands.check(pointer) }
}

/** Pairs of one period, flow and band as one row: a row for each pair and day would be many. */
function summed(pairs: readonly CubeRow[]): readonly CubeRow[] {
  const apart = groupBy(pairs, ({ period, flow, distanceBand, passengerDistancePkm, settledLength }) =>
    JSON.stringify([period, flow, distanceBand, passengerDistancePkm === null, settledLength?.origin]),
  )
  return [...apart.values()].flatMap((some) => {
    const [first] = some
    if (!first) return []
    const sum = (of: (row: CubeRow) => number | null): number | null =>
      some.reduce((total: number | null, row) => {
        const value = of(row)
        return value === null ? total : (total ?? 0) + value
      }, null)
    const { settledLength } = first
    const tripDistanceKm = some.reduce((km, row) => km + (row.settledLength?.tripDistanceKm ?? 0), 0)
    // Without a length, the zones give one later.
    if (first.passengerDistancePkm === null && !settledLength) return some
    return [
      {
        ...first,
        origin: null,
        destination: null,
        trips: sum(({ trips }) => trips),
        passengerDistancePkm: sum(({ passengerDistancePkm }) => passengerDistancePkm),
        ...(settledLength ? { settledLength: { ...settledLength, tripDistanceKm } } : {}),
      },
    ]
  })
}
