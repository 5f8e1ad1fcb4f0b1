import type { Fault } from '../request/failure.ts'
import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import type { SourceTable } from './source-table.ts'

/** A way in which people write days or months, and how it is read: groups of its pattern, the year first. */
interface Way {
  readonly pattern: string
  readonly parts: readonly number[]
  /** How it was read; absent where it can mean one thing alone. */
  readonly assumed?: string
  /** Eight figures: a day where all rows have them, and a code or a slip among days with marks. */
  readonly isBare?: boolean
}

const YEAR = '((?:19|20)[0-9]{2})'
const PART = '([0-9]{1,2})'

const whole = (pattern: string): string => `^${pattern}$`

/** Without those that any order of day and month gives. */
const WAYS: readonly Way[] = [
  { pattern: `${YEAR}[/.-]${PART}[/.-]${PART}`, parts: [1, 2, 3] },
  { pattern: `${YEAR}[/.]${PART}`, parts: [1, 2] },
  { pattern: `${YEAR}([0-9]{2})([0-9]{2})`, parts: [1, 2, 3], isBare: true },
  // Countries that part dates by points write the day first.
  { pattern: `${PART}[.] ?${PART}[.] ?${YEAR}`, parts: [3, 2, 1], assumed: 'the day, the month, the year' },
  { pattern: `${PART}[./-]${YEAR}`, parts: [2, 1] },
  // What a program writes of a column of days.
  { pattern: `${YEAR}-([0-9]{2})-([0-9]{2})[T ]00:00(?::00(?:[.]0+)?)?Z?`, parts: [1, 2, 3] },
]
const EITHER = `${PART}[/-]${PART}[/-]${YEAR}`
const AS_WRITTEN = '(19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?'
/** All of a text that is a day, in any of the ways. */
export const WRITTEN_DAYS: readonly string[] = [
  AS_WRITTEN,
  EITHER,
  ...WAYS.map(({ pattern }) => pattern),
].map(whole)

const UNCLEAR =
  'Days written like 3/4/2024 may have the day or the month first, and no row of the file tells which: write 2024-03-04.'

/** The table with its periods as a year, month or day of ISO 8601, where all are written in one way that means one thing. */
export async function withWrittenDays(source: SourceTable, database: ImportDatabase): Promise<SourceTable> {
  const { view } = source
  if (!source.has('period') || !source.isText('period')) return source
  const [first] = await database.rows<{ period: string }>(
    `SELECT period FROM ${view} WHERE period IS NOT NULL LIMIT 1`,
  )
  if (!first || new RegExp(whole(AS_WRITTEN)).test(first.period)) return source
  const way = WAYS.find(({ pattern }) => new RegExp(whole(pattern)).test(first.period))
  if (way) return readIn(way, source, database)
  if (!new RegExp(whole(EITHER)).test(first.period)) return source
  const order = await orderIn(view, database)
  return order ? readIn(order, source, database) : { ...source, faults: [...source.faults, UNCLEAR_FAULT] }
}

const UNCLEAR_FAULT: Fault = { code: 'value-not-read', column: 'period', detail: UNCLEAR }

/** A day after the twelfth tells which comes first; undefined if none does, or if they contradict each other. */
async function orderIn(view: string, database: ImportDatabase): Promise<Way | undefined> {
  const over = (group: number): string =>
    `bool_or(TRY_CAST(regexp_extract(period, '^${EITHER}$', ${group}) AS INTEGER) > 12)`
  const [found] = await database.rows<{ day: boolean | null; month: boolean | null }>(
    `SELECT ${over(1)} AS day, ${over(2)} AS month FROM ${view}`,
  )
  if (!found || found.day === found.month) return undefined
  return found.day
    ? { pattern: EITHER, parts: [3, 2, 1], assumed: 'the day, the month, the year' }
    : { pattern: EITHER, parts: [3, 1, 2], assumed: 'the month, the day, the year' }
}

/** What is written in another way stays as it is, and is refused later. */
async function readIn(
  { pattern, parts, assumed, isBare = false }: Way,
  source: SourceTable,
  database: ImportDatabase,
): Promise<SourceTable> {
  if (isBare && !(await isEvery(pattern, source.view, database))) return source
  const view = `${source.view}_of_days`
  const read = parts
    .map((group, at) => {
      const part = `regexp_extract(period, '^${pattern}$', ${group})`
      return at === 0 ? part : `lpad(${part}, 2, '0')`
    })
    .join(` || '-' || `)
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT * REPLACE (
      CASE WHEN regexp_full_match(period, '${pattern}') THEN ${read} ELSE period END AS period) FROM ${source.view}`,
  )
  if (assumed === undefined) return { ...source, view }
  const notice: ImportNotice = { code: 'import-assumption', detail: `Days were read as ${assumed}.` }
  return { ...source, view, notices: [...source.notices, notice] }
}

async function isEvery(pattern: string, view: string, database: ImportDatabase): Promise<boolean> {
  const [found] = await database.rows<{ every: boolean | null }>(
    `SELECT bool_and(regexp_full_match(period, '${pattern}')) AS every FROM ${view} WHERE period IS NOT NULL`,
  )
  return found?.every === true
}
