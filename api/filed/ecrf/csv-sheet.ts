import Papa from 'papaparse'
import { tableStartOf } from '../../imports/preamble.ts'
import { decodeText } from '../../imports/text-encoding.ts'
import { columnsOf } from './columns.ts'
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
  const { delimiter } = tableStartOf(decoded.text.slice(0, 65_536))
  const { data, errors } = Papa.parse<string[]>(decoded.text, {
    delimiter,
    skipEmptyLines: 'greedy',
    preview: MAX_ROWS + 1,
  })
  const isBroken = errors.some(({ type }) => type === 'Quotes') || data.length > MAX_ROWS || data.length < 2
  const isTable = (data[0]?.length ?? 0) > 1
  if (isBroken || (columnsOf(data) === undefined && !isTable)) return undefined
  return { name: NAME, rows: data.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell))) }
}
