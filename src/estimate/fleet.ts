import { type Found, findFactor, findFleet } from '../factors/select.ts'
import { MODE_FACTS, type Mode } from '../vocabulary.ts'
import { type Activity, renormalised } from './activity.ts'
import type { EstimateContext } from './context.ts'
import type { FleetRow, Stated, VehicleChoice } from './input.ts'
import { type Term, times } from './parameter.ts'

/** One kind of vehicle of a mode and its share of the mode's vehicle distance. */
export interface FleetCell extends VehicleChoice {
  readonly share: readonly Term[]
  readonly stated?: Pick<FleetRow, 'energyIntensity' | 'electricEnergyIntensity' | 'utilityFactor'>
}

/** The kinds of vehicle that an activity is driven by: the row's own, the caller's fleet, or a default mix. */
export function fleetOf(context: EstimateContext, activity: Activity): readonly FleetCell[] {
  const { row, mode } = activity
  const stated = context.input.fleet.filter((fleetRow) => fleetRow.mode === mode)
  // A row that names its powertrain speaks of one kind of vehicle; the mode's mix does not apply to it.
  if (row?.powertrain !== undefined) return [{ share: [], ...choice(row), ...own(row.energyIntensity) }]
  const mix = stated.length > 0 ? statedMix(context, stated) : mixOf(context, mode)
  return row ? mix.map((cell) => ({ ...cell, ...choice(row), ...own(row.energyIntensity) })) : mix
}

function choice({ vehicleClass, powertrain, emissionStandard }: VehicleChoice): VehicleChoice {
  return {
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(powertrain === undefined ? {} : { powertrain }),
    ...(emissionStandard === undefined ? {} : { emissionStandard }),
  }
}

function own(energyIntensity: FleetRow['energyIntensity']): Pick<FleetCell, 'stated'> {
  return energyIntensity === undefined ? {} : { stated: { energyIntensity } }
}

function statedMix(context: EstimateContext, rows: readonly FleetRow[]): readonly FleetCell[] {
  const sum = rows.reduce((total, { distanceShare }) => total + distanceShare.value, 0)
  return rows.map((row) => {
    const name = `${MODE_FACTS[row.mode].title}: share of distance, ${describe(row)}`
    const stated = context.stated(name, row.distanceShare as Stated)
    const share = context.input.renormaliseShares ? renormalised(context, stated, sum) : stated
    return { share: [times(share)], ...choice(row), stated: row }
  })
}

/**
 * The default mix. A mode's mix as published in one figure is preferred to a split by powertrain that is
 * further away or older: the figure of the country itself describes its fleet better than another's split.
 */
function mixOf(context: EstimateContext, mode: Mode): readonly FleetCell[] {
  const { set, country: region, year } = context
  const split = findFleet(set, mode, region, year)
  const [first] = split
  const whole = wholeFleetFigure(context, mode)
  if (first === undefined || (whole && isNearer(whole, first)))
    return [{ share: [], vehicleClass: 'average', powertrain: 'mixed' }]
  const fromOne = split.length === 1
  return split.map((found) => {
    const { record } = found
    const cell = choice({
      vehicleClass: record.vehicleClass ?? 'average',
      powertrain: record.powertrain ?? 'mixed',
      ...(record.emissionStandard === undefined ? {} : { emissionStandard: record.emissionStandard }),
    })
    const name = `${MODE_FACTS[mode].title}: share of distance, ${describe(cell)}`
    const share = context.factor(name, found, 'no fleet of the mode was given')
    return { share: fromOne ? [] : [times(share)], ...cell }
  })
}

function wholeFleetFigure({ set, country, year }: EstimateContext, mode: Mode): Found | undefined {
  const of = { mode, vehicleClass: 'average', powertrain: 'mixed' } as const
  for (const gas of ['co2', 'co2e'] as const) {
    const found = findFactor(set, { subject: { kind: 'direct-factor', ...of, gas }, region: country, year })
    if (found) return found
  }
  return undefined
}

const isNearer = (a: Found, b: Found): boolean =>
  a.regionRank < b.regionRank || (a.regionRank === b.regionRank && a.yearGap < b.yearGap)

/** A kind of vehicle in words. */
export function describe({ vehicleClass, powertrain, emissionStandard }: VehicleChoice): string {
  return (
    [vehicleClass, powertrain, emissionStandard].filter((part) => part !== undefined).join(' ') ||
    'all vehicles'
  )
}
