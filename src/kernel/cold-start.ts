/** Coefficients of the EMEP/EEA cold-start terms of one carrier. */
export interface ColdStart {
  /** Share of distance driven with cold engines: share − perKm·l − (perC − perKmC·l)·t. */
  readonly share: number
  readonly sharePerKm: number
  readonly sharePerC: number
  readonly sharePerKmC: number
  /** Energy of a cold engine over that of a warm one: ratio − perC·t, never below 1. */
  readonly ratio: number
  readonly ratioPerC: number
  /** Trip length that the source takes where none is known [km]. */
  readonly usualTripKm: number
  /** Longest trip that the share was fitted to [km]. */
  readonly longestTripKm: number
}

/** What the terms need besides the trip length and the temperature. */
type ColdFit = Omit<ColdStart, 'usualTripKm'>

/**
 * Share of distance driven with cold engines, as published: a straight line in trip length and temperature.
 *
 * Source: EMEP/EEA air pollutant emission inventory guidebook, 1.A.3.b.i-iv, the β parameter of cold starts.
 *
 * @param tripKm mean trip length, in the range that the line was fitted to
 * @param temperatureC mean outdoor temperature [°C]
 * @returns in [0, 1]
 */
export function coldDistanceShare(
  { share, sharePerKm, sharePerC, sharePerKmC }: ColdFit,
  tripKm: number,
  temperatureC: number,
): number {
  const line = share - sharePerKm * tripKm - (sharePerC - sharePerKmC * tripKm) * temperatureC
  return Math.min(Math.max(line, 0), 1)
}

/**
 * Share of distance driven with cold engines, for trips of any length: beyond the longest trip of the fit, where the
 * line would reach 0 and below, the cold distance of one start stays what it is at that length.
 *
 * @returns in [0, 1]
 */
export function coldDistanceShareOfTrips(terms: ColdFit, tripKm: number, temperatureC: number): number {
  const { longestTripKm } = terms
  if (tripKm <= longestTripKm) return coldDistanceShare(terms, tripKm, temperatureC)
  return (coldDistanceShare(terms, longestTripKm, temperatureC) * longestTripKm) / tripKm
}

/** Energy of a cold engine over that of a warm one, at least 1. */
export const coldEnergyRatio = ({ ratio, ratioPerC }: ColdFit, temperatureC: number): number =>
  Math.max(1, ratio - ratioPerC * temperatureC)

/**
 * What the energy of warm engines is multiplied by to count their cold starts: 1 + β · (cold over hot − 1).
 *
 * @param tripKm mean trip length, above 0
 * @param temperatureC mean outdoor temperature [°C]
 * @returns at least 1
 */
export function coldStartFactor(terms: ColdFit, tripKm: number, temperatureC: number): number {
  return (
    1 + coldDistanceShareOfTrips(terms, tripKm, temperatureC) * (coldEnergyRatio(terms, temperatureC) - 1)
  )
}
