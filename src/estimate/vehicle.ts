import {
  type EmissionStandard,
  type EnergyCarrier,
  MODE_PROPERTIES,
  type Mode,
  POWERTRAIN_PROPERTIES,
  type Powertrain,
  type VehicleClass,
} from '../vocabulary.ts'
import type { VehicleChoice } from './input.ts'

/** What a distance is counted in when a figure is applied to it. */
export type Per = 'vkm' | 'pkm' | 'tkm'

/** Which distances an activity can give. */
export interface Distances {
  /** Stated, or following from what was stated. */
  readonly direct: readonly Per[]
  /** Reachable through a default occupancy or load, which was found this far afield. */
  readonly converted: readonly Per[]
  readonly fillingRank: number
}

/** A cell whose vehicle is settled. */
export interface Vehicle {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard?: EmissionStandard | undefined
}

/** The vehicle of a fleet cell, with the class and powertrain that stand for what it leaves open. */
export function vehicleOf(mode: Mode, cell: VehicleChoice): Vehicle {
  const facts = MODE_PROPERTIES[mode]
  return {
    mode,
    vehicleClass: cell.vehicleClass ?? 'average',
    powertrain: cell.powertrain ?? facts.onlyPowertrain ?? 'mixed',
    emissionStandard: cell.emissionStandard,
  }
}

/** The carriers of a powertrain: fuel, electricity, or both. */
export function carriersOf(powertrain: Powertrain): readonly EnergyCarrier[] {
  const { fuel, electric } = POWERTRAIN_PROPERTIES[powertrain]
  if (!electric) return fuel === undefined ? [] : [fuel]
  return fuel === undefined ? ['electricity'] : [fuel, 'electricity']
}

/** A kind of vehicle in words. */
export function describe({ vehicleClass, powertrain, emissionStandard }: VehicleChoice): string {
  return (
    [vehicleClass, powertrain, emissionStandard].filter((part) => part !== undefined).join(' ') ||
    'all vehicles'
  )
}
