import type { DecimalMark } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { Language } from '../words/catalogue.ts'
import { unitOf } from '../words/unit.ts'
import { addressOf, type CellValue, type FilledSheet, shownName } from '../workbook/sheets.ts'
import { type CellReading, readAmount } from './cell-amount.ts'
import type { SheetHead } from './sheet-head.ts'

/** How the cells of a workbook are read, and what was found wrong with them. */
export interface ReadingContext {
  readonly language: Language
  readonly decimal: DecimalMark | undefined
  readonly faults: Fault[]
}

/** Notes that a cell cannot be read; rows and columns count from 0. */
export function faultAt(
  { faults }: ReadingContext,
  sheet: FilledSheet,
  row: number,
  column: number,
  detail: string,
  candidates: readonly string[] = [],
): void {
  faults.push({
    code: 'cell-not-read',
    sheet: shownName(sheet.name),
    cell: addressOf(row, column),
    detail,
    ...(candidates.length > 0 ? { candidates } : {}),
  })
}

/** The quantity of a cell in the unit of its row. */
export function amountAt(
  { language, decimal }: ReadingContext,
  sheet: FilledSheet,
  { at }: SheetHead,
  row: number,
  cells: readonly CellValue[],
  column: number,
): CellReading {
  const unit = textOf(cells[at.get('unit') ?? -1])
  return readAmount({
    cell: cells[column],
    isPercent: sheet.percent.has(addressOf(row, column)),
    unit: unit === '' ? undefined : unitOf(unit, language),
    language,
    decimal,
  })
}

/** What stands in a cell of words. */
export const textOf = (cell: CellValue | undefined): string =>
  typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : ''
