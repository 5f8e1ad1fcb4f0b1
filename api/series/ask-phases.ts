import {
  daysOf,
  dayText,
  GRAIN_LENGTHS,
  type Grain,
  type NamedPhase,
  type PhaseQuestion,
  phasePeriods,
} from '../../src/index.ts'
import { isOpen } from '../demand/city-facts.ts'
import { type Failure, type Fault, refusal } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import { calendarOf, NO_CALENDAR, type RegionCalendar } from './holidays.ts'
import { spanOf } from './phases-text.ts'
import { OF_CALENDAR, type SeriesQuery } from './schema.ts'

/** The phases of a series, with the calendar by which days of two years are compared. */
export interface AskedPhases {
  readonly question: PhaseQuestion
  readonly calendar: RegionCalendar
  /** Their own periods, and those that they are compared with. */
  readonly periods: readonly string[]
}

/** A day may be compared with one of the year before, and that with one in the week before its year. */
const YEARS_BEFORE = 2

/**
 * The phases that a query names; undefined if it names none.
 *
 * @param by the grain of the series
 * @param country of the city
 * @throws {Failure} if a phase is no whole number of the periods that the dataset gives out
 */
export function askedPhases(
  query: SeriesQuery,
  dataset: Dataset,
  by: Grain,
  country: string,
): AskedPhases | undefined {
  const { phases } = query
  if (!phases) return undefined
  const grain = isOpen(dataset) ? dataset.grain : by
  const faults = phases.flatMap((phase, at) => wholeFaults(phase, at, grain, isOpen(dataset)))
  if (faults.length > 0) throw refusal(faults)
  const years = phases.flatMap(({ from, to }) => [Number(from.slice(0, 4)), Number(to.slice(0, 4))])
  const calendar =
    grain === 'day'
      ? calendarAsked(query, country, yearsFrom(Math.min(...years) - YEARS_BEFORE, Math.max(...years)))
      : NO_CALENDAR
  const question = { phases, grain, factGrain: dataset.grain, calendar, scaleGaps: query.gaps === 'scale' }
  return { question, calendar, periods: phasePeriods(phases, grain, calendar) }
}

function wholeFaults(phase: NamedPhase, at: number, grain: Grain, isOfOpen: boolean): readonly Fault[] {
  const { first, last } = spanOf(phase)
  const length = GRAIN_LENGTHS[grain]
  const [begin, end] = [daysOf(dayText(first).slice(0, length)), daysOf(dayText(last).slice(0, length))]
  if (begin?.first === first && end && end.first + end.count - 1 === last) return []
  const why = isOfOpen
    ? `the facts of the dataset are by ${grain}`
    : `a dataset that is not openly published is released by month or longer`
  const detail = `${phase.name}: ${why}. Let it begin and end with a ${grain}.`
  return [{ code: isOfOpen ? 'period-invalid' : 'release-too-fine', parameter: `phases/${at}`, detail }]
}

/** @throws {Failure} if a phase lies outside the series */
export function requireInside(
  { phases }: PhaseQuestion,
  series: { readonly from: string; readonly to: string },
): void {
  const all = spanOf(series)
  const faults = phases.flatMap((phase, at): Fault[] => {
    const { first, last } = spanOf(phase)
    if (first >= all.first && last <= all.last) return []
    const detail = `${phase.name}: the series is from ${series.from} to ${series.to}. Name phases inside it, or ask for a longer series.`
    return [{ code: 'period-invalid', parameter: `phases/${at}`, detail }]
  })
  if (faults.length > 0) throw refusal(faults)
}

/** All years from one to another. */
const yearsFrom = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)

/**
 * The calendar that the query names, else that of the country. A country without one marks no day.
 *
 * @throws {Failure} if the query names a region that is not known
 */
export function calendarAsked(
  { calendar: region }: SeriesQuery,
  country: string,
  years: readonly number[],
): RegionCalendar {
  if (region === 'none') return NO_CALENDAR
  const found = calendarOf(region ?? country, years)
  if (!('fault' in found)) return found
  if (region === undefined) return { ...NO_CALENDAR, region: country, unknownYears: years }
  throw unknownRegion(found.fault)
}

const unknownRegion = (fault: Omit<Fault, 'parameter'>): Failure =>
  refusal([{ ...fault, parameter: 'calendar' }])

/** Days to count as Sundays: those that the query names, and those of the calendar if it asks for them. */
export function holidaysAsked(
  { holidays = [] }: SeriesQuery,
  { marked }: RegionCalendar,
): ReadonlySet<string> {
  const stated = holidays.filter((day) => day !== OF_CALENDAR)
  if (stated.length === holidays.length) return new Set(stated)
  return new Set([...stated, ...[...marked].flatMap(([day, { kind }]) => (kind === 'holiday' ? day : []))])
}
