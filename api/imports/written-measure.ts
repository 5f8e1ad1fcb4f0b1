import { DECIMAL_MARKS, type DecimalMark } from '../../src/index.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { readCsvHead } from './csv-head.ts'
import type { StagedFile } from './importer.ts'
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
  /** Whether numbers are written as machines write them. */
  readonly isPlain: boolean
  readonly checks: readonly RowCheck[]
}

const PLAIN: WrittenMeasures = { number: measure, isPlain: true, checks: [] }

/** Spaces of any width and apostrophes, which part thousands whatever the decimal mark is. */
const GAP = "[ \u00a0\u2007\u2009\u202f'’]"
const SIGNS = {
  point: { decimal: '[.]', thousands: ',' },
  comma: { decimal: ',', thousands: '[.]' },
} as const

/**
 * How the numbers of a file are written: with a decimal point if its cells are parted by commas or its columns have types, else
 * with the mark that the option states or that the numbers themselves show. If they do not show it, what may be either is refused.
 *
 * @param measures the columns of numbers that the file has
 */
export async function writtenMeasures(
  file: Pick<StagedFile, 'path' | 'container'>,
  { view }: SourceTable,
  measures: readonly string[],
  database: ImportDatabase,
  stated: DecimalMark | undefined,
): Promise<WrittenMeasures> {
  const isText = file.container.startsWith('csv') && measures.length > 0
  // A comma between cells leaves the point for decimals.
  if (!isText || (stated === undefined && (await readCsvHead(file)).delimiter === ',')) return PLAIN
  if (stated !== undefined)
    return { number: (column) => numberWith(column, stated), isPlain: false, checks: [] }
  const shown = await marksShown(view, measures, database)
  if (shown.length === 1 && shown[0] !== undefined) {
    const [mark] = shown
    return { number: (column) => numberWith(column, mark), isPlain: false, checks: [] }
  }
  return {
    number: (column) => numberWith(column, 'point'),
    isPlain: false,
    checks: measures.map((column) => ({
      code: 'number-ambiguous',
      column,
      detail:
        'Values may be of thousands or have a fraction, and no number of the file shows which. Set option “decimal” to point or comma.',
      where: fully(column, EITHER_WAY),
    })),
  }
}

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
  ].join('|')
}

/** The decimal marks that the numbers of a file show. */
async function marksShown(
  view: string,
  measures: readonly string[],
  database: ImportDatabase,
): Promise<readonly DecimalMark[]> {
  const shows = (mark: DecimalMark): string =>
    measures.map((column) => fully(column, `\\s*(${sureOf(mark)})\\s*`)).join(' OR ')
  const [found] = await database.rows<Readonly<Record<DecimalMark, boolean | null>>>(
    `SELECT ${DECIMAL_MARKS.map((mark) => `bool_or(${shows(mark)}) AS ${mark}`).join(', ')} FROM ${view}`,
  )
  return DECIMAL_MARKS.filter((mark) => found?.[mark] === true)
}

/** A number with the stated decimal mark, whose thousands may be parted by the other one or by a gap. */
function numberWith(name: string, mark: DecimalMark): string {
  const { decimal, thousands } = SIGNS[mark]
  const column = `trim(CAST(${sqlName(name)} AS VARCHAR))`
  const plain = `regexp_full_match(${column}, ${sqlText(`[0-9]*(${decimal}[0-9]+)?([eE][+-]?[0-9]+)?`)})`
  const grouped = `regexp_full_match(${column}, ${sqlText(`[0-9]{1,3}(${thousands}[0-9]{3})+(${decimal}[0-9]+)?`)})`
  const gapped = `regexp_full_match(${column}, ${sqlText(`[0-9]{1,3}(${GAP}[0-9]{3})+(${decimal}[0-9]+)?`)})`
  const withPoint = (text: string): string => (mark === 'point' ? text : `replace(${text}, ',', '.')`)
  return measure(
    `CASE WHEN ${plain} THEN ${withPoint(column)} ` +
      `WHEN ${grouped} THEN ${withPoint(`replace(${column}, ${mark === 'point' ? "','" : "'.'"}, '')`)} ` +
      `WHEN ${gapped} THEN ${withPoint(`regexp_replace(${column}, ${sqlText(GAP)}, '', 'g')`)} END`,
  )
}
