import type { CellObject, SheetData } from 'write-excel-file/node'
import { type Language, say, type WordKey } from '../words/catalogue.ts'
import type { CellHelp } from '../workbook/sheet-extras.ts'

/** Rows before those that are filled in: a title and the head. */
export const ROWS_ABOVE = 2

/** A sheet of the template, ready to be written. */
export interface WrittenSheet {
  readonly data: SheetData
  readonly widths: readonly number[]
  readonly help: readonly CellHelp[]
  readonly sticky: number
}

/** A text that is one whatever it looks like. */
export const text = (value: string, style: Partial<CellObject> = {}): CellObject => ({
  value,
  type: String,
  ...style,
})
export const titleRow = (language: Language, key: WordKey) => [
  text(say(language, key), { fontWeight: 'bold', fontSize: 14 }),
]
