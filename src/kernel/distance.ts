/** Mean radius of the Earth [km]. Source: IUGG, R1 of the Geodetic Reference System 1980. */
const EARTH_RADIUS_KM = 6371.0088

/** A place on the Earth [degrees], east and north positive. */
export type Place = readonly [longitude: number, latitude: number]

/** Length of the shortest way between two places over a round Earth [km]. */
export function haversineKm([lon1, lat1]: Place, [lon2, lat2]: Place): number {
  const rad = Math.PI / 180
  const half = (from: number, to: number): number => Math.sin(((to - from) * rad) / 2) ** 2
  const chord = half(lat1, lat2) + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * half(lon1, lon2)
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, chord)))
}

/** Mean distance of two random places in a square of area 1: (2 + √2 + 5 ln(1 + √2)) ÷ 15. */
export const SQUARE_DISTANCE = (2 + Math.SQRT2 + 5 * Math.log(1 + Math.SQRT2)) / 15

/**
 * Straight length of a mean trip inside a zone, taken for a square in which trips begin and end anywhere.
 *
 * @param areaKm2 the populated area, not the administrative one
 */
export const intrazonalKm = (areaKm2: number): number => SQUARE_DISTANCE * Math.sqrt(areaKm2)

/** Straight length of a mean trip inside a zone of unknown area: half of the way to the nearest zone's centre. */
export const halfNearestKm = (nearestCentreKm: number): number => nearestCentreKm / 2

/** Trips shorter than this go a longer way round [km, straight]. */
export const SHORT_TRIP_KM = 5

/**
 * Length on the network over the straight length where none is stated: 1.3 under 5 km, 1.2 beyond.
 *
 * Source: a convention of this project between Newell (1980), about 1.2 for urban trips, and the finding of Giacomin and
 * Levinson (2015) that short trips go round more.
 */
export const usualDetourFactor = (straightKm: number): number => (straightKm < SHORT_TRIP_KM ? 1.3 : 1.2)

/** Bounds of a distance band [km]; above is open. */
export interface DistanceBand {
  readonly fromKm: number
  readonly toKm: number | undefined
}

const BAND = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?)|\+)$/

/** A band as written, `2-10` or `50+`; undefined for any other text. */
export function distanceBandOf(text: string): DistanceBand | undefined {
  const [, from, to] = BAND.exec(text) ?? []
  if (from === undefined) return undefined
  const band = { fromKm: Number(from), toKm: to === undefined ? undefined : Number(to) }
  return band.toKm === undefined || band.toKm > band.fromKm ? band : undefined
}

/**
 * Mean length of the trips of a band where none is stated: the geometric mean of its bounds, for shorter trips are more
 * frequent; half of the upper one where the band begins at 0. A convention of this project.
 *
 * @returns undefined for an open band, whose mean nothing bounds
 */
export function usualBandKm({ fromKm, toKm }: DistanceBand): number | undefined {
  if (toKm === undefined) return undefined
  return fromKm === 0 ? toKm / 2 : Math.sqrt(fromKm * toKm)
}
