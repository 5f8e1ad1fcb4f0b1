/** Days in a year of the Gregorian calendar. */
export function daysInYear(year: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return leap ? 366 : 365
}

/**
 * The part of a year that a period takes, in days of the calendar.
 *
 * @param month 1 to 12; absent: the whole year
 * @returns in (0, 1]
 */
export function partOfYear({ year, month }: { readonly year: number; readonly month?: number }): number {
  return month === undefined ? 1 : daysInMonth(year, month) / daysInYear(year)
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/**
 * Days in a month.
 *
 * @param month 1 to 12
 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return daysInYear(year) - 337
  return DAYS_IN_MONTH[month - 1] ?? Number.NaN
}
