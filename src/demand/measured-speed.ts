import { MODES, type Mode } from '../vocabulary.ts'

/** A sum of facts with the mean speed of its vehicles. */
export interface SpeedFact {
  readonly mode: string | null
  readonly vehicleDistanceVkm: number | null
  readonly passengerDistancePkm: number | null
  readonly meanSpeedKmPerH: number | null
}

/** A mode with its mean speed in the facts. */
export interface MeasuredSpeed {
  readonly mode: Mode
  readonly meanSpeedKmPerH: number
}

/**
 * The mean speed of each mode: distance over time, so that slow hours count for as long as they last. Facts without a
 * speed or a distance say nothing of it.
 */
export function measuredSpeeds(facts: readonly SpeedFact[]): readonly MeasuredSpeed[] {
  return MODES.flatMap((mode) => {
    let km = 0
    let hours = 0
    for (const fact of facts) {
      if (fact.mode !== mode || !fact.meanSpeedKmPerH) continue
      const distance = fact.vehicleDistanceVkm ?? fact.passengerDistancePkm ?? 0
      km += distance
      hours += distance / fact.meanSpeedKmPerH
    }
    return hours > 0 ? [{ mode, meanSpeedKmPerH: km / hours }] : []
  })
}
