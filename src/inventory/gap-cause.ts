import type { StatedIn } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { EnergyCarrier } from '../vocabulary.ts'

/** Why fuel sold and fuel burnt by the bottom-up estimate may differ. */
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

/** The causes that are an amount of fuel, so that a caller who knows one can state it. */
export const STATED_CAUSES = [
  'through-traffic',
  'tank-tourism-in',
  'tank-tourism-out',
  'off-road-use',
  'missing-modes',
] as const satisfies readonly GapCause[]
export type StatedCauseName = (typeof STATED_CAUSES)[number]

/**
 * What a cause does to the fuel that sales say was burnt by the stated traffic: fuel that was bought here and not
 * burnt by it is taken away, fuel that it burnt here and bought elsewhere is added.
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

/** A part of the gap that the caller knows, as energy. */
export interface KnownCause {
  readonly stated: StatedCause
  /** −1 where it is taken from what was sold. */
  readonly weight: 1 | -1
  readonly line: EstimateLine
  readonly energyMj: number
}
