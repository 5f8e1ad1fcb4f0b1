import { daysOf, weekdayOf } from '../kernel/period.ts'

const SUNDAY = 6
const WEEKDAYS = 7

/** Days of the year that count as Sundays. */
export type Holidays = ReadonlySet<string>

const kindOf = (period: string, holidays: Holidays): number =>
  holidays.has(period) ? SUNDAY : weekdayOf(daysOf(period)?.first ?? Number.NaN)

/**
 * The mean activity of each weekday in the reference, from Monday, divided by the mean of all seven. Holidays count as
 * Sundays.
 *
 * @param byDay the activity of one mode
 * @param isReference true for the days that give the factors
 * @returns undefined if a weekday has no day of activity
 */
export function weekdayFactors(
  byDay: ReadonlyMap<string, number>,
  isReference: (day: string) => boolean,
  holidays: Holidays,
): readonly number[] | undefined {
  const sums = new Array<number>(WEEKDAYS).fill(0)
  const counts = new Array<number>(WEEKDAYS).fill(0)
  for (const [day, value] of byDay) {
    if (!isReference(day)) continue
    const kind = kindOf(day, holidays)
    sums[kind] = (sums[kind] ?? 0) + value
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const means = sums.map((sum, kind) => sum / (counts[kind] ?? 0))
  if (!means.every((mean) => mean > 0 && Number.isFinite(mean))) return undefined
  const mean = means.reduce((sum, one) => sum + one, 0) / WEEKDAYS
  return means.map((one) => one / mean)
}

/** The activity as it would be if every day were a mean day of the week. */
export function withoutWeekdays(
  byDay: ReadonlyMap<string, number>,
  factors: readonly number[],
  holidays: Holidays,
): ReadonlyMap<string, number> {
  return new Map([...byDay].map(([day, value]) => [day, value / (factors[kindOf(day, holidays)] ?? 1)]))
}
