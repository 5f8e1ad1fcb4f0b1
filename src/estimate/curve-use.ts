import type { AnyRecord } from '../factors/record.ts'
import { type Found, findCurve, findFactor, findFleet } from '../factors/select.ts'
import { energyMjPerVkm, speedInRangeKmPerH } from '../kernel/speed-curve.ts'
import { type EnergyCarrier, MODE_FACTS } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { describe } from './fleet.ts'
import type { Parameter } from './parameter.ts'
import { carriersOf, inMode, type Use, utilityFactor, type Vehicle } from './use.ts'

/** Energy read from the speed curve at the mode's documented mean speed. */
export function curveAtDefaultSpeed(context: EstimateContext, vehicle: Vehicle): readonly Use[] | undefined {
  const { mode } = vehicle
  const found = findFactor(context.set, {
    subject: { kind: 'mean-speed', mode },
    region: context.country,
    year: context.year,
  })
  if (!found) return undefined
  return curveUses(
    context,
    vehicle,
    context.factor(`${MODE_FACTS[mode].title}: mean speed`, found, 'no mean speed was given'),
  )
}

/**
 * The vehicle whose curve stands for one that is not split by class or standard: the mode's usual kind in the
 * default fleet.
 */
function curveVehicle(context: EstimateContext, vehicle: Vehicle): Vehicle {
  if (vehicle.vehicleClass !== 'average') return vehicle
  const fleet = findFleet(context.set, vehicle.mode, 'GLO', context.year)
  const usual = fleet.find(({ record }) => record.powertrain === vehicle.powertrain) ?? fleet[0]
  const vehicleClass = usual?.record.vehicleClass
  const standard = vehicle.emissionStandard ?? usual?.record.emissionStandard
  return {
    ...vehicle,
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(standard === undefined ? {} : { emissionStandard: standard }),
  }
}

/** The curve that speaks of a vehicle on a carrier, if any. */
export function findCurveOf(context: EstimateContext, vehicle: Vehicle, carrier: EnergyCarrier | undefined) {
  if (carrier === undefined) return undefined
  return findCurve(context.set, { ...curveVehicle(context, vehicle), carrier, region: context.country })
}

/** Energy of each carrier of a vehicle, read from its speed curves; undefined if a curve is missing. */
export function curveUses(
  context: EstimateContext,
  vehicle: Vehicle,
  speed: Parameter,
): readonly Use[] | undefined {
  const [carrier, second] = carriersOf(vehicle.powertrain)
  if (carrier === undefined) return undefined
  const fuel = curveParameter(context, vehicle, carrier, speed)
  if (!fuel) return undefined
  if (second === undefined) return [{ method: 'energy', per: 'vkm', carrier, intensity: fuel, share: [] }]
  const electric = curveParameter(context, vehicle, second, speed)
  const factor = electric && utilityFactor(context, vehicle, undefined)
  return factor && inMode(carrier, fuel, second, electric, factor)
}

function curveParameter(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  speed: Parameter,
): Parameter | undefined {
  const found = findCurveOf(context, vehicle, carrier)
  if (!found) return undefined
  const { record: curve } = found
  const name = `${MODE_FACTS[vehicle.mode].title}, ${describe(vehicle)}: energy intensity, ${carrier}`
  const speedKmPerH = speedInRangeKmPerH(curve, speed.value)
  if (speedKmPerH !== speed.value)
    context.notice(
      'speed-clamped',
      `${name}: ${speed.value} km/h is outside the curve's ${curve.minSpeedKmPerH}–${curve.maxSpeedKmPerH} km/h; read at ${speedKmPerH} km/h.`,
      { record: curve.id },
    )
  const parameter: Parameter = {
    ...context.derived(
      `${curve.id}@${speed.key}`,
      name,
      'MJ/vkm',
      `speed curve at ${speedKmPerH} km/h`,
      [speed],
      () => energyMjPerVkm(curve, speedKmPerH),
    ),
  }
  context.assume(parameter, curve, 'no energy intensity was given; read from the speed curve')
  context.noticeFit(name, found as Found<AnyRecord>)
  const light = ['car', 'van', 'taxi', 'ride-hail'].includes(vehicle.mode)
  if (light)
    context.notice(
      'cold-start-excluded',
      'Speed curves are of warm engines; cold starts add about 7 to 11 % to the energy of cars and vans.',
    )
  return parameter
}
