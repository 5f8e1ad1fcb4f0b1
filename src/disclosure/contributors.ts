/** Fewest contributors of a cell that is given out. Source: the floor of UK, Australian and Spanish mobility statistics. */
export const MINIMUM_CONTRIBUTORS = 10

/** Most trips of one contributor in a day where the supplier bounds none. A convention of this project; surveys: 2 to 4. */
const MOST_TRIPS_PER_DAY = 10

/** Longest mean trip that a fact may have [km]: shorter ones only make more trips of a distance. */
const LONGEST_MEAN_TRIP_KM = 1500

/** What a cell says of how many stand behind it; null where no fact says. */
export interface Counted {
  readonly contributors: number | null
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
}

/**
 * How many contribute to a cell at least: as counted, else ⌊trips ÷ (10 · days)⌋, with at least one trip for each
 * 1500 km where trips are not counted either. Facts are taken as not expanded.
 *
 * @param days that the facts of the cell are of
 * @returns undefined where nothing tells
 */
export function contributorsOf(cell: Counted, days: number): number | undefined {
  if (cell.contributors !== null) return cell.contributors
  const distanceKm = cell.passengerDistancePkm ?? cell.vehicleDistanceVkm
  const trips = cell.trips ?? (distanceKm === null ? null : distanceKm / LONGEST_MEAN_TRIP_KM)
  return trips === null ? undefined : Math.floor(trips / (MOST_TRIPS_PER_DAY * days))
}

/** Whether enough contribute to a cell that it may be given out. A count of 0 is a count below the minimum. */
export function isReleasable(cell: Counted, days: number): boolean {
  const contributors = contributorsOf(cell, days)
  return contributors !== undefined && contributors >= MINIMUM_CONTRIBUTORS
}
