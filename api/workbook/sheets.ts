import type { Fault } from '../request/failure.ts'
import { refusal, singleRefusal } from '../request/failure.ts'
import { type Archive, lookThrough, STYLES_PART } from './archive.ts'
import { type ListedSheet, listSheets } from './sheet-list.ts'

/** The content of a cell; a number with the format of a date is read as a date. */
export type CellValue = string | number | boolean | Date | null

/** A sheet that people filled in. Rows and columns count from 0. */
export interface FilledSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly (readonly CellValue[])[]
  /** Addresses of cells that show a percentage: the number 0.29 in one of them is 29 %. */
  readonly percent: ReadonlySet<string>
  /** Ranges of merged cells, such as `B4:B6`: their value stands in the first cell alone. Absent: none. */
  readonly merged?: readonly string[]
}

/**
 * Reads all sheets of a workbook. No macro runs and no link is followed: a workbook with either is refused. Of a formula the
 * value is read that was last computed.
 *
 * @throws {Failure} with every fault: not a workbook, not safe, too large, a formula that was never computed
 */
export async function readSheets(bytes: Buffer): Promise<readonly FilledSheet[]> {
  const archive = await lookThrough(bytes, true)
  const listed = listSheets(archive)
  const faults = listed.flatMap((sheet) => sheetFaults(sheet, archive))
  if (faults.length > 0) throw refusal(faults, 'workbook-refused')
  // Loaded when the first workbook is read, not at the start.
  const { default: readWorkbook } = await import('read-excel-file/node')
  const read = await readWorkbook(bytes).catch(() => {
    throw singleRefusal('workbook-refused', 'workbook-damaged', 'A sheet of the workbook cannot be read.')
  })
  const isPercent = percentStyles(archive.texts.get(STYLES_PART) ?? '')
  return listed.map((sheet) => ({
    name: sheet.name,
    isHidden: sheet.isHidden,
    rows: (read.find((one) => one.sheet === sheet.name)?.data ?? []) as FilledSheet['rows'],
    merged: archive.scans.get(sheet.path)?.merged ?? [],
    percent: new Set(
      [...(archive.scans.get(sheet.path)?.styled ?? [])].flatMap(([style, cells]) =>
        isPercent.has(style) ? cells : [],
      ),
    ),
  }))
}

function sheetFaults({ name, path }: ListedSheet, { scans }: Archive): readonly Fault[] {
  const scan = scans.get(path)
  const sheet = shownName(name)
  if (!scan) return [{ code: 'workbook-damaged', sheet, detail: 'The sheet is not in the file.' }]
  if (scan.excess !== undefined)
    return [{ code: 'workbook-too-large', sheet, detail: `The sheet has ${scan.excess}.` }]
  return [
    ...scan.unvalued.map((cell) => ({
      code: 'workbook-formula' as const,
      sheet,
      cell,
      detail: 'The formula was never computed. Open the workbook, let it compute, and save it.',
    })),
    ...scan.errors.map((cell) => ({
      code: 'cell-not-read' as const,
      sheet,
      cell,
      detail: 'The cell shows an error. Correct its formula, or write the value.',
    })),
  ]
}

const MAX_NAME_LENGTH = 31

/** The name of a sheet as a fault shows it: spreadsheets allow 31 characters. */
export const shownName = (name: string): string => name.slice(0, MAX_NAME_LENGTH)

/** Percentages that need no format of their own: 0 % and 0.00 %. */
const BUILT_IN_PERCENT: ReadonlySet<number> = new Set([9, 10])
const FORMAT = /<(?:\w+:)?numFmt\s([^<>]*)>/g
const CELL_STYLES = /<(?:\w+:)?cellXfs[\s>]/
const END_OF_CELL_STYLES = /<\/(?:\w+:)?cellXfs>/
const STYLE = /<(?:\w+:)?xf[\s/>][^<>]*>?/g

/** What stands between the tags of the list; empty if there is none. */
function cellStyles(styles: string): string {
  const start = CELL_STYLES.exec(styles)
  if (start === null) return ''
  const rest = styles.slice(start.index + start[0].length)
  const end = END_OF_CELL_STYLES.exec(rest)
  return end === null ? '' : rest.slice(0, end.index)
}

/** The numbers of the styles that show percentages. */
function percentStyles(styles: string): ReadonlySet<number> {
  const percent = new Set(BUILT_IN_PERCENT)
  for (const [, attributes = ''] of styles.matchAll(FORMAT)) {
    const code = /formatCode\s*=\s*"([^"]*)"/.exec(attributes)?.[1] ?? ''
    const id = Number(/numFmtId\s*=\s*"(\d+)"/.exec(attributes)?.[1])
    if (code.replaceAll(/\\.|&quot;.*?&quot;/g, '').includes('%')) percent.add(id)
  }
  const found = new Set<number>()
  const inner = cellStyles(styles)
  for (const [index, [tag = '']] of [...inner.matchAll(STYLE)].entries())
    if (percent.has(Number(/numFmtId\s*=\s*"(\d+)"/.exec(tag)?.[1]))) found.add(index)
  return found
}

/** The address of a cell that counts from 0: row 0 and column 27 are `AB1`. */
export const addressOf = (row: number, column: number): string => `${columnName(column)}${row + 1}`

/** The name of a column in spreadsheets: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}
