import type { Fault } from '../request/failure.ts'
import type { ImportDatabase, ImportNotice, ImportOptions } from '../store/intake.ts'
import { DATE_ORDERS, type DateOrder, MONTHS, WAYS, type Way } from './day-way.ts'
import type { SourceTable } from './source-table.ts'
import { sqlMapping, sqlText } from './sql-text.ts'

export const DATES_OPTION = {
  dates: `order of the parts of dates: ${DATE_ORDERS.join(', ')}; needed only where 03/04/2024 or 01.03.24 could be several`,
}

const AS_WRITTEN = '(19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?'
const whole = (pattern: string): string => `^(?:${pattern})$`
/** All of a text that is a day, in any of the ways. */
export const WRITTEN_DAYS: readonly string[] = [AS_WRITTEN, ...WAYS.map(({ pattern }) => pattern)].map(whole)

/** Of two digits, years from here on are of the century before. */
const FIRST_SHORT_YEAR = 50

/** The order of dates that the caller states. */
export const statedOrder = ({ dates }: ImportOptions): DateOrder | undefined =>
  DATE_ORDERS.find((order) => order === dates)

/** What is read, and how. */
interface Periods {
  /** The column of periods. */
  readonly column: string
  readonly stated?: DateOrder | undefined
}

/** The table with its periods as a year, month or day of ISO 8601, where all are written in one way that means one thing. */
export async function withWrittenDays(
  source: SourceTable,
  database: ImportDatabase,
  { column, stated }: Periods,
): Promise<SourceTable> {
  if (!source.has(column)) return source
  const isAsWritten = new RegExp(whole(AS_WRITTEN))
  if (isAsWritten.test(source.firstText(column) ?? '')) return source
  const [first] = await database.rows<{ period: string }>(
    `SELECT ${column} AS period FROM ${source.view} WHERE ${column} IS NOT NULL LIMIT 1`,
  )
  if (!first || isAsWritten.test(first.period)) return source
  const way = WAYS.find(({ pattern }) => new RegExp(whole(pattern)).test(folded(first.period)))
  if (!way) return source
  const asked = { source, database, column, text: `lower(strip_accents(${column}))` }
  if (way.isBare && !(await isEvery(way, asked))) return source
  const order = await orderOf(way, stated, asked)
  if (order === 'unclear') return { ...source, faults: [...source.faults, unclear(way, column)] }
  return readIn(way, order, asked)
}

/** A text without capitals and accents, as the engine makes it. */
const folded = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')

interface Asked {
  readonly source: SourceTable
  readonly database: ImportDatabase
  readonly column: string
  readonly text: string
}

/** How the numbers of a way follow each other, and whether that had to be assumed. */
interface Order {
  readonly parts: readonly number[]
  readonly assumed?: DateOrder
}

const partOf = (text: string, pattern: string, group: number): string =>
  `regexp_extract(${text}, ${sqlText(whole(pattern))}, ${group})`

/** As the caller states, or as the rows leave no doubt, or as usual; a month after the twelfth is none, and no month has 32 days. */
async function orderOf(way: Way, stated: DateOrder | undefined, asked: Asked): Promise<Order | 'unclear'> {
  if (way.isNumber) return (await hasLostZeros(way, asked)) ? 'unclear' : way
  const { readings } = way
  if (!readings) return { parts: way.parts }
  const told = readings.find(({ orders }) => stated !== undefined && orders.includes(stated))
  if (told) return { parts: told.parts }
  const number = (group: number | undefined): string =>
    group === undefined ? '1' : `TRY_CAST(${partOf(asked.text, way.pattern, group)} AS INTEGER)`
  const { database, source } = asked
  const [found = {}] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${readings
      .map(({ parts: [, month, day] }, at) => {
        const isMonth = way.isNamed ? 'true' : `${number(month)} BETWEEN 1 AND 12`
        return `bool_and(${isMonth} AND ${number(day)} BETWEEN 1 AND 31) AS reading_${at}`
      })
      .join(', ')} FROM ${source.view} WHERE regexp_full_match(${asked.text}, ${sqlText(way.pattern)})`,
  )
  const [possible, another] = readings.filter((_, at) => found[`reading_${at}`])
  const [order] = possible?.orders ?? []
  if (possible && !another) return { parts: possible.parts, ...(order ? { assumed: order } : {}) }
  const { assumed } = way
  return assumed && possible?.orders.includes(assumed) ? { parts: way.parts, assumed } : 'unclear'
}

/** Whether months are written as numbers in two ways: 2024.01 and 2024.1, which was 2024.10. */
async function hasLostZeros({ pattern }: Way, { source, database, text }: Asked): Promise<boolean> {
  const month = partOf(text, pattern, 2)
  const [found] = await database.rows<{ lost: boolean | null }>(
    `SELECT bool_or(starts_with(${month}, '0')) AND bool_or(strlen(${month}) = 1) AS lost FROM ${source.view}`,
  )
  return found?.lost === true
}

function unclear({ isNumber }: Way, column: string): Fault {
  const detail = isNumber
    ? 'Months written like 2024.1 may be January, or October without its zero: write 2024-01.'
    : `Dates written like 3/4/2024 or 01.03.24 may have the day, the month or the year first, and no row of the file tells which: set option “dates” to one of ${DATE_ORDERS.join(', ')}, or write 2024-03-04.`
  return { code: 'value-not-read', column, detail }
}

const WORDS: Readonly<Record<DateOrder, string>> = {
  'day-month-year': 'the day, the month, the year',
  'month-day-year': 'the month, the day, the year',
  'year-month-day': 'the year, the month, the day',
}

/** What is written in another way stays as it is, and is refused later. */
async function readIn(way: Way, { parts, assumed }: Order, asked: Asked): Promise<SourceTable> {
  const { source, database, column, text } = asked
  const view = `${source.view}_of_days`
  const [year = 1, month, day] = parts.map((group) => partOf(text, way.pattern, group))
  const read = [
    way.isShort ? `if(${year}::INTEGER < ${FIRST_SHORT_YEAR}, '20', '19') || ${year}` : year,
    ...(month === undefined
      ? []
      : [way.isNamed ? `(${sqlMapping(month, MONTHS)})` : `lpad(${month}, 2, '0')`]),
    ...(day === undefined ? [] : [`lpad(${day}, 2, '0')`]),
  ].join(` || '-' || `)
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT * REPLACE (
      CASE WHEN regexp_full_match(${text}, ${sqlText(way.pattern)}) THEN coalesce(${read}, ${column})
      ELSE ${column} END AS ${column}) FROM ${source.view}`,
  )
  const said = [
    ...(assumed && way.parts.length > 2 ? [`Days were read as ${WORDS[assumed]}.`] : []),
    ...(assumed && way.parts.length === 2
      ? [
          `Months were read as ${assumed === 'year-month-day' ? 'the year, the month' : 'the month, the year'}.`,
        ]
      : []),
    ...(way.isShort ? ['Years of two digits were read as 1950 to 2049.'] : []),
  ]
  const notices = said.map((detail): ImportNotice => ({ code: 'import-assumption', detail }))
  return { ...source, view, notices: [...source.notices, ...notices] }
}

async function isEvery({ pattern }: Way, { source, database, column, text }: Asked): Promise<boolean> {
  const [found] = await database.rows<{ every: boolean | null }>(
    `SELECT bool_and(regexp_full_match(${text}, ${sqlText(pattern)})) AS every FROM ${source.view} WHERE ${column} IS NOT NULL`,
  )
  return found?.every === true
}
