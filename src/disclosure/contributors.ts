/**
 * Most trips of one contributor in a day, if the supplier sets no limit. A convention of this project; surveys find 2
 * to 4.
 */
const MAX_TRIPS_PER_DAY = 10

/** The longest mean trip that a fact may have [km]; a distance has at least as many trips as trips of this length. */
const MAX_MEAN_TRIP_KM = 1500

/** The values of a cell that tell the number of contributors; null if no fact has the value. */
export interface Counted {
  readonly contributors: number | null
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
}

/**
 * The least number of contributors to a cell: the counted number, or else ⌊trips ÷ (10 · days)⌋. If trips are not
 * counted either, each 1500 km count as one trip. Facts are assumed not to be expanded.
 *
 * @param days the days that the facts of the cell cover
 * @returns undefined if the cell does not tell
 */
export function contributorsOf(cell: Counted, days: number): number | undefined {
  if (cell.contributors !== null) return cell.contributors
  const distanceKm = cell.passengerDistancePkm ?? cell.vehicleDistanceVkm
  const trips = cell.trips ?? (distanceKm === null ? null : distanceKm / MAX_MEAN_TRIP_KM)
  return trips === null ? undefined : Math.floor(trips / (MAX_TRIPS_PER_DAY * days))
}
