import { type DecimalMark, ENERGY_CARRIERS, FLOWS, MODES, POWERTRAINS } from '../../src/index.ts'
import { saysScale } from '../imports/lines-above.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestInMeaning } from '../request/nearest-in-meaning.ts'
import type { Language } from '../words/catalogue.ts'
import { meaningsIn } from '../words/meaning.ts'
import { addressOf, type CellValue, type FilledSheet, shownName } from '../workbook/sheets.ts'
import { isEmptyCell } from './cell-amount.ts'
import { FIELD_KEYS, MEASURES, type MeasureKey, SHEET_KEYS, SHEETS, type SheetKey } from './layout.ts'
import { type CityOfPeriod, readCityRow } from './read-city-row.ts'
import { amountAt, faultAt, type ReadingContext, textOf } from './reading-context.ts'
import { findHead, findSheet, type SheetHead } from './sheet-head.ts'
import { type CityEntry, type Entry, toYearRequest, type WorkbookYear } from './year-request.ts'

/** What a workbook of the template holds. */
export interface FilledTemplate {
  /** The periods that have activity, in order. */
  readonly years: readonly WorkbookYear[]
  /** Sheets that are no part of the template. */
  readonly notRead: readonly { readonly sheet: string; readonly isHidden: boolean }[]
}

export interface TemplateOptions {
  /** What texts such as 382.114 mean. */
  readonly decimal?: DecimalMark | undefined
}

const MAX_FAULTS = 500
const YEAR_IN_TEXT = /(?:^|\D)(?:19|20)\d{2}(?:\D|$)/u

/**
 * The requests that the sheets of a template make: in any of its languages, in any order of sheets, rows and columns.
 *
 * @throws {Failure} with every fault, by sheet and cell
 */
export function toTemplate(
  sheets: readonly FilledSheet[],
  { decimal }: TemplateOptions = {},
): FilledTemplate {
  const language = languageOf(sheets)
  const reading = new TemplateReading(language, decimal)
  const notRead: { sheet: string; isHidden: boolean }[] = []
  for (const sheet of sheets) {
    const found = findSheet(sheet.name, [...SHEET_KEYS, 'city', 'start', 'lists'] as const)
    if (!found) notRead.push({ sheet: shownName(sheet.name), isHidden: sheet.isHidden })
    else if (found.key !== 'start' && found.key !== 'lists') reading.readSheet(sheet, found.key)
  }
  const years = reading.years(notRead.length < sheets.length)
  if (reading.faults.length > 0) throw refusal(reading.faults.slice(0, MAX_FAULTS), 'workbook-refused')
  return { years, notRead }
}

/** The language that most sheets are named in: some names are the same in two. */
function languageOf(sheets: readonly FilledSheet[]): Language {
  const votes = new Map<Language, number>([['en', 0]])
  for (const { name } of sheets)
    for (const language of findSheet(name, [...SHEET_KEYS, 'city', 'start', 'lists'] as const)?.languages ??
      [])
      votes.set(language, (votes.get(language) ?? 0) + 1)
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
}

/** Columns that choose a word of a list. */
const WORD_COLUMNS = { mode: MODES, carrier: ENERGY_CARRIERS, powertrain: POWERTRAINS, flow: FLOWS } as const
type WordColumn = keyof typeof WORD_COLUMNS

class TemplateReading implements ReadingContext {
  readonly faults: Fault[] = []
  readonly language: Language
  readonly decimal: DecimalMark | undefined
  readonly #entries = new Map<string, Entry[]>()
  readonly #city: CityOfPeriod[] = []

  constructor(language: Language, decimal: DecimalMark | undefined) {
    this.language = language
    this.decimal = decimal
  }

  readSheet(sheet: FilledSheet, key: SheetKey | 'city'): void {
    const head = findHead(sheet, this.language)
    if (!head) {
      if (sheet.rows.some((row) => row.some((cell) => !isEmptyCell(cell))))
        faultAt(this, sheet, 0, 0, 'The sheet needs the head row of the template.')
      return
    }
    this.#checkYears(sheet, head)
    this.#checkNotes(sheet, head)
    const before = this.#count()
    for (const [row, cells] of sheet.rows.entries())
      if (row > head.row)
        if (key === 'city') this.#city.push(...readCityRow(this, sheet, head, row, cells))
        else this.#readRow(sheet, key, head, row, cells)
    if (sheet.isHidden && this.#count() > before)
      this.faults.push({
        code: 'workbook-sheet-hidden',
        sheet: shownName(sheet.name),
        detail: 'The sheet is hidden and holds values. Show it, or empty it.',
      })
  }

  /** @param isTemplate whether the workbook has a sheet of the template */
  years(isTemplate: boolean): readonly WorkbookYear[] {
    const periods = [...this.#entries]
      .filter(([, entries]) => entries.some(({ sheetKey }) => sheetKey !== 'factors'))
      .map(([period]) => period)
      .sort()
    if (periods.length === 0 && this.faults.length === 0)
      this.faults.push({
        code: 'workbook-without-years',
        detail: isTemplate
          ? 'No sheet of the template has a value in the column of a year.'
          : 'The workbook has no sheet of the template: cordon template writes one to fill in. A table of your own goes into a dataset: cordon import tidy.',
      })
    return periods.map((period) =>
      toYearRequest(period, this.#cityOf(period), this.#entries.get(period) ?? [], this.faults),
    )
  }

  /** What is said of the city in a period; what is said of all years stands where the year says nothing. */
  #cityOf(period: string): readonly CityEntry[] {
    return FIELD_KEYS.flatMap((field) => {
      const said = this.#city.filter((entry) => entry.field === field)
      const ofYear = said.filter((entry) => entry.period === period)
      return (ofYear.length > 0 ? ofYear : said.filter((entry) => entry.period === undefined)).map(
        ({ period: _, ...entry }) => entry,
      )
    })
  }

  #count(): number {
    return [...this.#entries.values()].reduce((sum, entries) => sum + entries.length, this.#city.length)
  }

  #checkYears(sheet: FilledSheet, { years, row }: SheetHead): void {
    const seen = new Set<string>()
    for (const { period, column } of years) {
      if (seen.has(period)) faultAt(this, sheet, row, column, 'Two columns have the same year.')
      seen.add(period)
    }
  }

  /** What must not be passed over: a year with a note in its head, above values, and a note below that speaks of thousands. */
  #checkNotes(sheet: FilledSheet, head: SheetHead): void {
    const below = sheet.rows.slice(head.row + 1)
    const known = new Set([...head.at.values(), ...head.years.map(({ column }) => column)])
    for (const [column, cell] of (sheet.rows[head.row] ?? []).entries())
      if (
        !known.has(column) &&
        typeof cell === 'string' &&
        YEAR_IN_TEXT.test(cell) &&
        below.some((cells) => !isEmptyCell(cells[column]))
      )
        faultAt(
          this,
          sheet,
          head.row,
          column,
          'The head names no year: write 2023 alone, and notes elsewhere.',
        )
    for (const [at, cells] of below.entries()) {
      const filled = cells.flatMap((cell, column) => (isEmptyCell(cell) ? [] : [{ cell, column }]))
      const [only, another] = filled
      if (only && !another && typeof only.cell === 'string' && saysScale(only.cell))
        faultAt(
          this,
          sheet,
          head.row + 1 + at,
          only.column,
          'The note speaks of thousands or millions, and each row has its unit: choose the unit there, and leave the note out.',
        )
    }
  }

  #readRow(
    sheet: FilledSheet,
    sheetKey: SheetKey,
    head: SheetHead,
    row: number,
    cells: readonly CellValue[],
  ): void {
    const filled = head.years.filter(({ column }) => !isEmptyCell(cells[column]))
    if (filled.length === 0) return
    const before = this.faults.length
    const measure = this.#measureOf(sheet, sheetKey, head, row, cells)
    const words = Object.fromEntries(
      (Object.keys(WORD_COLUMNS) as WordColumn[]).flatMap((key) => {
        const word = this.#word(sheet, head, row, cells, key)
        return word === undefined ? [] : [[key, word]]
      }),
    ) as Partial<Record<WordColumn, string>>
    if (measure === undefined || this.faults.length > before) return
    this.#requireWords(sheet, sheetKey, measure, words, row, head)
    const source = textOf(cells[head.at.get('source') ?? -1])
    for (const { period, column } of filled) {
      const read = amountAt(this, sheet, head, row, cells, column)
      const place = { sheet: shownName(sheet.name), cell: addressOf(row, column) }
      if (!read) continue
      if ('code' in read) this.faults.push({ ...read, ...place })
      else
        this.#entriesOf(period).push({
          ...place,
          ...words,
          ...read,
          sheetKey,
          measure,
          ...(source === '' ? {} : { source }),
        })
    }
  }

  #entriesOf(period: string): Entry[] {
    const entries = this.#entries.get(period) ?? []
    this.#entries.set(period, entries)
    return entries
  }

  /** What a row is of: the word of its column, or the one thing that its sheet is about. */
  #measureOf(
    sheet: FilledSheet,
    sheetKey: SheetKey,
    head: SheetHead,
    row: number,
    cells: readonly CellValue[],
  ): MeasureKey | undefined {
    const measures: readonly MeasureKey[] = SHEETS[sheetKey].measures
    const [only, another] = measures
    if (another === undefined) return only
    const column = head.at.get('measure')
    const text = textOf(cells[column ?? -1])
    const meant = meaningsIn('measure', text, this.language).filter((key) => Object.hasOwn(MEASURES, key))
    const found = measures.find((key) => meant.includes(key))
    if (!found)
      faultAt(
        this,
        sheet,
        row,
        column ?? 0,
        text === ''
          ? 'The row does not say what it is of; choose from the list.'
          : 'No such word is in the list.',
      )
    return found
  }

  #word(
    sheet: FilledSheet,
    head: SheetHead,
    row: number,
    cells: readonly CellValue[],
    key: WordColumn,
  ): string | undefined {
    const column = head.at.get(key)
    const text = textOf(cells[column ?? -1])
    if (column === undefined || text === '') return undefined
    const accepted: readonly string[] = WORD_COLUMNS[key]
    const meant = meaningsIn(key, text, this.language).filter((one) => accepted.includes(one))
    if (meant.length === 1) return meant[0]
    const detail =
      meant.length > 1 ? 'The word means several; choose one of them.' : 'No such word is in the list.'
    faultAt(this, sheet, row, column, detail, nearestInMeaning(text, accepted))
    return undefined
  }

  #requireWords(
    sheet: FilledSheet,
    sheetKey: SheetKey,
    measure: MeasureKey,
    words: Partial<Record<WordColumn, string>>,
    row: number,
    { at }: SheetHead,
  ): void {
    const isOfAll = measure === 'tripsPerPersonPerDay' || measure === 'daysPerYear'
    const needed: readonly WordColumn[] =
      sheetKey === 'operators'
        ? ['mode', 'carrier']
        : sheetKey === 'fuelSold'
          ? ['carrier']
          : sheetKey === 'factors' || isOfAll
            ? []
            : ['mode']
    for (const key of needed)
      if (words[key] === undefined)
        faultAt(this, sheet, row, at.get(key) ?? 0, 'The cell is empty; choose a word from its list.')
    if (isOfAll && words.mode !== undefined)
      faultAt(
        this,
        sheet,
        row,
        at.get('mode') ?? 0,
        'This row is of all modes together; leave the mode empty.',
      )
  }
}
