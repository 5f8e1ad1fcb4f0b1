import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { type DecimalMark, readWrittenNumber } from '../../src/index.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { addressOf, type CellValue, type FilledSheet, readSheets, shownName } from '../workbook/sheets.ts'
import type { StagedFile } from './importer.ts'
import { SCALED_BY_NOTE, saysScale, scaleFaults, unitSaid } from './lines-above.ts'
import { unmerged } from './merged-cells.ts'
import { columnOf, type SourceColumn } from './source-table.ts'
import { isMarkOfWithheld } from './withheld-row.ts'

const MAX_ROWS_ABOVE = 20
const MIN_COLUMNS = 2
const MAX_FAULTS = 500

/**
 * The table of an officer's own workbook as a CSV file beside it: the one sheet that has the columns of the format under a head.
 * Dates become days, months or years as the dataset counts them; numbers in texts are read as people write them.
 *
 * @throws {Failure} with every fault, by sheet and cell
 */
export async function asTable(
  { path, folder, bytes, digest }: StagedFile,
  { grain }: { readonly grain: string },
  columns: readonly SourceColumn[],
  decimal: DecimalMark | undefined,
): Promise<StagedFile> {
  if (bytes > WORKBOOK_BOUNDS.fileBytes)
    throw refused([
      {
        code: 'workbook-too-large',
        detail: `A workbook may have ${WORKBOOK_BOUNDS.fileBytes / 1_048_576} MiB; save it as CSV.`,
      },
    ])
  const sheets = await readSheets(await readFile(path)).catch((error: unknown) => {
    throw error instanceof Failure ? refused(error.faults) : error
  })
  const table = join(folder, 'sheet.csv')
  await writeFile(table, toCsv(sheets, grain, columns, decimal))
  return { path: table, container: 'csv', bytes, digest, folder }
}

const refused = (faults: readonly Fault[]): Failure => refusal(faults.slice(0, MAX_FAULTS), 'file-refused')

/** The sheet as CSV: heads as they are, so that what the format does not know is refused like in any file. */
function toCsv(
  sheets: readonly FilledSheet[],
  grain: string,
  columns: readonly SourceColumn[],
  decimal: DecimalMark | undefined,
): string {
  const tables = sheets.filter(({ isHidden }) => !isHidden).flatMap((sheet) => tableIn(sheet, columns))
  const [table, another] = tables
  if (!table || another) {
    const detail = table
      ? `Several sheets have columns of the format: ${tables.map(({ sheet }) => shownName(sheet.name)).join(', ')}. Leave one of them in the workbook, or hide the others.`
      : 'No visible sheet has a row with the columns of the format, such as period, mode and trips.'
    throw refused([{ code: 'column-missing', detail }])
  }
  const { sheet, head } = table
  const columnAt = (at: number): SourceColumn | undefined => table.heads.find((one) => one.at === at)?.column
  const { rows, faults: ofMerged } = unmerged(sheet, head, columnAt)
  const above = sheet.rows
    .slice(0, head)
    .map((row) => row.filter((cell) => typeof cell === 'string').join(' '))
  const said = unitSaid([sheet.name, ...above].join('\n'), grain)
  const ofTitle = [...scaleFaults(above.join('\n')), ...(said ? [said] : [])].map((fault) => ({
    ...fault,
    sheet: shownName(sheet.name),
  }))
  const faults: Fault[] = [...ofTitle, ...ofMerged, ...besideFaults(table, columns, grain)]
  const lines = rows.slice(head).map((cells, below) => {
    const row = head + below
    return table.heads.map(({ at, column }) => {
      const isPart = below > 0 && isAmount(column) && sheet.percent.has(addressOf(row, at))
      const read = isPart
        ? NO_NUMBER
        : textOf(cells[at] ?? null, below === 0 ? undefined : column, grain, decimal)
      if (typeof read === 'string') return read
      faults.push({ ...read, sheet: shownName(sheet.name), cell: addressOf(row, at) })
      return ''
    })
  })
  if (faults.length > 0) throw refused(faults)
  const filled = lines.filter((line) => line.some((cell) => cell !== ''))
  return `${Papa.unparse(filled, { newline: '\n' })}\n`
}

/** What stands in a sheet beside its table and must not be passed over: a second table, and a note or name with a scale. */
function besideFaults(
  { sheet: { name, rows }, head, heads }: Table,
  columns: readonly SourceColumn[],
  grain: string,
): readonly Fault[] {
  const sheet = shownName(name)
  const faults: Fault[] = saysScale(name) ? [{ ...SCALED_BY_NAME, sheet }] : []
  const inTable = new Set(heads.map(({ at }) => at))
  const measures = heads.filter(({ column }) => column?.role === 'measure').map(({ at }) => at)
  rows.slice(head + 1).forEach((cells, below) => {
    const row = head + 1 + below
    const texts = cells.flatMap((cell, at) => (typeof cell === 'string' ? [{ cell, at }] : []))
    const again = texts.flatMap(({ cell }) => columnOf(cell, columns) ?? [])
    const named = new Set(again)
    // Words of a row may be those of columns, such as a place that is called Ziel; a head names a measure too.
    if (named.size >= MIN_COLUMNS && again.some(({ role }) => role === 'measure'))
      faults.push({ ...ANOTHER_TABLE, sheet, cell: addressOf(row, texts[0]?.at ?? 0) })
    const isNote = measures.every((at) => (cells[at] ?? null) === null)
    const scaled = texts.find(({ cell, at }) => (isNote || !inTable.has(at)) && saysScale(cell))
    if (scaled) faults.push({ ...SCALED_BY_NOTE, sheet, cell: addressOf(row, scaled.at) })
    for (const { cell, at } of texts) {
      const said = isNote || !inTable.has(at) ? unitSaid(cell, grain) : undefined
      if (said && !scaled) faults.push({ ...said, sheet, cell: addressOf(row, at) })
    }
  })
  return faults
}

const SCALED_BY_NAME: Refused = {
  code: 'value-not-read',
  detail:
    'The name of the sheet speaks of thousands or millions: write the figures out in full, 1200000 and not 1.2, and name the sheet otherwise.',
}
const ANOTHER_TABLE: Refused = {
  code: 'cell-not-read',
  detail:
    'Another table begins here: leave one table in the sheet, or bring their rows together under one head.',
}

interface Table {
  readonly sheet: FilledSheet
  readonly head: number
  readonly heads: readonly { readonly at: number; readonly column: SourceColumn | undefined }[]
}

/** The table of a sheet: its head is the row among the first that names most columns of the format. */
function tableIn(sheet: FilledSheet, columns: readonly SourceColumn[]): readonly Table[] {
  const counts = sheet.rows
    .slice(0, MAX_ROWS_ABOVE)
    .map((row) => row.filter((cell) => typeof cell === 'string' && columnOf(cell, columns)).length)
  const most = Math.max(0, ...counts)
  if (most < MIN_COLUMNS) return []
  const head = counts.indexOf(most)
  const heads = (sheet.rows[head] ?? []).flatMap((cell, at) =>
    cell === null || String(cell).trim() === '' ? [] : [{ at, column: columnOf(String(cell), columns) }],
  )
  return [{ sheet, head, heads }]
}

/** A sum is no percentage; a share may be one. */
const isAmount = (column: SourceColumn | undefined): boolean =>
  column?.role === 'measure' && !column.name.endsWith('_share')

type Refused = Pick<Fault, 'code' | 'detail'>

/** A cell as a text of CSV, by what its column holds. */
function textOf(
  cell: CellValue,
  column: SourceColumn | undefined,
  grain: string,
  decimal: DecimalMark | undefined,
): string | Refused {
  if (cell === null) return ''
  if (typeof cell === 'boolean' && column?.role === 'measure') return NO_NUMBER
  if (cell instanceof Date) return column?.role === 'period' ? periodOf(cell, grain) : NO_DATE
  if (column?.role !== 'measure' || typeof cell !== 'string') return String(cell)
  if (cell.trim() === '') return ''
  const read = readWrittenNumber(cell, decimal)
  if (read.kind === 'ambiguous') return AMBIGUOUS
  if (read.kind === 'number' && read.rest === '') return read.understood
  return isMarkOfWithheld(cell) ? cell : NO_NUMBER
}

const NO_DATE: Refused = { code: 'cell-not-read', detail: 'The cell holds a date where none belongs.' }
const NO_NUMBER: Refused = {
  code: 'cell-not-read',
  detail: 'The cell must hold a number of 0 or more: leave units, words, brackets and notes out of it.',
}
const AMBIGUOUS: Refused = {
  code: 'number-ambiguous',
  detail: 'The text may be of thousands or have a fraction. Set option “decimal” to point or comma.',
}

/** A date as the dataset counts periods: the first of a month stands for it in a dataset by month. */
function periodOf(date: Date, grain: string): string {
  const day = date.toISOString().slice(0, 10)
  if (grain === 'year' && day.endsWith('-01-01')) return day.slice(0, 4)
  return grain === 'month' && day.endsWith('-01') ? day.slice(0, 7) : day
}
