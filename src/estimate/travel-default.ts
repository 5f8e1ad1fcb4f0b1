import { type Found, findFactor, isOwnFound } from '../factors/select.ts'
import type { FactorSubject } from '../factors/subject.ts'
import { MODE_PROPERTIES, MODES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated, Travel } from './input.ts'
import type { Parameter } from './parameter.ts'

/** A mode that residents travel by, with its share of their trips. */
export interface ModeOfTravel {
  readonly pointer: string
  readonly mode: Mode
  readonly share: Parameter
  readonly statedLength?: Stated<'km'> | undefined
  /** Where the length is or could be stated. */
  readonly lengthPointer: string
}

/** Shares published in whole percents may sum to a little more than 1. */
const MAX_SUM = 1.02

/** Shares that miss 1 by less are complete. */
const COMPLETE = 1e-6

/**
 * Trips of one inhabitant on a mean day: the caller's figure, else the country's or its group's, never another
 * country's.
 *
 * @returns undefined, and refused, if there is none
 */
export function tripRate(context: EstimateContext, travel: Travel): Parameter | undefined {
  const name = 'Trips per person and day'
  if (travel.tripsPerPersonPerDay) return context.stated(name, travel.tripsPerPersonPerDay)
  const subject = { kind: 'trip-rate' } as const
  const found = documented(context, subject)
  if (found) return context.factor(name, found, 'no trips per person were given')
  refuseAbsent(
    context,
    subject,
    `${travel.pointer}/tripsPerPersonPerDay`,
    'State travel.tripsPerPersonPerDay, such as 2.8.',
  )
  return undefined
}

/**
 * The mean length of a mode's trips: the caller's figure, else the country's or its group's. Lengths of a survey are of
 * whole trips, wherever they lead.
 *
 * @param pointer where it could be stated
 * @returns undefined if there is none: refused, but for human power, which emits nothing over any distance
 */
export function tripLength(
  context: EstimateContext,
  mode: Mode,
  stated: Stated<'km'> | undefined,
  pointer: string,
): Parameter | undefined {
  const name = `${MODE_PROPERTIES[mode].title}: mean trip length`
  if (stated) return context.stated(name, stated)
  const subject = { kind: 'trip-length', mode } as const
  const found = documented(context, subject)
  if (found) return context.factor(name, found, 'no trip length of the mode was given')
  const { title, propulsion } = MODE_PROPERTIES[mode]
  if (propulsion === 'human') {
    const detail = `${title}: no mean trip length is stated or documented, so its distance is not known. It emits nothing over any distance. ${stateLength(mode)}`
    context.notice('distance-incomplete', detail, { pointer })
    return undefined
  }
  refuseAbsent(context, subject, pointer, stateLength(mode))
  return undefined
}

const stateLength = (mode: Mode): string => `State the meanTripLength of ${mode}, in km.`

/**
 * The documented modes of residents' trips with their shares, of the country or its group and of one year: the newest
 * not later than the period. What they leave of all trips is left out, and so is a mode that the request's demand
 * states already; a notice says how much.
 */
export function defaultModes(context: EstimateContext, { pointer }: Travel): readonly ModeOfTravel[] {
  const shares = documentedShares(context)
  const at = `${pointer}/modes`
  const instead = 'State travel.modes with mode, tripShare and meanTripLength.'
  if (shares.length === 0) {
    refuseAbsent(context, { kind: 'trip-share' }, at, instead)
    return []
  }
  const sum = shares.reduce((total, { found }) => total + found.record.canonicalValue, 0)
  if (sum > MAX_SUM) {
    const detail = `The trip shares of ${context.country} sum to ${Number(sum.toPrecision(12))}. ${instead}`
    context.refuse({ code: 'shares-not-one', pointer: at, detail })
  }
  if (1 - sum > COMPLETE)
    context.notice(
      'trips-left-out',
      `The documented trip shares of ${context.country} leave ${percent(1 - sum)} of all trips to other modes; the result does not include them.`,
      { pointer },
    )
  return shares.flatMap(({ mode, found }) => {
    const row = context.input.demand.find((one) => one.mode === mode)
    if (row) {
      const detail = `${MODE_PROPERTIES[mode].title} is stated at ${row.pointer}, so Cordon leaves out its documented ${percent(found.record.canonicalValue)} of trips.`
      context.notice('trips-left-out', detail, { pointer })
      return []
    }
    const name = `${MODE_PROPERTIES[mode].title}: share of trips`
    const share = context.factor(name, found, 'no shares of trips were given')
    return [{ pointer, mode, share, lengthPointer: at }]
  })
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(4))} %`

/** The shares of one place and year, the nearest place and its newest year; the city's own factors go before them. */
function documentedShares(context: EstimateContext): readonly { mode: Mode; found: Found }[] {
  const all = MODES.flatMap((mode) => {
    const found = documented(context, { kind: 'trip-share', mode })
    return found ? [{ mode, found }] : []
  })
  const published = all.map(({ found }) => found).filter((found) => !isOwnFound(found))
  const nearest = Math.min(...published.map(({ regionRank }) => regionRank))
  const ofPlace = published.filter(({ regionRank }) => regionRank === nearest)
  const newest = Math.max(...ofPlace.map(yearOf))
  const chosen = new Set(ofPlace.filter((found) => yearOf(found) === newest))
  return all.filter(({ found }) => isOwnFound(found) || chosen.has(found))
}

const yearOf = ({ record: { yearFrom } }: Found): number => yearFrom ?? Number.NEGATIVE_INFINITY

/** How people travel is never taken from another country; a documented group of countries may stand in. */
function documented({ set, setting }: EstimateContext, subject: FactorSubject): Found | undefined {
  return findFactor(set, { subject, ...setting, reach: 'group' })
}

const WHAT = {
  'trip-rate': 'trip rate',
  'trip-share': 'share of trips',
  'trip-length': 'trip length',
} as const

/** Refuses what is neither stated nor documented, and names the countries that have it. */
function refuseAbsent(
  context: EstimateContext,
  { kind, mode }: { readonly kind: keyof typeof WHAT; readonly mode?: Mode },
  pointer: string,
  instead: string,
): void {
  const { content } = context.set
  const first = new Map<string, number>()
  for (const { region, yearFrom = 0 } of context.set.listOfKind(kind, mode))
    first.set(region, Math.min(yearFrom, first.get(region) ?? yearFrom))
  const known = [...first].map(([region, year]) => (year === 0 ? region : `${region} from ${year}`)).sort()
  const what = mode === undefined ? WHAT[kind] : `${WHAT[kind]} of ${mode}`
  const detail =
    known.length === 0
      ? `Factor set ${content.id} has no ${what}.`
      : `No ${what} is documented for ${context.country} ${context.year}, and Cordon never uses one from another country or a later year. Documented: ${known.join(', ')}.`
  context.refuse({ code: 'factor-not-found', pointer, detail: `${detail} ${instead}` })
}
