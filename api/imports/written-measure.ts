import { DECIMAL_MARKS, type DecimalMark } from '../../src/index.ts'
import type { ImportDatabase, ImportOptions } from '../store/intake.ts'
import { readCsvHead } from './csv-head.ts'
import type { StagedFile } from './importer.ts'
import type { Delimiter } from './preamble.ts'
import { measure, type RowCheck } from './row-check.ts'
import type { SourceTable } from './source-table.ts'
import { sqlName, sqlText } from './sql-text.ts'

export const DECIMAL_OPTION = {
  decimal: `decimal mark of the numbers: ${DECIMAL_MARKS.join(' or ')}; needed only where 382.114 could be either`,
}

/** How the numbers of a file are read, and what is to be refused because nothing tells how. */
export interface WrittenMeasures {
  /** The number in a column as SQL; null if its text is none. */
  readonly number: (column: string) => string
  readonly checks: readonly RowCheck[]
}

/** As machines write them: with a decimal point, or none. */
export const PLAIN: WrittenMeasures = { number: measure, checks: [] }

/** Spaces of any width and apostrophes, which part thousands whatever the decimal mark is. */
const GAP = "[ \u00a0\u2007\u2009\u202f'’]"
const SIGNS = {
  point: { decimal: '[.]', thousands: ',' },
  comma: { decimal: ',', thousands: '[.]' },
} as const

/** As India parts them: 12,34,56,789 is 123 456 789. */
const INDIAN = '[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}([.][0-9]+)?'

/** The decimal mark that the caller states. */
export const statedMark = ({ decimal }: ImportOptions): DecimalMark | undefined =>
  DECIMAL_MARKS.find((mark) => mark === decimal)

/** How a file may be written: what its publisher parts cells with leaves the point for decimals. */
interface WrittenRules {
  readonly stated?: DecimalMark | undefined
  readonly published?: readonly Delimiter[]
}

/**
 * How the numbers of a file are written: with a decimal point if its cells are parted as the publisher parts them and no number
 * has a comma, or if its columns have types; else with the mark that the option states or that the numbers themselves show. If they
 * do not show it, what may be either is refused; in a file as published that is so of counts alone, which have no fraction.
 *
 * @param measures the columns of numbers
 */
export async function writtenMeasures(
  file: Pick<StagedFile, 'path' | 'container'>,
  source: SourceTable,
  measures: readonly string[],
  database: ImportDatabase,
  rules: WrittenRules,
): Promise<WrittenMeasures> {
  const { stated } = rules
  const texts = measures.filter((name) => source.has(name) && source.isText(name))
  if (texts.length === 0) return PLAIN
  if (stated !== undefined) return { number: (column) => numberWith(column, stated), checks: [] }
  const counts = texts.filter((name) => source.columns.find((column) => column.name === name)?.isCount)
  const isPlain =
    (await isPublished(file, rules)) && !(await anyMatches(source.view, texts, '.*,.*', database))
  if (isPlain && !(await anyMatches(source.view, counts, EITHER_WAY, database))) return PLAIN
  const shown = await marksShown(source.view, texts, database)
  const [mark] = shown
  if (mark !== undefined && shown.length === 1)
    return { number: (column) => numberWith(column, mark), checks: [] }
  const number = (column: string): string => numberWith(column, 'point')
  if (mark !== undefined) return { number, checks: contradictedIn(texts) }
  return { number, checks: ambiguousIn(isPlain ? counts : texts) }
}

/** Whether a file is written as its publisher writes it. */
export async function isPublished(
  file: Pick<StagedFile, 'path' | 'container'>,
  { stated, published = [','] }: WrittenRules,
): Promise<boolean> {
  return (
    stated === undefined &&
    file.container.startsWith('csv') &&
    published.includes((await readCsvHead(file)).delimiter)
  )
}

/** An SQL condition of texts that may be of thousands or have a fraction. */
export const mayBeThousands = (column: string): string => fully(column, EITHER_WAY)

const ambiguousIn = (columns: readonly string[]): readonly RowCheck[] =>
  columns.map((column) => ({
    code: 'number-ambiguous',
    column,
    detail:
      'Values may be of thousands or have a fraction, and no number of the file shows which. Set option “decimal” to point or comma.',
    where: mayBeThousands(column),
  }))

/** Whoever puts two tables together may have two ways to write numbers in one. */
const contradictedIn = (columns: readonly string[]): readonly RowCheck[] =>
  columns.map((column) => ({
    code: 'number-ambiguous',
    column,
    detail:
      'Some numbers of the file have a decimal point and others a decimal comma. Write all in one way, or set option “decimal” to point or comma.',
    where: fully(column, `\\s*(${sureOf('comma')})\\s*`),
  }))

const fully = (column: string, pattern: string): string =>
  `regexp_full_match(CAST(${sqlName(column)} AS VARCHAR), ${sqlText(pattern)})`

/** One mark with three digits after it, and one to three before, the first not 0. */
const EITHER_WAY = '\\s*[1-9][0-9]{0,2}[.,][0-9]{3}\\s*'

/** Texts that only one decimal mark can have made. */
function sureOf(mark: DecimalMark): string {
  const { decimal, thousands } = SIGNS[mark]
  return [
    `[0-9]{1,3}(${thousands}[0-9]{3})+${decimal}[0-9]+`,
    `[0-9]{1,3}(${thousands}[0-9]{3}){2,}`,
    `[0-9]{1,3}(${GAP}[0-9]{3})+${decimal}[0-9]+`,
    `[0-9]*${decimal}([0-9]{1,2}|[0-9]{4,})`,
    `(0|[0-9]{4,})${decimal}[0-9]{3}`,
    ...(mark === 'point' ? [INDIAN] : []),
  ].join('|')
}

/** The decimal marks that the numbers of a file show. */
async function marksShown(
  view: string,
  measures: readonly string[],
  database: ImportDatabase,
): Promise<readonly DecimalMark[]> {
  const shown: DecimalMark[] = []
  for (const mark of DECIMAL_MARKS)
    if (await anyMatches(view, measures, `\\s*(${sureOf(mark)})\\s*`, database)) shown.push(mark)
  return shown
}

async function anyMatches(
  view: string,
  columns: readonly string[],
  pattern: string,
  database: ImportDatabase,
): Promise<boolean> {
  if (columns.length === 0) return false
  const matches = columns.map((column) => fully(column, pattern)).join(' OR ')
  const [found] = await database.rows<{ any: boolean | null }>(
    `SELECT bool_or(${matches}) AS "any" FROM ${view}`,
  )
  return found?.any === true
}

/** A number with the stated decimal mark, whose thousands may be parted by the other one or by a gap. */
function numberWith(name: string, mark: DecimalMark): string {
  const { decimal, thousands } = SIGNS[mark]
  const column = `trim(CAST(${sqlName(name)} AS VARCHAR))`
  const plain = `regexp_full_match(${column}, ${sqlText(`[0-9]*(${decimal}[0-9]+)?([eE][+-]?[0-9]+)?`)})`
  const grouped = `regexp_full_match(${column}, ${sqlText(`[0-9]{1,3}(${thousands}[0-9]{3})+(${decimal}[0-9]+)?${mark === 'point' ? `|${INDIAN}` : ''}`)})`
  const gapped = `regexp_full_match(${column}, ${sqlText(`[0-9]{1,3}(${GAP}[0-9]{3})+(${decimal}[0-9]+)?`)})`
  const withPoint = (text: string): string => (mark === 'point' ? text : `replace(${text}, ',', '.')`)
  return measure(
    `CASE WHEN ${plain} THEN ${withPoint(column)} ` +
      `WHEN ${grouped} THEN ${withPoint(`replace(${column}, ${mark === 'point' ? "','" : "'.'"}, '')`)} ` +
      `WHEN ${gapped} THEN ${withPoint(`regexp_replace(${column}, ${sqlText(GAP)}, '', 'g')`)} END`,
  )
}
