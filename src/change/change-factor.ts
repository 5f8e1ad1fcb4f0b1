/** What a change of emissions is told apart into, in the order of the chain from people to gases. */
export const CHANGE_FACTORS = [
  'population', //       inhabitants
  'trip-rate', //        trips (or distance, where trips are not known) per inhabitant
  'mode-share', //       share of a mode in them
  'trip-length', //      distance of a trip that counts
  'occupancy', //        vehicles per passenger
  'load', //             vehicles per tonne
  'class-mix', //        share of a vehicle class in the distance of its mode
  'powertrain-mix', //   share of a powertrain in that
  'standard-mix', //     share of an emission standard in that
  'energy-intensity', // energy (or emissions, where no energy is known) per vehicle-kilometre
  'speed', //            what speed, roads and density do to it
  'season', //           what temperature and cold starts do to it
  'fuel-mix', //         share of a carrier in the energy, and the carbon that it holds
  'blend', //            biofuel in it
  'grid', //             emissions of a kWh generated
  'losses', //           electricity lost on the way
  'gwp', //              warming potentials
] as const
export type ChangeFactor = (typeof CHANGE_FACTORS)[number]

/** What changes figures and no traffic: left out of the change that effects sum to. */
export const METHOD_FACTORS = ['method', 'factor-set', 'boundary', 'coverage', 'break'] as const
export type MethodFactor = (typeof METHOD_FACTORS)[number]
