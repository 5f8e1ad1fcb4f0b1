import type { FactorSet } from '../factors/factor-set.ts'
import type { ColdStartRecord } from '../factors/record.ts'
import { type Found, findFactor } from '../factors/select.ts'
import { findColdStart } from '../factors/select-curve.ts'
import { coldDistanceShareOfTrips } from '../kernel/cold-start.ts'
import { coldStartRule, constantRule } from '../kernel/formula.ts'
import { type EnergyCarrier, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { commonError } from './common-error.ts'
import type { EstimateContext } from './context.ts'
import type { EstimateInput, Stated } from './input.ts'
import { dividedBy, type Parameter, type Term, times } from './parameter.ts'

/** Light vehicles, whose curves are of warm engines and whose cold starts add energy. */
const LIGHT: ReadonlySet<Mode> = new Set<Mode>(['car', 'van', 'taxi', 'ride-hail'])
export const isLight = (mode: Mode): boolean => LIGHT.has(mode)

/** Says that the energy of a speed curve is of warm engines only, and how to have cold starts counted. */
export function noticeNoColdStart(context: EstimateContext): void {
  const remedy = context.set.content.coldStarts
    ? ' State climate.meanTemperature, such as "9.5 °C", to include them.'
    : ''
  context.notice(
    'cold-start-excluded',
    `Speed curves apply to warm engines, and cold starts add about 7 to 11 % to the energy of cars and vans.${remedy}`,
  )
}

/**
 * The normal temperature of the period where it is: of the month, or of the year where a year is asked for or the set knows
 * no months. A country without its own takes its group's or the world's.
 *
 * @param month absent: of the year
 */
function findNormal({ set, setting }: EstimateContext, month?: number): Found | undefined {
  const ofYear = { kind: 'mean-temperature' } as const
  const found = month && findFactor(set, { subject: { ...ofYear, month }, ...setting })
  return found || findFactor(set, { subject: ofYear, ...setting })
}

/** Whether the set knows the temperature of the place, so that cold starts are counted without a stated one. */
export const knowsNormal = (context: EstimateContext): boolean => findNormal(context) !== undefined

/**
 * Whether the months of a year have seasons of their own for a mode: the set knows normal temperatures of months, which a
 * stated temperature takes the place of, and the mode is one whose cold starts are known.
 */
export function hasSeason(
  set: FactorSet,
  { climate, city }: EstimateInput,
  mode: Mode,
  year: number,
): boolean {
  if (climate || !isLight(mode)) return false
  const subject = { kind: 'mean-temperature', month: 1 } as const
  return findFactor(set, { subject, region: city.country, year }) !== undefined
}

function normalOf(context: EstimateContext, found: Found, why: string): Parameter {
  const whose = found.record.month === undefined ? 'the year' : 'the month'
  return context.factor(`Mean outdoor temperature of ${whose} in the nation`, found, why)
}

/**
 * What turns the energy of warm engines, read from a speed curve, into that of all driving at the stated mean
 * temperature, or at the normal one of the period in sets that know it.
 *
 * @param inMode whether the vehicle is a plug-in hybrid on this carrier, whose cold starts are not known
 * @param statedTrip mean trip length, where the caller stated one
 * @returns no term without a temperature, or where the set has no cold-start terms, which a notice says
 */
export function coldStartTerms(
  context: EstimateContext,
  mode: Mode,
  carrier: EnergyCarrier,
  inMode: boolean,
  statedTrip: Stated<'km'> | undefined,
): readonly Term[] {
  if (!isLight(mode) || carrier === 'electricity') return []
  const { climate, period } = context.input
  const normal = climate ? undefined : findNormal(context, period.month)
  if (!climate && !normal) return []
  const record = inMode
    ? undefined
    : findColdStart(context.set, { mode, carrier, region: context.setting.region })
  if (!record) {
    noticeNoColdStart(context)
    return []
  }
  const temperature = climate
    ? context.stated('Mean outdoor temperature', climate.meanTemperature)
    : normalOf(context, normal as Found, 'no temperature was given')
  const trip = tripOf(context, mode, record, statedTrip)
  const factor = coldFactor(context, mode, carrier, record, temperature, trip)
  context.assume(factor, record, 'speed curves apply to warm engines')
  return [times(factor)]
}

/**
 * Energy with the cold starts of the period and the stated trips over energy with those of the nation's mean year. A
 * national level counts all driving, so that only what differs from the nation's year is a term.
 *
 * @param statedTrip mean trip length, where the caller stated one
 * @returns no term where nothing differs, or where the set lacks the mean temperature or the cold-start terms
 */
export function coldIndexTerms(
  context: EstimateContext,
  mode: Mode,
  carrier: EnergyCarrier,
  statedTrip: Stated<'km'> | undefined,
): readonly Term[] {
  const { climate, period } = context.input
  if (!isLight(mode) || carrier === 'electricity') return []
  const ofYear = findNormal(context)
  const ofPeriod = findNormal(context, period.month)
  if (!climate && !statedTrip && ofPeriod === ofYear) return []
  const record = findColdStart(context.set, { mode, carrier, region: context.setting.region })
  if (!record || !ofYear || !ofPeriod) {
    // A stated trip length acts in any case: it gives the distance.
    if (!climate) return []
    const detail = `${MODE_PROPERTIES[mode].title}, ${carrier}: no cold-start terms or national mean temperature; the stated temperature changes no energy.`
    context.notice('input-not-used', detail, { pointer: climate.pointer })
    return []
  }
  const year = normalOf(context, ofYear, 'a national level holds it')
  const usual = usualTrip(context, mode, record)
  const temperature = climate
    ? context.stated('Mean outdoor temperature', climate.meanTemperature)
    : normalOf(context, ofPeriod, 'no temperature was given')
  const trip = tripOf(context, mode, record, statedTrip)
  return [
    times(coldFactor(context, mode, carrier, record, temperature, trip)),
    dividedBy(coldFactor(context, mode, carrier, record, year, usual)),
    times(indexError(context, mode, carrier, record)),
  ]
}

/** What the terms themselves do not know of the difference, one quantity in all estimates. Its value is 1. */
function indexError(
  context: EstimateContext,
  mode: Mode,
  carrier: EnergyCarrier,
  record: ColdStartRecord,
): Parameter {
  return commonError(context, record, {
    key: `cold-index:${record.id}`,
    name: `${MODE_PROPERTIES[mode].title}, ${carrier}: what the cold-start terms do not know`,
    formula: '1 in the middle; the same quantity at every temperature',
    why: 'cold starts differ from those of the nation and its mean year',
  })
}

function coldFactor(
  context: EstimateContext,
  mode: Mode,
  carrier: EnergyCarrier,
  record: ColdStartRecord,
  temperature: Parameter,
  trip: Parameter,
): Parameter {
  const share = coldDistanceShareOfTrips(record, trip.value, temperature.value)
  return context.derived(
    `${record.id}@${temperature.key}@${trip.key}`,
    `${MODE_PROPERTIES[mode].title}, ${carrier}: energy with cold starts over energy of warm engines`,
    '1',
    `1 + β · (cold over hot − 1), β = ${Number(share.toPrecision(3))} of the distance with cold engines`,
    [temperature, trip],
    coldStartRule(record),
  )
}

function tripOf(
  context: EstimateContext,
  mode: Mode,
  record: ColdStartRecord,
  stated: Stated<'km'> | undefined,
): Parameter {
  if (!stated) return usualTrip(context, mode, record)
  return context.stated(`${MODE_PROPERTIES[mode].title}: mean trip length`, stated)
}

/**
 * The mean trip length of the nation, so that a stated one is compared with what the nation drives; where none is documented,
 * and in sets without temperatures, that of the source of the terms.
 */
function usualTrip(context: EstimateContext, mode: Mode, source: ColdStartRecord): Parameter {
  const name = `${MODE_PROPERTIES[mode].title}: mean trip length`
  const subject = { kind: 'trip-length', mode } as const
  const documented =
    knowsNormal(context) && findFactor(context.set, { subject, ...context.setting, reach: 'group' })
  if (documented) return context.factor(name, documented, 'no trip length of the mode was given')
  const usual = context.derived(
    `${source.id}:usual-trip`,
    name,
    'km',
    'the default of the source of the cold-start terms',
    [],
    constantRule(source.usualTripKm),
  )
  context.assume(usual, source, 'no mean trip length was given')
  return usual
}
