import { daysInMonth, daysInYear } from './calendar.ts'

/** A day, month or year as text: `2024-03-15`, `2024-03`, `2024`. */
const PERIOD = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** The days of a period: the first one as a count of days since 1970, and how many. Undefined for no such period. */
export function daysOf(period: string): { readonly first: number; readonly count: number } | undefined {
  const [, year, month, day] = (PERIOD.exec(period) ?? []).map(Number)
  if (year === undefined) return undefined
  const [ofYear, ofMonth] = [period.length === 4, period.length === 7]
  const [inMonth, onDay] = [ofYear ? 1 : (month as number), ofYear || ofMonth ? 1 : (day as number)]
  const isThere =
    year >= FIRST_YEAR && inMonth >= 1 && inMonth <= 12 && onDay >= 1 && onDay <= daysInMonth(year, inMonth)
  if (!isThere) return undefined
  const first = Date.UTC(year, inMonth - 1, onDay) / 86_400_000
  return { first, count: ofYear ? daysInYear(year) : ofMonth ? daysInMonth(year, inMonth) : 1 }
}

/** A machine reads earlier years as those of the twentieth century. */
const FIRST_YEAR = 100

/** A count of days since 1970 as `2024-03-15`. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Of a count of days since 1970: 0 is a Monday, 6 a Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** A year or a month as text: `2019`, `2019-03`. */
export const periodText = ({ year, month }: { readonly year: number; readonly month?: number }): string =>
  month === undefined ? `${year}` : `${year}-${String(month).padStart(2, '0')}`

/** The length of a period's text by its grain. */
export const GRAIN_LENGTHS = { year: 4, month: 7, day: 10 } as const

/**
 * Every period of a grain from the first day of one period to the last day of another, in order.
 *
 * @param from and `to`: periods of any grain
 */
export function periodsBetween(
  from: string,
  to: string,
  grain: keyof typeof GRAIN_LENGTHS,
): readonly string[] {
  const begin = daysOf(from)
  const end = daysOf(to)
  if (!begin || !end) return []
  const periods: string[] = []
  for (let day = begin.first; day < end.first + end.count; ) {
    const period = dayText(day).slice(0, GRAIN_LENGTHS[grain])
    periods.push(period)
    const days = daysOf(period)
    day = days ? days.first + days.count : Number.POSITIVE_INFINITY
  }
  return periods
}
