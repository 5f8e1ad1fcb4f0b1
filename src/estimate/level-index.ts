import { type Found, findFactor } from '../factors/select.ts'
import { energyIndexRule } from '../kernel/formula.ts'
import { energyMjPerVkm, type SpeedCurve, speedInRangeKmPerH } from '../kernel/speed-curve.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import { findCurveOf } from './candidate.ts'
import type { EstimateContext } from './context.ts'
import { drivingSpeedOf, roadSpeedOf } from './driving-speed.ts'
import { dividedBy, type Term, times } from './parameter.ts'
import { describe, type Vehicle } from './vehicle.ts'

const nameOf = (vehicle: Vehicle): string => `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}`

/** Says that what was stated of a vehicle has no figure of its own, so that the mean of all stands for it. */
function noticeMean(context: EstimateContext, vehicle: Vehicle, of: string): void {
  context.notice(
    'factor-class-fallback',
    `${nameOf(vehicle)}: no figure of ${of} over the national mean; the mean was used.`,
  )
}

/** Only the index of this very class: another one's would be no better than none. */
export function findClassIndex({ set, setting }: EstimateContext, vehicle: Vehicle): Found | undefined {
  const { mode, vehicleClass, powertrain } = vehicle
  const subject = { kind: 'class-index', mode, vehicleClass } as const
  return [{ ...subject, powertrain }, subject]
    .map((one) => findFactor(set, { subject: one, ...setting, reach: 'group' }))
    .find((one) => one?.match.technology === 'exact')
}

/** Energy of a class over that of all vehicles of its mode and powertrain; no term where no class is stated. */
export function classTerms(context: EstimateContext, vehicle: Vehicle): readonly Term[] {
  const { vehicleClass } = vehicle
  if (vehicleClass === 'average') return []
  const found = findClassIndex(context, vehicle)
  if (found) return [times(context.factor(`${nameOf(vehicle)}: class index`, found, 'a class was stated'))]
  noticeMean(context, vehicle, `class ${vehicleClass}`)
  return []
}

/**
 * Energy of a stated emission standard over that of the nation's mixture of standards: standard index ÷ mixture, both
 * counted from the same standard. No term where no standard is stated.
 */
export function standardTerms(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
): readonly Term[] {
  const { mode, powertrain, emissionStandard } = vehicle
  if (emissionStandard === undefined || carrier === 'electricity') return []
  const { set, setting } = context
  const own = findFactor(set, {
    subject: { kind: 'standard-index', mode, powertrain, emissionStandard },
    ...setting,
  })
  const mixture = findFactor(set, {
    subject: { kind: 'standard-mixture', mode, powertrain },
    ...setting,
    reach: 'group',
  })
  if (own?.match.technology !== 'exact' || !mixture) {
    noticeMean(context, vehicle, emissionStandard)
    return []
  }
  const why = 'an emission standard was stated'
  return [
    times(context.factor(`${nameOf(vehicle)}: index of the standard`, own, why)),
    dividedBy(
      context.factor(`${MODE_PROPERTIES[mode].title}, ${powertrain}: mixture of standards`, mixture, why),
    ),
  ]
}

/**
 * Energy at a stated mean speed, or on stated roads, over that at the mean speed of the nation: curve(v) ÷ curve(national
 * v), by one curve, whose own error is one quantity. No term where neither is stated.
 */
export function speedTerms(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
): readonly Term[] {
  const { mode } = vehicle
  const driving = drivingSpeedOf(context, mode)
  if (!driving) return []
  const national = findFactor(context.set, { subject: { kind: 'mean-speed', mode }, ...context.setting })
  const found = curveOf(context, vehicle, carrier)
  if (!national || !found) {
    // Electricity has no curves: where a mode has nothing else, `noticeUnused` says that the speed acts on nothing.
    if (carrier === 'electricity') return []
    context.notice(
      'input-not-used',
      `${nameOf(vehicle)}: no speed curve of ${carrier}; ${driving.of === 'speed' ? 'the stated mean speed does' : 'the stated roads do'} not change its energy.`,
      { pointer: driving.pointer },
    )
    return []
  }
  const { record: curve } = found
  const speed = driving.parameter()
  const read = speedInRangeKmPerH(curve, speed.value)
  if (read !== speed.value)
    context.notice(
      'speed-clamped',
      `${nameOf(vehicle)}: ${speed.value} km/h is outside the curve's ${curve.minSpeedKmPerH}–${curve.maxSpeedKmPerH} km/h; read at ${read} km/h.`,
      { record: curve.id },
    )
  const at = national.record.canonicalValue
  const usual = energyMjPerVkm(curve, speedInRangeKmPerH(curve, at))
  if (isFlat(curve, usual))
    context.notice(
      'input-not-used',
      `${nameOf(vehicle)}: the speed curve of ${carrier} is the same at every speed; ${driving.of === 'speed' ? 'the stated mean speed does' : 'the stated roads do'} not change its energy.`,
      { pointer: driving.pointer },
    )
  const index = context.derived(
    `${curve.id}/${at}@${speed.key}`,
    `${nameOf(vehicle)}: energy ${driving.of === 'speed' ? 'at the stated speed' : 'on the stated roads'} over that at ${at} km/h, ${carrier}`,
    '1',
    `speed curve at ${read} km/h ÷ the same at ${at} km/h, the mean of ${national.record.id}`,
    [speed],
    energyIndexRule(curve, usual),
  )
  context.assume(
    index,
    curve,
    driving.of === 'speed' ? 'a mean speed was stated' : 'a mix of roads was stated',
  )
  return [times(index)]
}

/** Whether a curve was published as one figure for all speeds, as that of mopeds. */
const isFlat = (curve: SpeedCurve, usual: number): boolean =>
  [0, curve.maxSpeedKmPerH].every(
    (speed) => energyMjPerVkm(curve, speedInRangeKmPerH(curve, speed)) === usual,
  )

/**
 * The curve that tells how speed acts on a vehicle: its own, else that of the mode's usual vehicle, whose ratio of two speeds
 * stands for it. Sets without speeds of roads have the first only.
 */
function curveOf(context: EstimateContext, vehicle: Vehicle, carrier: EnergyCarrier) {
  const { set, setting } = context
  const own = findCurveOf(set, vehicle, carrier, setting)
  if (own || vehicle.vehicleClass === 'average' || !roadSpeedOf(context, vehicle.mode, 'urban')) return own
  const usual = findCurveOf(set, { ...vehicle, vehicleClass: 'average' }, carrier, setting)
  if (usual)
    context.notice(
      'factor-class-fallback',
      `${nameOf(vehicle)}: no speed curve of its class; how speed acts was read from ${usual.record.id}.`,
      { record: usual.record.id },
    )
  return usual
}
