import type { StatedIn } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { EnergyCarrier } from '../vocabulary.ts'

/** Why fuel sales may differ from the fuel that the bottom-up estimate burns. */
export const GAP_CAUSES = [
  'through-traffic',
  'tank-tourism-in',
  'tank-tourism-out',
  'off-road-use',
  'missing-modes',
  'fleet-efficiency',
  'biofuel-share',
] as const
export type GapCause = (typeof GAP_CAUSES)[number]

/** These causes are an amount of fuel, so a caller who knows the amount can state it. */
export const STATED_CAUSES = [
  'through-traffic',
  'tank-tourism-in',
  'tank-tourism-out',
  'off-road-use',
  'missing-modes',
] as const satisfies readonly GapCause[]
export type StatedCauseName = (typeof STATED_CAUSES)[number]

/**
 * How a cause changes the fuel that the stated traffic burnt according to sales: fuel that was bought here and burnt by
 * others is taken away; fuel that the traffic burnt here and bought elsewhere is added.
 */
export const CAUSE_EFFECTS: Readonly<Record<StatedCauseName, 'taken-from-sold' | 'added-to-sold'>> = {
  'through-traffic': 'added-to-sold',
  'tank-tourism-in': 'added-to-sold',
  'tank-tourism-out': 'taken-from-sold',
  'off-road-use': 'taken-from-sold',
  'missing-modes': 'taken-from-sold',
}

/** A part of the gap that the caller knows. */
export interface StatedCause extends StatedIn<'causes'> {
  readonly pointer: string
  readonly carrier: EnergyCarrier
  readonly cause: StatedCauseName
}

/** A stated cause as energy. */
export interface KnownCause {
  readonly stated: StatedCause
  /** −1 if the cause is taken from the fuel sold. */
  readonly weight: 1 | -1
  readonly line: EstimateLine
  readonly energyMj: number
}
