import { whyNothingFits } from '../factors/absence.ts'
import { type Found, findFactor } from '../factors/select.ts'
import { partOfYear } from '../kernel/calendar.ts'
import { constantRule } from '../kernel/formula.ts'
import { MODE_PROPERTIES, type Powertrain } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow, Stated } from './input.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import { describe } from './vehicle.ts'

/** Powertrains that look-ups never take for part of a mix: what they emit differs, how far they drive much less. */
const UNLIKE_MIX: ReadonlySet<Powertrain> = new Set(['electric', 'fuel-cell'])

/**
 * Vehicle distance [vkm] of a fleet: its number × the distance that one is driven in a year × the part of the year.
 *
 * @returns undefined, and refused, if no annual distance is stated or documented
 */
export function distanceOfFleet(
  context: EstimateContext,
  row: DemandRow,
  vehicles: Stated<'vehicles'>,
): readonly Term[] | undefined {
  const { title } = MODE_PROPERTIES[row.mode]
  const annual = annualDistance(context, row)
  if (!annual) return undefined
  context.notice(
    'distance-beyond-boundary',
    `${title}: the distance of ${vehicles.value} vehicles includes what they drive outside the boundary, and leaves out what other vehicles drive inside it.`,
    { pointer: vehicles.pointer },
  )
  return [context.stated(`${title}: vehicles`, vehicles), annual, ...yearsOfPeriod(context)].map(times)
}

function annualDistance(context: EstimateContext, row: DemandRow): Parameter | undefined {
  const { mode, vehicleClass, powertrain } = row
  const kind = vehicleClass || powertrain ? `, ${describe({ vehicleClass, powertrain })}` : ''
  const name = `${MODE_PROPERTIES[mode].title}${kind}: distance of a vehicle in a year`
  if (row.annualDistance) return context.stated(name, row.annualDistance)
  const found = documented(context, row)
  if (found) {
    // Two rows may share a record that fits one of them less well.
    context.noticeFit(name, found)
    return context.factor(name, found, 'no annual distance was given')
  }
  const { detail } = whyNothingFits(
    context.set,
    { kind: 'annual-distance', mode, vehicleClass, powertrain },
    context.setting,
    `annual distance of ${MODE_PROPERTIES[mode].title.toLowerCase()}${kindText({ vehicleClass, powertrain })}`,
  )
  const pointer = `${row.pointer}/annualDistance`
  context.refuse({
    code: 'factor-not-found',
    pointer,
    detail: `${detail} State annualDistance, such as "12000 km/year".`,
  })
  return undefined
}

/** A class and powertrain in brackets; nothing where neither is stated. */
function kindText({ vehicleClass, powertrain }: Pick<DemandRow, 'vehicleClass' | 'powertrain'>): string {
  const words = [vehicleClass === 'average' ? undefined : vehicleClass, powertrain].filter(Boolean).join(' ')
  return words === '' ? '' : ` (${words})`
}

/** The country's figure or its group's: how far people drive is never taken from another country. */
function documented({ set, setting }: EstimateContext, row: DemandRow): Found | undefined {
  const { mode, vehicleClass = 'average', powertrain = 'mixed' } = row
  const subject = { kind: 'annual-distance', mode, vehicleClass, powertrain } as const
  const found = findFactor(set, { subject, ...setting, reach: 'group' })
  if (found || !UNLIKE_MIX.has(powertrain)) return found
  const mix = findFactor(set, { subject: { ...subject, powertrain: 'mixed' }, ...setting, reach: 'group' })
  return mix && { ...mix, match: { ...mix.match, technology: 'powertrain-mix' } }
}

/** A month's part of the year; nothing for a whole year. */
function yearsOfPeriod(context: EstimateContext): readonly Parameter[] {
  const { period } = context.input
  if (period.month === undefined) return []
  const formula = 'days in month ÷ days in year'
  const rule = constantRule(partOfYear(period))
  return [context.derived('part-of-year', 'Part of the year', 'a', formula, [], rule)]
}
