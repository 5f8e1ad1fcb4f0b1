import type { FactCell } from '../../src/index.ts'
import type { DatasetDemand } from '../estimate/dataset-demand-schema.ts'
import type { CubeQuery, CubeRow } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import { type CityFacts, coverageOf, flowOf, isOpen } from './city-facts.ts'

/** Facts of a period, and the modes asked for that are not given out. */
export interface Cells {
  readonly given: readonly CubeRow[]
  readonly withheldModes: readonly string[]
}

/** The facts of a period as coarse as their distances allow, without those that may not be published. */
export async function cellsOf(
  { dataset, rows }: CityFacts,
  { city, filter, modalSplit }: DatasetDemand,
  period: string,
  store: ActivityStore,
): Promise<Cells> {
  const query = { dataset: dataset.id, cities: [city], from: period, to: period }
  const modes = filter?.modes
  const isAsked = (row: CubeRow): boolean =>
    (!modes || (row.mode === null ? modalSplit !== undefined : modes.some((mode) => mode === row.mode))) &&
    (!filter?.flows || (row.flow !== null && filter.flows.includes(row.flow)))
  if (!isOpen(dataset)) {
    const given = rows.filter((row) => row.period === period && isAsked(row))
    const missing = (modes ?? []).filter((mode) => !given.some((row) => row.mode === mode))
    return { given, withheldModes: missing }
  }
  const given = await withLengths(
    store,
    { ...query, by: [...flowOf(dataset), 'mode', 'distance_band'] },
    isAsked,
  )
  return { given, withheldModes: [] }
}

/** Adds zones if trips have neither a distance nor a band. */
async function withLengths(
  store: ActivityStore,
  query: CubeQuery,
  isAsked: (row: CubeRow) => boolean,
): Promise<readonly CubeRow[]> {
  const rows = (await store.publishedFacts(query)).filter(isAsked)
  if (!rows.some(needsZones)) return rows
  return (await store.publishedFacts({ ...query, by: [...query.by, 'origin', 'destination'] })).filter(
    isAsked,
  )
}

export const needsZones = (row: CubeRow): boolean =>
  row.trips !== null &&
  row.settledLength === undefined &&
  row.distanceBand === null &&
  row.passengerDistancePkm === null &&
  row.vehicleDistanceVkm === null &&
  row.tonneDistanceTkm === null

/** Cells × expected periods ÷ present periods, if the request asks for it. */
export function scaled(
  cells: readonly CubeRow[],
  facts: CityFacts,
  { gaps }: DatasetDemand,
  period: string,
): readonly FactCell[] {
  if (gaps === 'leave') return cells
  const coverage = coverageOf(facts, period)
  return cells.map((cell) => {
    const { present = 1, expected = 1 } = coverage.get(cell.mode ?? '') ?? {}
    const times = (value: number | null): number | null =>
      value === null ? null : (value * expected) / present
    return {
      ...cell,
      trips: times(cell.trips),
      passengerDistancePkm: times(cell.passengerDistancePkm),
      vehicleDistanceVkm: times(cell.vehicleDistanceVkm),
      tonneDistanceTkm: times(cell.tonneDistanceTkm),
    }
  })
}
