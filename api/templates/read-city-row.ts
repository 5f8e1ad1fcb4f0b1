import { SETTINGS } from '../../src/index.ts'
import { nearestInMeaning } from '../request/nearest-in-meaning.ts'
import { findCountry } from '../words/country-name.ts'
import { meaningsIn } from '../words/meaning.ts'
import { addressOf, type CellValue, type FilledSheet, shownName } from '../workbook/sheets.ts'
import { isEmptyCell } from './cell-amount.ts'
import { FIELD_KEYS, FIELDS, type FieldKey } from './layout.ts'
import { amountAt, faultAt, type ReadingContext, textOf } from './reading-context.ts'
import type { SheetHead } from './sheet-head.ts'
import type { CityEntry } from './year-request.ts'

/** What is said of the city in a period, or in all of them if it has none. */
export type CityOfPeriod = CityEntry & { readonly period: string | undefined }

/** The cells of a row of the sheet of the city; what cannot be read is noted in the context. */
export function readCityRow(
  context: ReadingContext,
  sheet: FilledSheet,
  head: SheetHead,
  row: number,
  cells: readonly CellValue[],
): readonly CityOfPeriod[] {
  const itemColumn = head.at.get('item')
  const [key] = meaningsIn('field', textOf(cells[itemColumn ?? -1]), context.language)
  const field = FIELD_KEYS.find((one) => one === key)
  const allYears = head.at.get('allYears')
  const columns = [
    ...(allYears === undefined ? [] : [{ period: undefined, column: allYears }]),
    ...head.years,
  ].filter(({ column }) => !isEmptyCell(cells[column]))
  if (columns.length === 0) return []
  if (!field) {
    faultAt(context, sheet, row, itemColumn ?? 0, 'The template has no such row.')
    return []
  }
  return columns.flatMap(({ period, column }) => {
    const text =
      'isText' in FIELDS[field]
        ? wordAt(context, sheet, row, column, field, textOf(cells[column]))
        : quantityAt(context, sheet, head, row, cells, column)
    return text === undefined
      ? []
      : [{ field, text, period, sheet: shownName(sheet.name), cell: addressOf(row, column) }]
  })
}

function quantityAt(
  context: ReadingContext,
  sheet: FilledSheet,
  head: SheetHead,
  row: number,
  cells: readonly CellValue[],
  column: number,
): string | undefined {
  const read = amountAt(context, sheet, head, row, cells, column)
  if (!read) return undefined
  if (!('code' in read)) return read.text
  context.faults.push({ ...read, sheet: shownName(sheet.name), cell: addressOf(row, column) })
  return undefined
}

function wordAt(
  context: ReadingContext,
  sheet: FilledSheet,
  row: number,
  column: number,
  field: FieldKey,
  text: string,
): string | undefined {
  if (field === 'country') {
    const code = findCountry(text)
    if (code === undefined)
      faultAt(
        context,
        sheet,
        row,
        column,
        'No country is known by this name; write its two letters, such as GB.',
      )
    return code
  }
  if (field !== 'setting') return text
  const [setting] = meaningsIn('setting', text, context.language)
  if (setting === undefined)
    faultAt(context, sheet, row, column, 'No such word is in the list.', nearestInMeaning(text, SETTINGS))
  return setting
}
