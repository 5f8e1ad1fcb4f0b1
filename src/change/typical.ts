import type { FactorSet } from '../factors/factor-set.ts'
import { findFactor } from '../factors/select.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'

/**
 * What weighs modes against each other where only one of distance, trips and vehicles is stated. It is the same on both
 * sides of a comparison, so that it moves nothing itself.
 */
export interface Typical {
  /** Mean length of a trip [km]. */
  tripKm(mode: Mode): number
  /** Persons or tonnes in a vehicle. */
  filling(mode: Mode): number
}

/** Where nothing is documented: a trip of about the length of most surveys. */
const TRIP_KM = 10

/** What the set documents of a country and year. */
export function typicalOf(set: FactorSet, country: string, year: number): Typical {
  const find = (kind: 'trip-length' | 'occupancy' | 'load', mode: Mode): number | undefined =>
    findFactor(set, { subject: { kind, mode }, region: country, year })?.record.canonicalValue
  return {
    tripKm: (mode) => find('trip-length', mode) ?? TRIP_KM,
    filling: (mode) => {
      const { payload } = MODE_PROPERTIES[mode]
      return payload === 'none' ? 1 : (find(payload === 'passengers' ? 'occupancy' : 'load', mode) ?? 1)
    },
  }
}
