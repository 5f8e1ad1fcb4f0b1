import Papa from 'papaparse'
import { singleRefusal } from '../request/failure.ts'
import { plainName } from '../request/folded-name.ts'
import { requireBoundedHead } from './csv-head.ts'
import { otherKindOf } from './other-kind.ts'
import { tableStartOf } from './preamble.ts'
import { decodeText, type TextEncoding } from './text-encoding.ts'

/** A table of texts that is read whole, by the names of its columns as they stand. */
export interface SmallTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly encoding: TextEncoding
  readonly delimiter: string
  /** The lines above the head. */
  readonly above: string
}

/** The column that a table has for one of several names; case, punctuation and accents make no difference. */
export const findColumn = ({ columns }: SmallTable, names: readonly string[]): string | undefined =>
  columns.find((column) => names.some((name) => plainName(name) === plainName(column)))

/** The columns that a table has, by what it needs them for. */
export const findColumns = (
  table: SmallTable,
  names: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(names).flatMap(([column, heads]) => {
      const found = findColumn(table, heads)
      return found === undefined ? [] : [[column, found] as const]
    }),
  )

/**
 * Reads a table of text in any encoding, with any delimiter, under a title or comments. A cell holds no blanks around it.
 *
 * @throws {Failure} that says what the file is, if it is no table, or where it is damaged
 */
export function readSmallTable(bytes: Uint8Array): SmallTable {
  const other = notTextOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (other !== undefined) throw tableRefusal(other)
  const decoded = decodeText(bytes)
  if (!decoded) throw tableRefusal('The file is text in no encoding that is known here. Save it in UTF-8.')
  if (decoded.text.trim() === '') throw tableRefusal('The file is empty.')
  const { from, skippedLines, delimiter } = tableStartOf(decoded.text)
  const text = decoded.text.slice(from)
  requireBoundedHead(text)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter })
  const [head = [], ...body] = data.map((row) => row.map((cell) => cell.trim()))
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote)
    throw tableRefusal(`Line ${lineOf(data, quote.row ?? 0, skippedLines)} has a quote that is not closed.`)
  const twice = head.find((name, at) => name !== '' && head.indexOf(name) < at)
  if (twice !== undefined)
    throw tableRefusal('Two columns of the table have one name, so that it is not clear which is meant.')
  let line = skippedLines + 1 + linesIn(head)
  const rows = body.flatMap((row): Readonly<Record<string, string>>[] => {
    const at = line
    line += 1 + linesIn(row)
    if (row.every((cell) => cell === '')) return []
    if (row.length < head.length || row.slice(head.length).some((cell) => cell !== ''))
      throw tableRefusal(
        `Line ${at + 1} has ${row.length} cells, and the head ${head.length}: leave notes out, and put quotes around a cell that holds “${delimiter}”.`,
      )
    return [Object.fromEntries(head.map((name, column) => [name, row[column] ?? '']))]
  })
  if (rows.length === 0) throw tableRefusal(NO_ROW)
  const { encoding } = decoded
  return {
    columns: head.filter((name) => name !== ''),
    rows,
    encoding,
    delimiter,
    above: decoded.text.slice(0, from),
  }
}

export const NO_ROW = 'The table has no row.'

/** The line that a row begins on; the head is row 0. */
const lineOf = (rows: readonly (readonly string[])[], row: number, skipped: number): number =>
  rows.slice(0, row).reduce((line, before) => line + 1 + linesIn(before), skipped + 1)

/** Lines beyond the first that the cells of a row go over. */
const linesIn = (row: readonly string[]): number =>
  row.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)

/** What a file is that is no table of text, and what to do with it; undefined if it may be text. */
function notTextOf(bytes: Buffer): string | undefined {
  const other = otherKindOf(bytes, { workbooks: false, archives: false })
  if (other !== undefined) return other
  const start = bytes.toString('latin1', 0, 64)
  if (start.startsWith('\u001f\u008b')) return 'The file is packed with gzip: unpack it first.'
  if (start.startsWith('PAR1')) return 'The file is Parquet: save the table as CSV in UTF-8.'
  return /^\s*[{[]/.test(start)
    ? 'The file is a JSON text, and no table: save the table as CSV in UTF-8.'
    : undefined
}

const tableRefusal = (detail: string): Error => singleRefusal('file-refused', 'file-unreadable', detail)
