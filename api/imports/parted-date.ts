import type { Fault } from '../request/failure.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { DATE_PARTS, type DatePart } from './date-parts.ts'
import { MONTHS } from './day-way.ts'
import type { SourceTable } from './source-table.ts'
import { sqlMapping } from './sql-text.ts'

const PARTS = Object.keys(DATE_PARTS) as DatePart[]
/** Parts that are read: weeks are none of a month. */
type ReadPart = Exclude<DatePart, 'week'>
/** 一月 to 十二月. */
const CHINESE_MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
  ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map((name, at) => [
    `${name}月`,
    String(at + 1).padStart(2, '0'),
  ]),
)

const textOf = (part: ReadPart): string => `lower(strip_accents("${part}"))`
const twoFigures = (part: ReadPart): string => `lpad(regexp_extract(${textOf(part)}, '[0-9]{1,2}'), 2, '0')`
const matches = (part: ReadPart, pattern: string): string =>
  `regexp_full_match(${textOf(part)}, '${pattern}')`

/** A part as it stands in ISO 8601, as SQL; null if its text is none. Programs keep some numbers with a fraction: `3.0`. */
const READ: Readonly<Record<ReadPart, string>> = {
  year: `CASE WHEN ${matches('year', '(19|20)[0-9]{2}([.]0|年)?')} THEN left("year", 4) END`,
  month:
    `CASE WHEN ${matches('month', '(0?[1-9]|1[0-2])([.]0?|月|月份)?')} THEN ${twoFigures('month')} ` +
    // A day of Excel that is shown as its month, or a month with its year once more.
    `WHEN ${matches('month', '(19|20)[0-9]{2}-(0[1-9]|1[0-2])(-01)?')} THEN substr("month", 6, 2) ` +
    `ELSE ${sqlMapping(`rtrim(${textOf('month')}, '.')`, { ...MONTHS, ...CHINESE_MONTHS })} END`,
  day: `CASE WHEN ${matches('day', '(0?[1-9]|[12][0-9]|3[01])([.]0?|日)?')} THEN ${twoFigures('day')} END`,
  quarter: `CASE WHEN ${matches('quarter', '[^0-9]{0,12}[1-4]([.]0|[^0-9]{0,12})')} THEN regexp_extract("quarter", '[1-4]') END`,
}

const WRITE: Readonly<Record<ReadPart, string>> = {
  year: 'Every row needs a year of four figures, such as 2024.',
  month:
    'Every row needs a month: a number from 1 to 12, or its name. Leave out rows that sum a quarter or a year.',
  day: 'Every row needs a day: a number from 1 to 31. Leave out rows that sum a month.',
  quarter: 'Every row needs a quarter, 1 to 4, or none has one.',
}

/** A table whose period is read from columns of its parts, where it has them. */
export interface DatedTable extends SourceTable {
  /** Whether a row has parts that are none, or that contradict each other: its period is then no use to look at. */
  readonly isUnread?: true
}

/**
 * The table with the period that its columns of years, months and days tell. Where a column says it whole, they must agree with it.
 * Nothing is assumed: a year that stands only in the first of several rows is missing in the others.
 */
export async function withDateParts(source: SourceTable, database: ImportDatabase): Promise<DatedTable> {
  const parts = PARTS.filter((part) => source.columns.some(({ name }) => name === part))
  if (parts.length === 0) return source
  const named = (part: DatePart): string => source.header(part) ?? part
  const isWhole = source.has('period')
  const faults = [
    ...lackingParts(parts, isWhole, named),
    ...(await rowFaults(
      parts.filter((part) => part !== 'week'),
      isWhole,
      named,
      { source, database },
    )),
  ]
  const told = (['year', 'month', 'day'] as const).filter((part) => parts.includes(part))
  const view = `${source.view}_of_parts`
  const read = told.map((part) => `coalesce(${READ[part]}, '?')`).join(" || '-' || ") || "'?'"
  const names = source.columns.map(({ name }) => `"${name}"`).filter((name) => name !== '"period"')
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT ${isWhole ? 'period' : `${read} AS period`}, ${names.join(', ')} FROM ${source.view}`,
  )
  const detail = `Periods were read from the columns ${told.map(named).join(', ')}.`
  return {
    ...source,
    view,
    columns: source.columns.filter(({ name }) => !parts.includes(name as DatePart)),
    has: (name) => name === 'period' || (source.has(name) && !parts.includes(name as DatePart)),
    faults: [...source.faults, ...faults],
    notices: [...source.notices, ...(isWhole ? [] : [{ code: 'import-assumption' as const, detail }])],
    ...(faults.length > 0 ? { isUnread: true as const } : {}),
  }
}

/** What keeps these parts from being a period. */
function lackingParts(
  parts: readonly DatePart[],
  isWhole: boolean,
  named: (part: DatePart) => string,
): readonly Fault[] {
  const has = (part: DatePart): boolean => parts.includes(part)
  const missing = (column: DatePart, beside: string): Fault => ({
    code: 'column-missing',
    column,
    detail: `The file needs a column of ${column}s, for it has ${beside} in a column of their own.`,
  })
  const none = (part: 'quarter' | 'week'): Fault => ({
    code: 'value-not-read',
    column: named(part),
    detail: `A ${part} is no period: write months or days, or sum the rows to years and leave this column out.`,
  })
  const ofWeeks = has('week') ? [none('week')] : []
  if (isWhole) return ofWeeks
  return [
    ...ofWeeks,
    ...(has('year') ? [] : [missing('year', has('month') ? 'months' : `${parts[0]}s`)]),
    ...(has('day') && !has('month') ? [missing('month', 'days')] : []),
    ...(has('quarter') && !has('month') ? [none('quarter')] : []),
  ]
}

interface Asked {
  readonly source: SourceTable
  readonly database: ImportDatabase
}

/** Rows of parts that are none, and of parts that contradict the period or each other. */
async function rowFaults(
  parts: readonly ReadPart[],
  isWhole: boolean,
  named: (part: DatePart) => string,
  { source, database }: Asked,
): Promise<readonly Fault[]> {
  const other = (part: ReadPart): string => otherThan(part, isWhole, parts)
  const counts = parts.flatMap((part) => [
    `countif((${READ[part]}) IS NULL) AS unread_${part}`,
    `countif(${other(part)}) AS other_${part}`,
  ])
  const [found = {}] = await database.rows<Record<string, bigint>>(
    `SELECT ${['count(*)', ...counts].join(', ')} FROM ${source.view}`,
  )
  return parts.flatMap((part) =>
    [
      { count: Number(found[`unread_${part}`] ?? 0), detail: WRITE[part] },
      {
        count: Number(found[`other_${part}`] ?? 0),
        detail: `The ${part} is another than the other columns of the row say: leave out the columns that are wrong.`,
      },
    ].flatMap(({ count, detail }): Fault[] =>
      count === 0 ? [] : [{ code: 'value-not-read', column: named(part), detail, count }],
    ),
  )
}

/** Whether a part is another than what the rest of its row says, as SQL. */
function otherThan(part: ReadPart, isWhole: boolean, parts: readonly ReadPart[]): string {
  const month = isWhole ? 'substr(period, 6, 2)' : parts.includes('month') ? READ.month : undefined
  const isOtherYear = `regexp_full_match("month", '[0-9]{4}-.*') AND left("month", 4) <> (${READ.year})`
  switch (part) {
    case 'year':
      return isWhole ? `left(period, 4) <> (${READ.year})` : 'false'
    case 'month':
      return [
        isWhole ? `substr(period, 6, 2) <> (${READ.month})` : 'false',
        parts.includes('year') ? `(${isOtherYear})` : 'false',
      ].join(' OR ')
    case 'day':
      return isWhole ? `substr(period, 9, 2) <> (${READ.day})` : 'false'
    case 'quarter':
      return month
        ? `coalesce(ceil(TRY_CAST((${month}) AS INTEGER) / 3)::INTEGER::VARCHAR, '') <> (${READ.quarter})`
        : 'false'
  }
}
