import { GRAIN_LENGTHS, type Grain } from '../../src/index.ts'
import type { RowCheck } from './row-check.ts'
import { isCalledSum } from './row-of-sums.ts'

/** Days of a period text, as SQL: 1, or the most that a month or year has. */
export const periodDays = (period: string): string =>
  `(CASE length(${period}) WHEN 4 THEN 366 WHEN 7 THEN 31 ELSE 1 END)`

/** A day as the period of a grain, as SQL. */
export const periodOfDay = (day: string, grain: Grain): string =>
  `left(strftime(${day}, '%Y-%m-%d'), ${GRAIN_LENGTHS[grain]})`

/** A year, a month or a day; of a moment its length tells that it is finer. */
export const PERIOD = '(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-[0-9]{2}([ T][0-9:.]+Z?)?)?)?'

/**
 * Finds texts that are not periods, periods finer than the dataset declares, and mixed kinds of periods (rule I3). What is no period
 * is told once: it is neither too fine nor of another kind, and a row that is called a sum is told as such.
 */
export function periodChecks(column: string, grain: Grain, view: string): readonly RowCheck[] {
  const isPeriod = `regexp_full_match(${column}, '${PERIOD}')`
  return [
    {
      code: 'value-not-read',
      column,
      detail:
        'Every row needs a year, month or day, all written in one way, such as 2024, 2024-03 or 2024-03-15. Quarters, weeks and years such as 2023/24 are none.',
      where:
        `(${column} IS NULL OR NOT regexp_full_match(${column}, '(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?') ` +
        `OR (length(${column}) = 10 AND TRY_CAST(${column} AS DATE) IS NULL)) ` +
        `AND NOT coalesce(${isCalledSum(column)}, false)`,
      of: column,
    },
    {
      code: 'period-too-fine',
      column,
      detail: `Periods must not be finer than the ${grain} that the dataset declares (rule I3).`,
      where: `${isPeriod} AND length(${column}) > ${GRAIN_LENGTHS[grain]}`,
      of: column,
    },
    // A month and its days in one file would count twice.
    {
      code: 'period-too-fine',
      column,
      detail: 'A file must have only one kind of period: days, months or years (rule I3).',
      where: `${isPeriod} AND length(${column}) <> (SELECT length(${column}) FROM ${view} WHERE ${isPeriod} LIMIT 1)`,
      of: column,
    },
  ]
}

/** Whether a text is a period that is not finer than a grain. */
export const isPeriodWithin = (period: string, grain: Grain): boolean =>
  /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(period) &&
  period.length <= GRAIN_LENGTHS[grain]

/** Days of a year, month or day. */
export function daysOfPeriod(period: string): number {
  const [year = 0, month, day] = period.split('-').map(Number)
  if (day !== undefined) return 1
  const length = (of: number): number => new Date(Date.UTC(year, of, 0)).getUTCDate()
  if (month !== undefined) return length(month)
  return Array.from({ length: 12 }, (_, at) => length(at + 1)).reduce((sum, days) => sum + days, 0)
}
