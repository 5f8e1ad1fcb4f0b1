import type { EstimateResult } from '../estimate/result-schema.ts'

type Total = keyof EstimateResult['totals']

/** Sums of a city in the order in which they are read, with their words. */
export const SUM_NAMES = [
  ['co2e', 'CO2e'],
  ['co2', 'CO2'],
  ['ch4', 'CH4'],
  ['n2o', 'N2O'],
  ['perCapita', 'CO2e per inhabitant'],
  ['biogenicCo2', 'Biogenic CO2, not in the total'],
  ['wellToTank', 'Well-to-tank, not in the total'],
  ['energy', 'Energy'],
  ['vehicleDistance', 'Vehicle distance'],
  ['passengerDistance', 'Passenger distance'],
  ['tonneDistance', 'Tonne distance'],
] as const satisfies readonly (readonly [Total, string])[]

/** What a distance emits; a city without freight has no tonne-kilometres to stand over. */
export const INTENSITY_NAMES = [
  ['co2ePerVehicleDistance', 'CO2e per vehicle-kilometre'],
  ['co2ePerPassengerDistance', 'CO2e per passenger-kilometre'],
  ['co2ePerTonneDistance', 'CO2e per tonne-kilometre'],
] as const satisfies readonly (readonly [Total, string])[]
