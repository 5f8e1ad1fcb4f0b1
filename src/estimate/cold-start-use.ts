import type { ColdStartRecord } from '../factors/record.ts'
import { findColdStart, findFactor } from '../factors/select.ts'
import { coldDistanceShareOfTrips } from '../kernel/cold-start.ts'
import { coldStartRule, constantRule } from '../kernel/formula.ts'
import { type EnergyCarrier, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated } from './input.ts'
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
 * What turns the energy of warm engines, read from a speed curve, into that of all driving at the stated mean
 * temperature.
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
  const { climate } = context.input
  if (!climate || !isLight(mode) || carrier === 'electricity') return []
  const record = inMode
    ? undefined
    : findColdStart(context.set, { mode, carrier, region: context.setting.region })
  if (!record) {
    noticeNoColdStart(context)
    return []
  }
  const temperature = context.stated('Mean outdoor temperature', climate.meanTemperature)
  const trip = tripOf(context, mode, record, statedTrip)
  const factor = coldFactor(context, mode, carrier, record, temperature, trip)
  context.assume(factor, record, 'speed curves apply to warm engines')
  return [times(factor)]
}

/**
 * Energy with the cold starts of the stated temperature and trips over energy with those of the nation's mean year. A
 * national level counts all driving, so that only what differs from the nation is a term.
 *
 * @param statedTrip mean trip length, where the caller stated one
 * @returns no term where neither is stated, or where the set lacks the mean temperature or the cold-start terms
 */
export function coldIndexTerms(
  context: EstimateContext,
  mode: Mode,
  carrier: EnergyCarrier,
  statedTrip: Stated<'km'> | undefined,
): readonly Term[] {
  const { climate } = context.input
  if ((!climate && !statedTrip) || !isLight(mode) || carrier === 'electricity') return []
  const { set, setting } = context
  const record = findColdStart(set, { mode, carrier, region: setting.region })
  const found = findFactor(set, { subject: { kind: 'mean-temperature' }, ...setting, reach: 'group' })
  if (!record || !found) {
    const detail = `${MODE_PROPERTIES[mode].title}, ${carrier}: no cold-start terms or national mean temperature; the stated temperature or trip length changes no energy.`
    context.notice('input-not-used', detail, {
      pointer: climate?.pointer ?? statedTrip?.pointer ?? '',
    })
    return []
  }
  const national = context.factor(
    'Mean outdoor temperature of the nation',
    found,
    'a national level holds it',
  )
  const usual = usualTrip(context, mode, record)
  const temperature = climate ? context.stated('Mean outdoor temperature', climate.meanTemperature) : national
  const trip = tripOf(context, mode, record, statedTrip)
  return [
    times(coldFactor(context, mode, carrier, record, temperature, trip)),
    dividedBy(coldFactor(context, mode, carrier, record, national, usual)),
  ]
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

function usualTrip(context: EstimateContext, mode: Mode, source: ColdStartRecord): Parameter {
  const usual = context.derived(
    `${source.id}:usual-trip`,
    `${MODE_PROPERTIES[mode].title}: mean trip length`,
    'km',
    'the default of the source of the cold-start terms',
    [],
    constantRule(source.usualTripKm),
  )
  context.assume(usual, source, 'no mean trip length was given')
  return usual
}
