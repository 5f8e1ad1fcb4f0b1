import type { Found } from '../factors/select.ts'
import { findFactor } from '../factors/select.ts'
import {
  type EmissionStandard,
  type EnergyCarrier,
  MODE_FACTS,
  type Mode,
  POWERTRAIN_FACTS,
  type Powertrain,
  type VehicleClass,
} from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { FleetCell } from './fleet.ts'
import type { Stated } from './input.ts'
import { type Parameter, type Term, times, timesComplement } from './parameter.ts'

/** What a distance is counted in when a figure is applied to it. */
export type Per = 'vkm' | 'pkm' | 'tkm'

/** A cell whose vehicle is settled. */
export interface Vehicle {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard?: EmissionStandard
}

/** Energy per distance of one carrier. */
export interface EnergyUse {
  readonly method: 'energy'
  readonly per: Per
  readonly carrier: EnergyCarrier
  readonly intensity: Parameter
  /** The share of the distance driven on this carrier; empty where the intensity is over all distance. */
  readonly share: readonly Term[]
}

/** Emissions per distance, the source giving no energy. */
export interface DirectUse {
  readonly method: 'direct-factor'
  readonly per: Per
  readonly found: Found
}

export type Use = EnergyUse | DirectUse

/** Which distances an activity can give, and at what cost. */
export interface Distances {
  /** Stated or needing no default; nearest to what the caller said first. */
  readonly direct: readonly Per[]
  /** Reachable through a default occupancy or load. */
  readonly converted: readonly Per[]
}

/** The vehicle of a fleet cell, with the class and powertrain that stand for what it leaves open. */
export function vehicleOf(mode: Mode, cell: FleetCell): Vehicle {
  const facts = MODE_FACTS[mode]
  return {
    mode,
    vehicleClass: cell.vehicleClass ?? 'average',
    powertrain: cell.powertrain ?? facts.onlyPowertrain ?? 'mixed',
    ...(cell.emissionStandard === undefined ? {} : { emissionStandard: cell.emissionStandard }),
  }
}

/** The carriers of a powertrain: fuel, electricity, or both. */
export function carriersOf(powertrain: Powertrain): readonly EnergyCarrier[] {
  const facts = POWERTRAIN_FACTS[powertrain]
  return [
    ...(facts.fuel === undefined ? [] : [facts.fuel]),
    ...(facts.electric ? (['electricity'] as const) : []),
  ]
}

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
  const name = `${MODE_FACTS[mode].title}: utility factor of plug-in hybrids`
  if (stated) return context.stated(name, stated)
  const found = findFactor(context.set, {
    subject: { kind: 'utility-factor', mode },
    region: context.country,
    year: context.year,
  })
  return found && context.factor(name, found, 'no utility factor was given')
}
