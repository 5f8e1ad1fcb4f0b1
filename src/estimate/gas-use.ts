import type { DrivingSituation, GasCurveRecord } from '../factors/record.ts'
import { findFactor } from '../factors/select.ts'
import { gasCurveRule } from '../kernel/formula.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import { findGasCurveOf } from './candidate.ts'
import type { EstimateContext } from './context.ts'
import { drivingSpeedOf } from './driving-speed.ts'
import { type LineProduct, lineProduct } from './line.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import { describe, type Vehicle } from './vehicle.ts'

type TraceGas = GasCurveRecord['gas']
const TRACE_GASES: readonly TraceGas[] = ['ch4', 'n2o']

/** Convention: whole trips at up to this mean speed are urban [km/h]; 50 is the usual limit in towns. */
const FASTEST_URBAN_KM_PER_H = 50
/** Convention: whole trips at up to this mean speed are rural [km/h]; no motorway but a congested one is slower. */
const FASTEST_RURAL_KM_PER_H = 75

/** Where driving at a mean speed of whole trips is taken to happen. */
function drivingSituationAt(meanSpeedKmPerH: number): DrivingSituation {
  if (meanSpeedKmPerH <= FASTEST_URBAN_KM_PER_H) return 'urban'
  return meanSpeedKmPerH <= FASTEST_RURAL_KM_PER_H ? 'rural' : 'highway'
}

/**
 * CH4 and N2O of a line by technology instead of by fuel: what the set gives per vkm for the vehicle's class,
 * powertrain and emission standard.
 *
 * @param distance the terms that make the vehicle distance [vkm]
 * @param lacking the gases wanted
 * @returns no product of a gas that no curve fits
 */
export function gasProducts(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  distance: readonly Term[],
  lacking: readonly TraceGas[] = TRACE_GASES,
): readonly LineProduct[] {
  const isKnown = vehicle.emissionStandard !== undefined && MODE_PROPERTIES[vehicle.mode].subSector === 'II.1'
  if (!context.set.hasGasCurves || !isKnown) return []
  return lacking.flatMap((gas) => {
    const perVkm = isOwnOf(context, carrier, gas) ? undefined : gasPerVkm(context, vehicle, carrier, gas)
    return perVkm ? [lineProduct(gas, [...distance, times(perVkm)], '1')] : []
  })
}

/**
 * CH4 and N2O of a fleet whose standards are not stated: the set's mean over the nation's mixture of standards, per vkm.
 *
 * @param distance the terms that make the vehicle distance [vkm]
 * @returns no product of a gas of which the set has no mean: that of the fuel stands in
 */
export function meanGasProducts(
  context: EstimateContext,
  { mode, powertrain }: Vehicle,
  carrier: EnergyCarrier,
  distance: readonly Term[],
): readonly LineProduct[] {
  if (carrier === 'electricity') return []
  return TRACE_GASES.flatMap((gas) => {
    if (isOwnOf(context, carrier, gas)) return []
    const subject = { kind: 'direct-factor', mode, powertrain, gas } as const
    const found = findFactor(context.set, { subject, ...context.setting, reach: 'group', per: 'vkm' })
    if (found?.match.technology !== 'exact' || found.record.series === undefined) return []
    const label = gas.toUpperCase()
    const name = `${MODE_PROPERTIES[mode].title}, ${powertrain}: ${label} per vkm, mean of the fleet`
    const perVkm = context.factor(name, found, 'no emission standard was stated', `kg ${label}/vkm`, 1e-3)
    return [lineProduct(gas, distance.concat(times(perVkm)), '1')]
  })
}

/** What a city states of a fuel's CH4 or N2O goes before what is published of technologies. */
function isOwnOf({ set }: EstimateContext, carrier: EnergyCarrier, gas: TraceGas): boolean {
  if (!set.overlay) return false
  return [...set.overlay.figures.values()].some(
    ({ record }) => record.kind === 'fuel-factor' && record.carrier === carrier && record.gas === gas,
  )
}

/** Without a stated speed, the same in every estimate of the country and year. */
function gasPerVkm(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  gas: TraceGas,
): Parameter | undefined {
  const { mode, vehicleClass, powertrain, emissionStandard } = vehicle
  const driving = drivingSpeedOf(context, mode)
  if (driving) return gasAt(context, vehicle, carrier, gas, driving.value, driving.parameter)
  const name = `${MODE_PROPERTIES[mode].title}: mean speed`
  const key = `gas|${mode}|${vehicleClass}|${powertrain}|${emissionStandard}|${carrier}|${gas}`
  return context.recall(key, (recorder) => {
    const found = findFactor(recorder.set, { subject: { kind: 'mean-speed', mode }, ...recorder.setting })
    if (!found) return undefined
    return gasAt(recorder, vehicle, carrier, gas, found.record.canonicalValue, () =>
      recorder.factor(name, found, 'no mean speed was given'),
    )
  })
}

/** @param speedOf the parameter of the speed, made only where a curve fits */
function gasAt(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  gas: TraceGas,
  speedKmPerH: number,
  speedOf: () => Parameter,
): Parameter | undefined {
  const drivingSituation = drivingSituationAt(speedKmPerH)
  const found = findGasCurveOf(context.set, vehicle, { carrier, gas, drivingSituation }, context.setting)
  if (!found) return undefined
  const { record: curve, match } = found
  const speed = speedOf()
  const label = gas.toUpperCase()
  const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}: ${label} per vkm, ${carrier}`
  const parameter = context.derived(
    `${curve.id}@${speed.key}`,
    name,
    `kg ${label}/vkm`,
    `${label} of ${drivingSituation} driving, which a mean speed of ${speedKmPerH} km/h stands for`,
    [speed],
    gasCurveRule(curve),
  )
  context.assume(parameter, curve, `${label} depends more on the technology than on the fuel`)
  if (match.technology !== 'exact')
    context.notice(
      'factor-class-fallback',
      `${name}: no figure of its own; Cordon uses the one for ${curve.emissionStandard}.`,
      { record: curve.id },
    )
  return parameter
}
