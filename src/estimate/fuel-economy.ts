import { findFactor } from '../factors/select.ts'
import { type EmissionStandard, MODE_PROPERTIES, type Powertrain } from '../vocabulary.ts'
import { isLight } from './cold-start-use.ts'
import type { EstimateContext } from './context.ts'
import { type Term, times } from './parameter.ts'
import { describe, type Vehicle } from './vehicle.ts'

/** Standards whose curves have the coefficients of Euro 4, though their cars use less. */
const FROZEN: ReadonlySet<EmissionStandard | undefined> = new Set<EmissionStandard>(['euro-5', 'euro-6'])
/** Hybrids have curves of their own, made from newer vehicles. */
const CONVENTIONAL: ReadonlySet<Powertrain> = new Set<Powertrain>(['petrol', 'diesel'])

/**
 * What brings a speed curve of Euro 5 and 6 to the fuel economy of their cars, where the set knows it; a notice where
 * it does not. Only the country's own group of countries may stand in: new cars differ from market to market.
 *
 * @returns no term for other vehicles, and in sets of before there were such figures
 */
export function fuelEconomyTerms(context: EstimateContext, vehicle: Vehicle): readonly Term[] {
  const { mode, powertrain, emissionStandard } = vehicle
  const { set, setting } = context
  const isFrozen = isLight(mode) && CONVENTIONAL.has(powertrain) && FROZEN.has(emissionStandard)
  if (!set.hasGasCurves || !isFrozen) return []
  // A taxi is a passenger car; a van is none.
  const subject = {
    kind: 'fuel-economy-index',
    mode: mode === 'van' ? mode : 'car',
    emissionStandard,
  } as const
  const found = findFactor(set, { subject, ...setting, reach: 'group' })
  if (!found) {
    const name = `${MODE_PROPERTIES[mode].title}, ${describe(vehicle)}`
    context.notice(
      'curve-frozen',
      `${name}: the speed curve does not change after Euro 4, so it does not follow the fuel economy of newer vehicles. State energyIntensity if you know it.`,
    )
    return []
  }
  const name = `${MODE_PROPERTIES[subject.mode].title}, ${emissionStandard}: fuel-economy index`
  return [times(context.factor(name, found, 'the speed curve does not change after Euro 4'))]
}
