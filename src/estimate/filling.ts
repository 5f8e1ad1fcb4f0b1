import { type Found, findFactor } from '../factors/select.ts'
import { MODE_PROPERTIES, type Mode, type VehicleClass } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated } from './input.ts'
import { dividedBy, dividedByComplement, type Parameter, type Term } from './parameter.ts'

/** Occupancy [persons/vehicle] or load [t/vehicle] of a mode, as terms that turn a payload into vehicles. */
export interface Filling {
  readonly parameter: Parameter
  /** Deadheading too: the share of vehicle distance without passengers, where it is known. */
  readonly terms: readonly Term[]
}

/** How a mode's vehicles are filled, as far as it matters for the choice of figures. */
export interface FillingKnown {
  readonly stated: boolean
  /** How far afield the documented figure was found; 0 is the country itself, as is what the caller states. */
  readonly regionRank: number
}

/** Whether the caller stated how full a mode's vehicles are, or a documented figure would stand in. */
export function fillingKnown(
  context: EstimateContext,
  mode: Mode,
  vehicleClass: VehicleClass | undefined,
): FillingKnown | undefined {
  if (statedFilling(context, mode)) return { stated: true, regionRank: 0 }
  const { set, setting } = context
  return set.remember(`filling|${mode}|${vehicleClass}|${setting.region}|${setting.year}`, () => {
    const found = documentedFilling(context, mode, vehicleClass)
    return found && { stated: false, regionRank: found.regionRank }
  })
}

/**
 * How many passengers or tonnes a vehicle carries: the caller's figure, else the nearest documented one.
 *
 * @returns undefined if the mode carries nothing or nothing is known of it
 */
export function fillingOf(
  context: EstimateContext,
  mode: Mode,
  vehicleClass: VehicleClass | undefined,
): Filling | undefined {
  const { payload, title } = MODE_PROPERTIES[mode]
  const what = payload === 'passengers' ? 'occupancy' : 'load'
  const name = `${title}: ${what}`
  const stated = statedFilling(context, mode)
  if (stated) return withDeadheading(context, mode, context.stated(name, stated))
  const found = documentedFilling(context, mode, vehicleClass)
  if (!found) return undefined
  return withDeadheading(context, mode, context.factor(name, found, `no ${what} of the mode was given`))
}

function statedFilling({ input }: EstimateContext, mode: Mode): Stated | undefined {
  return MODE_PROPERTIES[mode].payload === 'passengers'
    ? input.occupancy.find((row) => row.mode === mode)?.personsPerVehicle
    : input.loads.find((row) => row.mode === mode)?.tonnesPerVehicle
}

/** A class has a figure of its own only where that is as near as the one of the mode. */
function documentedFilling(
  { set, setting }: EstimateContext,
  mode: Mode,
  vehicleClass: VehicleClass | undefined,
): Found | undefined {
  const { payload } = MODE_PROPERTIES[mode]
  if (payload === 'none') return undefined
  const kind = payload === 'passengers' ? 'occupancy' : 'load'
  if (vehicleClass !== undefined) {
    const ofClass = findFactor(set, { subject: { kind, mode, vehicleClass }, ...setting })
    if (ofClass?.match.technology === 'exact') return ofClass
  }
  return findFactor(set, { subject: { kind, mode }, ...setting })
}

function withDeadheading(context: EstimateContext, mode: Mode, parameter: Parameter): Filling {
  const found = findFactor(context.set, { subject: { kind: 'deadhead-share', mode }, ...context.setting })
  if (!found) return { parameter, terms: [dividedBy(parameter)] }
  const name = `${MODE_PROPERTIES[mode].title}: distance without passengers`
  const share = context.factor(name, found, 'hired vehicles drive empty between passengers')
  return { parameter, terms: [dividedBy(parameter), dividedByComplement(share)] }
}
