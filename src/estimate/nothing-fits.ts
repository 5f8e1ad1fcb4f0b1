import { MODE_PROPERTIES, VEHICLE_CLASSES } from '../vocabulary.ts'
import type { Activity } from './activity.ts'
import type { EstimateContext } from './context.ts'
import { describe, type Vehicle } from './vehicle.ts'

/** Says that nobody tells how full the vehicles are, and what to state. */
export function noFilling({ country, year }: EstimateContext, { mode, pointer }: Activity) {
  const { payload, title } = MODE_PROPERTIES[mode]
  const isFreight = payload === 'freight'
  const example = JSON.stringify(isFreight ? { mode, tonnesPerVehicle: 5 } : { mode, personsPerVehicle: 1.5 })
  return {
    code: 'factor-not-found' as const,
    pointer,
    detail: `No ${isFreight ? 'load' : 'occupancy'} of ${title.toLowerCase()} is documented for ${country} ${year}, so the vehicle distance behind its ${isFreight ? 'tonne' : 'passenger'} distance is not known. State ${isFreight ? 'loads' : 'occupancy'}, such as ${example}, or vehicleDistance.`,
  }
}

/** Says that nothing turns a distance into emissions, and what to state. */
export function nothingFits(context: EstimateContext, activity: Activity, vehicle: Vehicle) {
  const stated = activity.vehicle
    ? 'vehicle distance'
    : MODE_PROPERTIES[activity.mode].payload === 'freight'
      ? 'tonne distance'
      : 'passenger distance'
  const { content, modes } = context.set
  if (!modes.has(vehicle.mode))
    return {
      code: 'factor-not-found' as const,
      pointer: activity.pointer,
      detail: `Factor set ${content.id} has no figure of any ${MODE_PROPERTIES[vehicle.mode].title.toLowerCase()}. Take a newer set, or state energyIntensity in demand or fleet${activity.vehicle ? '' : ' and an occupancy'}, with a powertrain.`,
    }
  const { subSector, payload } = MODE_PROPERTIES[vehicle.mode]
  // No class of ships or aircraft has energy per vehicle-kilometre.
  if (activity.vehicle && (subSector === 'II.3' || subSector === 'II.4'))
    return {
      code: 'factor-not-found' as const,
      pointer: activity.pointer,
      detail: `No source gives the energy of ${MODE_PROPERTIES[vehicle.mode].title.toLowerCase()} (${describe(vehicle)}) per vehicle-kilometre in ${context.country} ${context.year}. State ${payload === 'freight' ? 'tonneDistance' : 'passengerDistance'} instead, or energy with its carrier, or energyIntensity in fleet.`,
    }
  return {
    code: 'factor-not-found' as const,
    pointer: activity.pointer,
    detail: `No energy intensity, speed curve or emission factor converts a ${stated} of ${MODE_PROPERTIES[vehicle.mode].title.toLowerCase()} (${describe(vehicle)}) in ${context.country} ${context.year} to emissions. State energyIntensity in fleet${activity.vehicle ? '' : ' and an occupancy or load'}, or name another class or powertrain.`,
    candidates: VEHICLE_CLASSES[vehicle.mode],
  }
}
