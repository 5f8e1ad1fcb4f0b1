import type { ColdStartRecord } from '../factors/record.ts'
import { findColdStart } from '../factors/select.ts'
import { coldDistanceShareOfTrips } from '../kernel/cold-start.ts'
import { coldStartRule, constantRule } from '../kernel/formula.ts'
import { type EnergyCarrier, MODE_FACTS, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated } from './input.ts'
import { type Parameter, type Term, times } from './parameter.ts'

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
  const { title } = MODE_FACTS[mode]
  const temperature = context.stated('Mean outdoor temperature', climate.meanTemperature)
  const trip = statedTrip ? context.stated(`${title}: mean trip length`, statedTrip) : usualTrip(record)
  const share = coldDistanceShareOfTrips(record, trip.value, temperature.value)
  const factor = context.derived(
    `${record.id}@${temperature.key}@${trip.key}`,
    `${title}, ${carrier}: energy with cold starts over energy of warm engines`,
    '1',
    `1 + β · (cold over hot − 1), β = ${Number(share.toPrecision(3))} of the distance with cold engines`,
    [temperature, trip],
    coldStartRule(record),
  )
  context.assume(factor, record, 'speed curves apply to warm engines')
  return [times(factor)]

  function usualTrip(source: ColdStartRecord): Parameter {
    const usual = context.derived(
      `${source.id}:usual-trip`,
      `${title}: mean trip length`,
      'km',
      'the default of the source of the cold-start terms',
      [],
      constantRule(source.usualTripKm),
    )
    context.assume(usual, source, 'no mean trip length was given')
    return usual
  }
}
