import type { Flow } from '../vocabulary.ts'

/** The source of the mean trip length of a cell. */
export const LENGTH_ORIGINS = ['facts', 'stated-band', 'zones', 'usual-band'] as const
export type LengthOrigin = (typeof LENGTH_ORIGINS)[number]

/** A sum of activity facts of one city; null if no fact has the value. */
export interface FactCell {
  readonly flow: Flow | null
  readonly mode: string | null
  /** [km], such as `2-10` or `50+`. */
  readonly distanceBand: string | null
  readonly origin: string | null
  readonly destination: string | null
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  /** Trips × a mean length that was settled with the facts [km], and where that came from. */
  readonly settledLength?: { readonly tripDistanceKm: number; readonly origin: LengthOrigin }
}

/** A zone where trips begin or end. */
export interface FactZone {
  readonly zone: string
  readonly centroid?: readonly [longitude: number, latitude: number]
  readonly areaKm2?: number
}
