import { createHash } from 'node:crypto'
import type { ReleasedCell } from '../store/released.ts'

/** Released cells as they are answered, in one order, and the digest of exactly that text. */
export function cellsText(cells: readonly ReleasedCell[]): {
  readonly cells: readonly ReleasedCell[]
  readonly digest: string
} {
  const ordered = [...cells].map(plain).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  return {
    cells: ordered,
    digest: createHash('sha256').update(JSON.stringify(ordered)).digest('hex'),
  }
}

const orderOf = ({ city, mode, period }: ReleasedCell): string => `${city}\n${mode ?? ''}\n${period}`

const plain = (cell: ReleasedCell): ReleasedCell => ({
  city: cell.city,
  mode: cell.mode,
  period: cell.period,
  trips: cell.trips,
  tripDistanceKm: cell.tripDistanceKm,
  passengerDistancePkm: cell.passengerDistancePkm,
  vehicleDistanceVkm: cell.vehicleDistanceVkm,
  tonneDistanceTkm: cell.tonneDistanceTkm,
  meanSpeedKmPerH: cell.meanSpeedKmPerH,
  lengthOrigin: cell.lengthOrigin,
  present: cell.present,
  days: cell.days,
  persons: cell.persons,
})
