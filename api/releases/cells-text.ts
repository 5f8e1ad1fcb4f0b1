import { createHash } from 'node:crypto'
import type { ReleasedCell, ReleasedFlow } from '../store/released.ts'

/** Released cells as they are answered, in one order, and the digest of exactly that text. */
export function cellsText(cells: readonly ReleasedCell[]): {
  readonly cells: readonly ReleasedCell[]
  readonly digest: string
} {
  const ordered = [...cells].map(plain).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  return { cells: ordered, digest: digestOf(ordered) }
}

/** Released zones and pairs in one order, and the digest of exactly that text. */
export function flowsText(flows: readonly ReleasedFlow[]): {
  readonly flows: readonly ReleasedFlow[]
  readonly digest: string
} {
  const nameOf = (flow: ReleasedFlow): string => `${orderOf(flow)}\n${flow.zone}\n${flow.destination ?? ''}`
  const ordered = [...flows].map(plainFlow).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return { flows: ordered, digest: digestOf(ordered) }
}

const digestOf = (cells: readonly object[]): string =>
  createHash('sha256').update(JSON.stringify(cells)).digest('hex')

const orderOf = ({ city, mode, period }: Pick<ReleasedCell, 'city' | 'mode' | 'period'>): string =>
  `${city}\n${mode ?? ''}\n${period}`

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

const plainFlow = (flow: ReleasedFlow): ReleasedFlow => ({
  city: flow.city,
  mode: flow.mode,
  period: flow.period,
  zone: flow.zone,
  destination: flow.destination,
  trips: flow.trips,
  passengerDistancePkm: flow.passengerDistancePkm,
  vehicleDistanceVkm: flow.vehicleDistanceVkm,
  tonneDistanceTkm: flow.tonneDistanceTkm,
  persons: flow.persons,
})
