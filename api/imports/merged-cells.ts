import type { Fault } from '../request/failure.ts'
import { addressOf, type CellValue, type FilledSheet, shownName } from '../workbook/sheets.ts'
import type { SourceColumn } from './source-column.ts'

/** The rows below a head with the value of a merged cell in each of its rows, and the cells that cannot be told apart. */
interface Unmerged {
  readonly rows: readonly (readonly CellValue[])[]
  readonly faults: readonly Fault[]
}

const OF_NUMBERS =
  'The cell is merged over several rows, and holds one number: unmerge it, and write each row its own.'
const ACROSS = 'The cell is merged over several columns: unmerge it.'

/**
 * Words and dates of a merged cell hold for each of its rows; a number cannot, for it would count for each.
 *
 * @param columnAt what a column of the sheet holds; undefined outside the table
 */
export function unmerged(
  { name, rows, merged = [] }: FilledSheet,
  head: number,
  columnAt: (at: number) => SourceColumn | undefined,
): Unmerged {
  const filled = rows.map((row) => [...row])
  const faults: Fault[] = []
  for (const range of merged) {
    const [from, to] = range.split(':').map(placeOf)
    if (!from || !to || to.row <= head || !columnAt(from.column)) continue
    const value = rows[from.row]?.[from.column] ?? null
    if (value === null) continue
    const isAcross = from.column !== to.column
    if (isAcross || columnAt(from.column)?.role === 'measure') {
      const cell = addressOf(from.row, from.column)
      const detail = isAcross ? ACROSS : OF_NUMBERS
      faults.push({ code: 'cell-not-read', sheet: shownName(name), cell, detail })
      continue
    }
    for (let row = Math.max(from.row, head + 1); row <= Math.min(to.row, filled.length - 1); row += 1) {
      const cells = filled[row]
      if (cells) cells[from.column] = value
    }
  }
  return { rows: filled, faults }
}

/** A cell by its address, counted from 0. */
function placeOf(address: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)([0-9]+)$/.exec(address) ?? []
  const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}
