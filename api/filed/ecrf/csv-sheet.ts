import Papa from 'papaparse'
import { tableStartOf } from '../../imports/preamble.ts'
import { decodeText } from '../../imports/text-encoding.ts'
import { columnsOf, MAX_ROWS_ABOVE } from './columns.ts'
import { scopeColumnsOf } from './scopes-beside.ts'
import type { Sheet } from './workbook.ts'

/** No inventory of one city has more rows. */
const MAX_ROWS = 100_000
const NAME = 'CSV'

/**
 * The rows of an inventory that is a table of text, such as an export of CityCatalyst, as one sheet; undefined if the
 * bytes are none.
 */
export function sheetOfCsv(bytes: Buffer): Sheet | undefined {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return undefined
  const decoded = decodeText(bytes)
  if (!decoded) return undefined
  const start = decoded.text.slice(0, 65_536)
  const { delimiter } = tableStartOf(start)
  // Heads of the form have commas of their own, so that the likeliest mark may part no inventory.
  const fits = [delimiter, ...MARKS].find((mark) => hasHead(parsed(start, mark, MAX_ROWS_ABOVE).data))
  const { data, errors } = parsed(decoded.text, fits ?? delimiter, MAX_ROWS + 1)
  const isBroken = errors.some(({ type }) => type === 'Quotes') || data.length > MAX_ROWS || data.length < 2
  const isTable = (data[0]?.length ?? 0) > 1
  if (isBroken || (!hasHead(data) && !isTable)) return undefined
  return { name: NAME, rows: data.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell))) }
}

const MARKS = [';', '\t', ',', '|']

const parsed = (text: string, delimiter: string, preview: number) =>
  Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy', preview })

const hasHead = (rows: readonly (readonly string[])[]): boolean =>
  columnsOf(rows) !== undefined || scopeColumnsOf(rows) !== undefined
