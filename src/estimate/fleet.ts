import { type Found, findFactor, listClassFleet, listFleet } from '../factors/select.ts'
import { MODE_PROPERTIES, type Mode, type Powertrain, type VehicleClass } from '../vocabulary.ts'
import type { Activity } from './activity.ts'
import type { EstimateContext } from './context.ts'
import { knowsGasSplit } from './grid-split.ts'
import type { FleetRow, VehicleChoice } from './input.ts'
import { type Term, times } from './parameter.ts'
import { renormalised } from './share.ts'
import { carriersOf, type Distances, describe } from './vehicle.ts'

/** One kind of vehicle of a mode and its share of the mode's vehicle distance. */
export interface FleetCell extends VehicleChoice {
  readonly share: readonly Term[]
  readonly stated?:
    | Pick<FleetRow, 'energyIntensity' | 'electricEnergyIntensity' | 'utilityFactor'>
    | undefined
}

/** The kinds of vehicle that an activity is driven by: the row's own, the caller's fleet, or a default mix. */
export function fleetOf(
  context: EstimateContext,
  { row, mode }: Activity,
  distances: Distances,
): readonly FleetCell[] {
  // A row that names its powertrain speaks of one kind of vehicle; the mode's mix does not apply to it.
  const powertrain = powertrainOf(context, row, mode)
  if (row && powertrain !== undefined && (row.powertrain !== undefined || row.energyIntensity)) {
    const { vehicleClass, emissionStandard, energyIntensity } = row
    const stated = energyIntensity && { energyIntensity }
    return [{ share: [], vehicleClass, powertrain, emissionStandard, stated }]
  }
  const rows = context.input.fleet.filter((fleetRow) => fleetRow.mode === mode)
  const mix =
    rows.length > 0
      ? statedMix(context, rows)
      : (classMix(context, mode, row?.vehicleClass) ?? defaultMix(context, mode, distances))
  if (rows.length === 0 && row?.vehicleClass === undefined) noticeClasses(context, mode, mix)
  if (row?.vehicleClass === undefined && row?.emissionStandard === undefined) return mix
  const { vehicleClass, emissionStandard } = row
  return mix.map((cell) => ({
    ...cell,
    vehicleClass: vehicleClass ?? cell.vehicleClass,
    emissionStandard: emissionStandard ?? cell.emissionStandard,
  }))
}

/** A nation with levels has no figure of all powertrains together: `mixed` is its fleet there. */
function powertrainOf(context: EstimateContext, row: Activity['row'], mode: Mode): Powertrain | undefined {
  const only = MODE_PROPERTIES[mode].onlyPowertrain
  const stated = row?.powertrain ?? only
  if (stated !== 'mixed' || row?.energyIntensity) return stated
  const { set, setting } = context
  const isFleet = listFleet(set, mode, setting.region, setting.year).some(
    ({ record: { series, powertrain } }) =>
      series !== undefined || (powertrain !== undefined && hasLevel(context, mode, powertrain)),
  )
  if (isFleet) return undefined
  return only !== undefined && hasLevel(context, mode, only) ? only : stated
}

const hasLevel = ({ set, setting }: EstimateContext, mode: Mode, powertrain: Powertrain): boolean =>
  carriersOf(powertrain).some((carrier) => {
    const subject = { kind: 'energy-level', mode, powertrain, carrier } as const
    return findFactor(set, { subject, ...setting, reach: 'world' }) !== undefined
  })

/** The mix of a stated class, where it differs from that of its mode. */
function classMix(
  context: EstimateContext,
  mode: Mode,
  vehicleClass: VehicleClass | undefined,
): readonly FleetCell[] | undefined {
  if (vehicleClass === undefined) return undefined
  const found = listClassFleet(context.set, mode, vehicleClass, context.setting)
  return found.length === 0 ? undefined : cellsOf(context, mode, found)
}

function defaultMix(context: EstimateContext, mode: Mode, distances: Distances): readonly FleetCell[] {
  const key = `mix|${mode}|${distances.direct}|${distances.converted}`
  return context.recall(key, (recorder) => mixOf(recorder, mode, distances))
}

function statedMix(context: EstimateContext, rows: readonly FleetRow[]): readonly FleetCell[] {
  const sum = rows.reduce((total, { distanceShare }) => total + distanceShare.value, 0)
  return rows.map((row) => {
    const name = `${MODE_PROPERTIES[row.mode].title}: share of distance, ${describe(row)}`
    const stated = context.stated(name, row.distanceShare)
    const share = context.input.renormaliseShares ? renormalised(context, stated, sum) : stated
    const { vehicleClass, powertrain, emissionStandard } = row
    return { share: [times(share)], vehicleClass, powertrain, emissionStandard, stated: row }
  })
}

/**
 * The default mix. A mode's mix as published in one figure is preferred to a split by powertrain that is
 * further away or older: the figure of the country itself describes its fleet better than another's split.
 */
function mixOf(context: EstimateContext, mode: Mode, distances: Distances): readonly FleetCell[] {
  const { onlyPowertrain } = MODE_PROPERTIES[mode]
  if (onlyPowertrain !== undefined)
    return [{ share: [], vehicleClass: 'average', powertrain: onlyPowertrain }]
  const { set, setting } = context
  const split = listFleet(set, mode, setting.region, setting.year)
  const [first] = split
  const whole = wholeFleetFigure(context, mode, distances)
  if (first === undefined || (whole && isNearer(whole, first)))
    return [{ share: [], vehicleClass: 'average', powertrain: 'mixed' }]
  return cellsOf(context, mode, split)
}

function cellsOf(context: EstimateContext, mode: Mode, split: readonly Found[]): readonly FleetCell[] {
  const fromOne = split.length === 1
  return split.map((found) => {
    const { record } = found
    const cell = {
      vehicleClass: record.vehicleClass ?? 'average',
      powertrain: record.powertrain ?? 'mixed',
      emissionStandard: record.emissionStandard,
    } as const
    const name = `${MODE_PROPERTIES[mode].title}: share of distance, ${describe(cell)}`
    const share = context.factor(name, found, 'no fleet of the mode was given')
    return { share: fromOne ? [] : [times(share)], ...cell }
  })
}

/** Says that a mode of which no class was stated is a mix of classes: a car of the United States is a light truck in the main. */
function noticeClasses(context: EstimateContext, mode: Mode, mix: readonly FleetCell[]): void {
  const shares = new Map<VehicleClass, number>()
  for (const { vehicleClass = 'average', share } of mix) {
    const ofCell = share.reduce((product, { parameter }) => product * parameter.value, 1)
    shares.set(vehicleClass, (shares.get(vehicleClass) ?? 0) + ofCell)
  }
  if (shares.size < 2 || !knowsGasSplit(context)) return
  const parts = [...shares]
    .toSorted(([, a], [, b]) => b - a)
    .map(([vehicleClass, share]) => `${vehicleClass} ${Number((share * 100).toPrecision(3))} %`)
  const record = mix[0]?.share[0]?.parameter.key
  context.notice(
    'class-mix-assumed',
    `${MODE_PROPERTIES[mode].title}: no class is stated, so its distance is that of a documented mix, ${parts.join(' and ')}. State vehicleClass in demand or fleet where it is known.`,
    record === undefined ? {} : { record },
  )
}

function wholeFleetFigure(
  { set, setting }: EstimateContext,
  mode: Mode,
  distances: Distances,
): Found | undefined {
  for (const per of [...distances.direct, ...distances.converted])
    for (const gas of ['co2', 'co2e'] as const) {
      const found = findFactor(set, { subject: { kind: 'direct-factor', mode, gas }, ...setting, per })
      if (found) return found
    }
  return undefined
}

const isNearer = (a: Found, b: Found): boolean =>
  a.regionRank < b.regionRank || (a.regionRank === b.regionRank && a.yearGap < b.yearGap)
