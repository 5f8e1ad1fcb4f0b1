import { type Found, findFactor } from '../factors/select.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated } from './input.ts'
import { type Parameter, type Term, times, timesComplement } from './parameter.ts'
import type { Per, Vehicle } from './vehicle.ts'

/** Energy per distance of one carrier. */
export interface EnergyUse {
  readonly method: 'energy'
  readonly per: Per
  readonly carrier: EnergyCarrier
  readonly intensity: Parameter
  /** The share of the distance driven on this carrier; empty where the intensity is over all distance. */
  readonly share: readonly Term[]
  /** Read from a speed curve, which is of warm engines. */
  readonly fromCurve?: true
  /** A national mean of all driving, cold starts included. */
  readonly fromLevel?: true
  /** A stated mean speed acts on it. */
  readonly bySpeed?: true
  /** What the intensity is multiplied by besides. */
  readonly corrections?: readonly Term[]
}

/** Emissions per distance, the source giving no energy. */
export interface DirectUse {
  readonly method: 'direct-factor'
  readonly per: Per
  readonly found: Found
}

export type Use = EnergyUse | DirectUse

/** A plug-in hybrid: fuel over the rest of the distance, electricity over the share driven on it. */
export function inMode(
  carrier: EnergyCarrier,
  fuel: Parameter,
  second: EnergyCarrier,
  electric: Parameter,
  factor: Parameter,
): readonly Use[] {
  return [
    { method: 'energy', per: 'vkm', carrier, intensity: fuel, share: [timesComplement(factor)] },
    { method: 'energy', per: 'vkm', carrier: second, intensity: electric, share: [times(factor)] },
  ]
}

/** The share of a plug-in hybrid's distance driven on grid electricity, stated or documented. */
export function utilityFactor(
  context: EstimateContext,
  { mode }: Vehicle,
  stated: Stated | undefined,
): Parameter | undefined {
  const name = `${MODE_PROPERTIES[mode].title}: utility factor of plug-in hybrids`
  if (stated) return context.stated(name, stated)
  const found = findFactor(context.set, { subject: { kind: 'utility-factor', mode }, ...context.setting })
  return found && context.factor(name, found, 'no utility factor was given')
}
