import { energyCurveRule } from '../kernel/formula.ts'
import { speedInRangeKmPerH } from '../kernel/speed-curve.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import { findCurveOf } from './candidate.ts'
import { isLight, knowsNormal, noticeNoColdStart } from './cold-start-use.ts'
import type { EstimateContext } from './context.ts'
import { fuelEconomyTerms } from './fuel-economy.ts'
import type { Stated } from './input.ts'
import type { Parameter } from './parameter.ts'
import { inMode, type Use, utilityFactor } from './use.ts'
import { carriersOf, describe, type Vehicle } from './vehicle.ts'

/** Energy of each carrier of a vehicle, read from its speed curves; undefined if a curve is missing. */
export function curveUses(
  context: EstimateContext,
  vehicle: Vehicle,
  speed: Parameter,
  utility: Stated<'share'> | undefined,
): readonly Use[] | undefined {
  const [carrier, second] = carriersOf(vehicle.powertrain)
  if (carrier === undefined) return undefined
  const fuel = curveParameter(context, vehicle, carrier, speed)
  if (!fuel) return undefined
  const fromCurve = true
  if (second === undefined) {
    const corrections = fuelEconomyTerms(context, vehicle)
    return [{ method: 'energy', per: 'vkm', carrier, intensity: fuel, share: [], fromCurve, corrections }]
  }
  const electric = curveParameter(context, vehicle, second, speed)
  const factor = electric && utilityFactor(context, vehicle, utility)
  return factor && inMode(carrier, fuel, second, electric, factor).map((use) => ({ ...use, fromCurve }))
}

function curveParameter(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  speed: Parameter,
): Parameter | undefined {
  const found = findCurveOf(context.set, vehicle, carrier, context.setting)
  if (!found) return undefined
  const { record: curve } = found
  const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}: energy intensity, ${carrier}`
  const speedKmPerH = speedInRangeKmPerH(curve, speed.value)
  if (speedKmPerH !== speed.value)
    context.notice(
      'speed-clamped',
      `${name}: ${speed.value} km/h is outside the curve, which covers ${curve.minSpeedKmPerH}–${curve.maxSpeedKmPerH} km/h; Cordon reads it at ${speedKmPerH} km/h.`,
      { record: curve.id },
    )
  const formula = `speed curve at ${speedKmPerH} km/h`
  const parameter = context.derived(
    `${curve.id}@${speed.key}`,
    name,
    'MJ/vkm',
    formula,
    [speed],
    energyCurveRule(curve),
  )
  context.assume(parameter, curve, 'no energy intensity was given, so the speed curve gives it')
  context.noticeFit(name, found)
  if (isLight(vehicle.mode) && !context.input.climate && !knowsNormal(context)) noticeNoColdStart(context)
  return parameter
}
