import { daysOf, dayText, GRAIN_LENGTHS, weekdayOf } from '../kernel/period.ts'

/** What a calendar says of a day that is not like others of its weekday. */
export interface MarkedDay {
  /** A day off, or a day of a weekend that is worked. */
  readonly kind: 'holiday' | 'workday'
  readonly name: string
}

/** Days that are counted from a feast that moves. */
export interface Season {
  readonly name: string
  /** Such as `2020-01-10`. */
  readonly first: string
  readonly days: number
}

/** The days of a region that are not like others of their weekday, given in from outside. */
export interface DayCalendar {
  readonly marked: ReadonlyMap<string, MarkedDay>
  readonly seasons: readonly Season[]
}

/** The place of a day in a season: 1 is its first day. */
export interface SeasonDay {
  readonly name: string
  readonly day: number
}

/** The season that a day lies in. */
export function seasonDayOf(day: string, { seasons }: DayCalendar): SeasonDay | undefined {
  const at = dayNumber(day)
  for (const { name, first, days } of seasons) {
    const place = at - dayNumber(first) + 1
    if (place >= 1 && place <= days) return { name, day: place }
  }
  return undefined
}

const WEEK = 7
const SUNDAY = 6
const MONDAY_TO_FRIDAY = 5

/** How many weeks before and after a day may lie that stands for it. */
const MAX_WEEKS_AWAY = 8

/**
 * The period that has the same position in the calendar of the year before.
 *
 * A month or a year: the same of the year before. A day of a season: the day of the same number. A holiday: the same
 * holiday, its days counted; a holiday that the year before does not have is compared with a Sunday. Any other day: the
 * same weekday of the same ISO week or, where that is a holiday or in a season, of the nearest week where it is neither. A
 * day of a weekend that is worked is compared with a working day of that week.
 *
 * @returns undefined if the year before has no such day
 */
export function counterpartOf(period: string, calendar: DayCalendar): string | undefined {
  if (period.length < GRAIN_LENGTHS.day)
    return `${Number(period.slice(0, 4)) - 1}`.padStart(4, '0') + period.slice(4)
  const season = seasonDayOf(period, calendar)
  if (season) return sameOfSeason(period, season, calendar)
  const mark = calendar.marked.get(period)
  const at = sameWeekBefore(dayNumber(period))
  if (mark?.kind === 'workday') return nearest(weekOf(at), calendar, isWorkingDay)
  if (mark?.kind !== 'holiday') return nearest([at], calendar, isOrdinary)
  const same = sameHoliday(period, mark.name, calendar)
  return same ?? nearest([mondayOf(at) + SUNDAY], calendar, isOrdinary)
}

function sameOfSeason(
  day: string,
  { name, day: place }: SeasonDay,
  { seasons }: DayCalendar,
): string | undefined {
  const [, before] = seasons
    .filter((one) => one.name === name && one.first <= day)
    .sort((one, other) => (one.first < other.first ? 1 : -1))
  return before && place <= before.days ? dayText(dayNumber(before.first) + place - 1) : undefined
}

const YEAR = 365

/** Holidays of other calendars move by less than this from year to year [d]. */
const MAX_MOVE = 45

/** The day of the same number of the holiday a year before: days in a row with one name are one holiday. */
function sameHoliday(day: string, name: string, { marked }: DayCalendar): string | undefined {
  const isOf = (at: number): boolean => {
    const mark = marked.get(dayText(at))
    return mark?.kind === 'holiday' && mark.name === name
  }
  const beginOf = (at: number): number => (isOf(at - 1) ? beginOf(at - 1) : at)
  const begin = beginOf(dayNumber(day))
  for (let away = 0; away <= MAX_MOVE; away += 1)
    for (const at of [begin - YEAR - away, begin - YEAR + away]) {
      if (!isOf(at)) continue
      const same = beginOf(at) + dayNumber(day) - begin
      return isOf(same) ? dayText(same) : undefined
    }
  return undefined
}

type Fits = (day: string, calendar: DayCalendar) => boolean

const isOrdinary: Fits = (day, calendar) => !calendar.marked.has(day) && !seasonDayOf(day, calendar)

const isWorkingDay: Fits = (day, calendar) =>
  isOrdinary(day, calendar) && weekdayOf(dayNumber(day)) < MONDAY_TO_FRIDAY

/** The first of some days that fits, or of the same days some weeks away: the nearest week, the earlier of two. */
function nearest(days: readonly number[], calendar: DayCalendar, fits: Fits): string | undefined {
  for (let weeks = 0; weeks <= MAX_WEEKS_AWAY; weeks += 1)
    for (const away of weeks === 0 ? [0] : [-weeks, weeks])
      for (const day of days) {
        const text = dayText(day + away * WEEK)
        if (fits(text, calendar)) return text
      }
  return undefined
}

/** The same weekday of the ISO week of the same number a year before; of the last one, where that year has no week 53. */
function sameWeekBefore(day: number): number {
  const monday = mondayOf(day)
  const { year, week } = isoWeekOf(monday)
  const first = firstMondayOf(year - 1)
  const weeks = (firstMondayOf(year) - first) / WEEK
  return first + (Math.min(week, weeks) - 1) * WEEK + (day - monday)
}

/** The year of an ISO week is that of its Thursday (ISO 8601). */
function isoWeekOf(monday: number): { readonly year: number; readonly week: number } {
  const year = Number(dayText(monday + 3).slice(0, 4))
  return { year, week: (monday - firstMondayOf(year)) / WEEK + 1 }
}

/** The Monday of the week that holds 4 January. */
const firstMondayOf = (year: number): number => mondayOf(dayNumber(`${year}-01-04`))

const mondayOf = (day: number): number => day - weekdayOf(day)

const weekOf = (day: number): readonly number[] => Array.from({ length: WEEK }, (_, at) => mondayOf(day) + at)

const dayNumber = (day: string): number => daysOf(day)?.first ?? Number.NaN
