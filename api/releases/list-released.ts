import { daysOf } from '../../src/index.ts'
import type { CubeRow, Dataset } from '../store/datasets.ts'
import type { ReleasedCell, ReleasedStore } from '../store/released.ts'

/** A cell as it is answered: of a dataset that is openly published, nobody is counted. */
export type ListedCell = Omit<
  ReleasedCell,
  'persons' | 'tripDistanceKm' | 'meanSpeedKmPerH' | 'lengthOrigin'
> & {
  readonly persons: number | null
}

export const CELL_COLUMNS = [
  'city',
  'mode',
  'period',
  'trips',
  'passengerDistancePkm',
  'vehicleDistanceVkm',
  'tonneDistanceTkm',
  'present',
  'days',
  'persons',
] as const satisfies readonly (keyof ListedCell)[]

/** Cells of a list; of more, its reader names a city. */
export const MAX_CELLS = 20_000

export interface ReleasedList {
  readonly cities: readonly string[]
  readonly items: readonly ListedCell[]
  readonly isCut: boolean
}

/**
 * What is given out of a dataset by city, mode and period: months of one that is openly published, and months, quarters and
 * years of any other, as its releases settled them.
 *
 * @param city all of them if absent
 */
export async function listReleased(
  dataset: Dataset,
  city: string | undefined,
  store: ReleasedStore,
): Promise<ReleasedList> {
  const isOpen = dataset.legalBasis === 'open-licence'
  const { id } = dataset
  const of = city === undefined ? {} : { cities: [city] }
  const cities = isOpen
    ? (await store.publishedFacts({ dataset: id, by: ['city'] })).flatMap((row) => row.city ?? [])
    : await store.listReleasedCities(id)
  const found = isOpen
    ? (await store.publishedFacts({ dataset: id, by: ['city', 'month', 'mode'], most: MAX_CELLS + 1, ...of }))
        .filter((row) => row.city !== null)
        .map((row) => publishedCell(row, dataset))
    : (await store.listReleasedCells({ dataset: id, ...of })).map(cellOf)
  return {
    cities: [...cities].sort(),
    items: found.slice(0, MAX_CELLS),
    isCut: found.length > MAX_CELLS,
  }
}

const cellOf = (cell: ReleasedCell): ListedCell => ({
  city: cell.city,
  mode: cell.mode,
  period: cell.period,
  trips: cell.trips,
  passengerDistancePkm: cell.passengerDistancePkm,
  vehicleDistanceVkm: cell.vehicleDistanceVkm,
  tonneDistanceTkm: cell.tonneDistanceTkm,
  present: cell.present,
  days: cell.days,
  persons: cell.persons,
})

const publishedCell = (row: CubeRow, { grain }: Dataset): ListedCell => {
  const period = row.period ?? ''
  return {
    city: row.city ?? '',
    mode: row.mode,
    period,
    trips: row.trips,
    passengerDistancePkm: row.passengerDistancePkm,
    vehicleDistanceVkm: row.vehicleDistanceVkm,
    tonneDistanceTkm: row.tonneDistanceTkm,
    present: row.periods,
    days: grain === 'day' ? row.periods : (daysOf(period)?.count ?? 0),
    persons: null,
  }
}
