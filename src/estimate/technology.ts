import { findFactor } from '../factors/select.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import { type Candidate, isOwnCandidate, listCandidates } from './candidate.ts'
import type { EstimateContext } from './context.ts'
import { curveUses } from './curve-use.ts'
import { drivingSpeedOf } from './driving-speed.ts'
import type { FleetCell } from './fleet.ts'
import type { Stated } from './input.ts'
import { levelUses } from './level-use.ts'
import { inMode, type Use, utilityFactor } from './use.ts'
import { carriersOf, type Distances, describe, type Vehicle } from './vehicle.ts'

/**
 * What a vehicle uses or emits per distance, by the best figure there is: the caller's, the national level, the speed
 * curve at a stated mean speed, then what is published.
 *
 * @returns undefined if nothing fits
 */
export function usesOf(
  context: EstimateContext,
  vehicle: Vehicle,
  cell: FleetCell,
  distances: Distances,
): readonly Use[] | undefined {
  const stated = statedUses(context, vehicle, cell)
  if (stated) return stated
  const { stated: own } = cell
  const ownFigure = hasOwnFigure(context, vehicle, distances)
  const reachesVkm = distances.direct.includes('vkm') || distances.converted.includes('vkm')
  if (!ownFigure && reachesVkm) {
    const uses = levelUses(context, vehicle, own?.utilityFactor)
    if (uses) return uses
  }
  const speed = !ownFigure && reachesVkm ? drivingSpeedOf(context, vehicle.mode) : undefined
  if (speed) {
    const uses = curveUses(context, vehicle, speed.parameter(), own?.utilityFactor)
    if (uses) return uses
  }
  // A temperature is stated, so that cold starts are counted where a curve is read.
  if (own?.utilityFactor || context.input.climate)
    return bestPublished(context, vehicle, distances, own?.utilityFactor)
  const { vehicleClass, powertrain, emissionStandard } = vehicle
  const key = `uses|${vehicle.mode}|${vehicleClass}|${powertrain}|${emissionStandard}|${distances.direct}|${distances.converted}`
  return context.recall(key, (recorder) => bestPublished(recorder, vehicle, distances))
}

function hasOwnFigure({ set, setting }: EstimateContext, vehicle: Vehicle, distances: Distances): boolean {
  if (!set.overlay) return false
  const [best] = listCandidates(set, vehicle, distances, setting)
  return best !== undefined && isOwnCandidate(best)
}

function bestPublished(
  context: EstimateContext,
  vehicle: Vehicle,
  distances: Distances,
  utility?: Stated<'share'>,
): readonly Use[] | undefined {
  for (const figure of listCandidates(context.set, vehicle, distances, context.setting)) {
    const uses = publishedUses(context, vehicle, figure, utility)
    if (uses) return uses
  }
  return undefined
}

function statedUses(
  context: EstimateContext,
  vehicle: Vehicle,
  { stated }: FleetCell,
): readonly Use[] | undefined {
  if (!stated?.energyIntensity) return undefined
  const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}: energy intensity`
  const [carrier, second] = carriersOf(vehicle.powertrain)
  if (carrier === undefined) return undefined
  const fuel = context.stated(name, stated.energyIntensity)
  if (second === undefined) return [{ method: 'energy', per: 'vkm', carrier, intensity: fuel, share: [] }]
  if (!stated.electricEnergyIntensity) return undefined
  const electric = context.stated(`${name} on electricity`, stated.electricEnergyIntensity)
  const factor = utilityFactor(context, vehicle, stated.utilityFactor)
  return factor && inMode(carrier, fuel, second, electric, factor)
}

function publishedUses(
  context: EstimateContext,
  vehicle: Vehicle,
  figure: Candidate,
  utility: Stated<'share'> | undefined,
): readonly Use[] | undefined {
  switch (figure.method) {
    case 'energy':
      return figure.carriers.map(([carrier, found]) => {
        const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}: energy intensity, ${carrier}`
        const intensity = context.factor(name, found, 'no energy intensity was given')
        return { method: 'energy', per: figure.per, carrier, intensity, share: [] }
      })
    case 'direct-factor':
      return [figure]
    case 'speed-curve':
      return atDefaultSpeed(context, vehicle, utility)
  }
}

/** Energy read from the speed curve at the mode's documented mean speed. */
function atDefaultSpeed(
  context: EstimateContext,
  vehicle: Vehicle,
  utility: Stated<'share'> | undefined,
): readonly Use[] | undefined {
  const { mode } = vehicle
  const found = findFactor(context.set, { subject: { kind: 'mean-speed', mode }, ...context.setting })
  if (!found) return undefined
  const speed = context.factor(`${MODE_PROPERTIES[mode].title}: mean speed`, found, 'no mean speed was given')
  return curveUses(context, vehicle, speed, utility)
}
