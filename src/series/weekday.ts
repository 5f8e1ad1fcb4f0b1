import { daysOf, weekdayOf } from '../kernel/period.ts'

const SUNDAY = 6
const WEEKDAYS = 7

/** Days of the year that are taken for Sundays. */
export type Holidays = ReadonlySet<string>

const kindOf = (period: string, holidays: Holidays): number =>
  holidays.has(period) ? SUNDAY : weekdayOf(daysOf(period)?.first ?? Number.NaN)

/**
 * What a day of each weekday, from Monday, is over the mean of the seven: the mean of its days in the reference, holidays
 * taken for Sundays.
 *
 * @param byDay of one mode
 * @param isReference which days the factors are found from
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

/** Activity as if every day were a mean day of the week. */
export function withoutWeekdays(
  byDay: ReadonlyMap<string, number>,
  factors: readonly number[],
  holidays: Holidays,
): ReadonlyMap<string, number> {
  return new Map([...byDay].map(([day, value]) => [day, value / (factors[kindOf(day, holidays)] ?? 1)]))
}
