import { CATALOGUES, LANGUAGES, type Language, type WordKey } from '../words/catalogue.ts'
import type { CellValue, FilledSheet } from '../workbook/sheets.ts'
import { COLUMNS, type ColumnKey } from './layout.ts'

/** The head of a sheet: its row, its columns by what they hold, and those of years. */
export interface SheetHead {
  readonly row: number
  readonly at: ReadonlyMap<ColumnKey, number>
  readonly years: readonly { readonly period: string; readonly column: number }[]
}

const MAX_ROWS_ABOVE = 20
const MIN_COLUMNS = 2
const PERIOD = /^(?:19|20|21)\d{2}(?:-(?:0[1-9]|1[0-2]))?$/

/** The period that a head names: a year as number or text, a month as text, or a date on the first day of a year. */
export function periodOf(cell: CellValue | undefined): string | undefined {
  if (cell instanceof Date)
    return cell.getUTCMonth() === 0 && cell.getUTCDate() === 1 ? String(cell.getUTCFullYear()) : undefined
  const text =
    typeof cell === 'number' || typeof cell === 'string' ? String(cell).trim().replace(/年$/u, '') : ''
  return PERIOD.test(text) ? text : undefined
}

/** The head of a sheet in a language: the row among the first that names most columns; undefined if none does. */
export function findHead({ rows }: FilledSheet, language: Language): SheetHead | undefined {
  let best: SheetHead | undefined
  for (const [row, cells] of rows.slice(0, MAX_ROWS_ABOVE).entries()) {
    const at = new Map<ColumnKey, number>()
    for (const [column, cell] of cells.entries()) {
      const key = typeof cell === 'string' ? columnOf(cell, language) : undefined
      if (key !== undefined && !at.has(key)) at.set(key, column)
    }
    if (at.size <= Math.max(best?.at.size ?? 0, MIN_COLUMNS - 1)) continue
    const years = cells.flatMap((cell, column) => {
      const period = periodOf(cell)
      return period === undefined ? [] : [{ period, column }]
    })
    best = { row, at, years }
  }
  return best
}

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** Some words head two columns in two languages, so that the language of the sheet goes first. */
function columnOf(text: string, language: Language): ColumnKey | undefined {
  for (const one of [language, ...LANGUAGES]) {
    const { words } = CATALOGUES[one]
    const found = COLUMNS.find((key) => plain(words[`column.${key}`]) === plain(text))
    if (found) return found
  }
  return undefined
}

/** Which sheet of the template a name means, and in which language. */
export function findSheet<Key extends string>(
  name: string,
  keys: readonly Key[],
): { readonly key: Key; readonly languages: readonly Language[] } | undefined {
  for (const key of keys) {
    const languages = LANGUAGES.filter(
      (language) => plain(CATALOGUES[language].words[`sheet.${key}` as WordKey]) === plain(name),
    )
    if (languages.length > 0) return { key, languages }
  }
  return undefined
}
