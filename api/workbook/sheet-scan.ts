import { StringDecoder } from 'node:string_decoder'
import { WORKBOOK_BOUNDS } from './bounds.ts'

/** What a scan finds in a sheet before anything is parsed. */
export interface SheetScan {
  readonly rows: number
  readonly cells: number
  /** The first cells with a formula, such as `D12`; at most 50. */
  readonly formulas: readonly string[]
  /** The first cells with a formula that was never computed. */
  readonly unvalued: readonly string[]
  /** The first cells that show an error, such as #REF!. */
  readonly errors: readonly string[]
  /** Cells by the number of their style, if they were asked for. */
  readonly styled: ReadonlyMap<number, readonly string[]>
  /** Ranges of cells that are merged, such as `B4:B6`, if styles were asked for. */
  readonly merged: readonly string[]
  /** The limit that the sheet exceeds, in words. */
  readonly excess: string | undefined
}

const MAX_FORMULAS = 50
const MAX_MERGED = 10_000
const TAG = /<(?:\w+:)?(row|c|f|v|mergeCell)((?:[\s/][^<>]*)?)>/g
const TYPE = /\st\s*=\s*["'](\w+)["']/
const STYLE = /\ss\s*=\s*["'](\d{1,6})["']/
const ADDRESS = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/
const RANGE = /\sref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']/
const ROW_NUMBER = /\sr\s*=\s*["'](\d{1,9})["']/
const MAX_TAG_LENGTH = 4096
/** Programs write rows up to the last one of a sheet, only to keep their format. */
const ROWS_OF_A_SHEET = 1_048_576

/**
 * Scans the text of a sheet as it streams by, and keeps only counts and addresses.
 *
 * @param keepsStyles whether the style of each cell is kept too
 */
export function sheetScanner(keepsStyles = false) {
  const decoder = new StringDecoder('utf8')
  const formulas: string[] = []
  let [rows, cells, rest, cell] = [0, 0, '', '']
  let excess: string | undefined
  const unvalued: string[] = []
  const errors: string[] = []
  const styled = new Map<number, string[]>()
  const merged: string[] = []
  let isWaiting = false

  /** A formula whose cell ends without a value was never computed. */
  const endCell = (): void => {
    if (isWaiting && unvalued.length < MAX_FORMULAS) unvalued.push(cell)
    isWaiting = false
  }

  const look = (name: string, attributes: string): void => {
    if (name === 'f') {
      if (formulas.length < MAX_FORMULAS) formulas.push(cell)
      isWaiting = true
      return
    }
    if (name === 'v') {
      if (!attributes.endsWith('/')) isWaiting = false
      return
    }
    endCell()
    if (name === 'mergeCell') {
      const range = keepsStyles ? RANGE.exec(attributes)?.[1] : undefined
      if (merged.length >= MAX_MERGED) excess ??= `more than ${MAX_MERGED} merged cells`
      else if (range !== undefined) merged.push(range)
      return
    }
    if (name === 'row') {
      rows += 1
      const number = Number(ROW_NUMBER.exec(attributes)?.[1] ?? rows)
      if (rows > WORKBOOK_BOUNDS.rows || number > ROWS_OF_A_SHEET)
        excess ??= `more than ${WORKBOOK_BOUNDS.rows} rows`
      return
    }
    cells += 1
    if (cells > WORKBOOK_BOUNDS.cells) excess ??= `more than ${WORKBOOK_BOUNDS.cells} cells`
    if (attributes.endsWith('/')) return
    const [, column, row] = ADDRESS.exec(attributes) ?? []
    cell = `${column}${row}`
    if (TYPE.exec(attributes)?.[1] === 'e' && errors.length < MAX_FORMULAS) errors.push(cell)
    const style = keepsStyles ? STYLE.exec(attributes)?.[1] : undefined
    if (style !== undefined) keep(styled, Number(style), cell)
    if (column === undefined) excess ??= 'cells without a place'
    else if (Number(row) > WORKBOOK_BOUNDS.rows) excess ??= `more than ${WORKBOOK_BOUNDS.rows} rows`
    else if (columnNumber(column) > WORKBOOK_BOUNDS.columns)
      excess ??= `more than ${WORKBOOK_BOUNDS.columns} columns`
  }

  return {
    /** @returns whether to continue: not once a limit is exceeded */
    push: (part: Buffer): boolean => {
      const text = rest + decoder.write(part)
      for (const [, name = '', attributes = ''] of text.matchAll(TAG)) look(name, attributes)
      const open = text.lastIndexOf('<')
      // A tag that is not closed yet is scanned with the next part; a tag without end is not a tag.
      rest = open > text.lastIndexOf('>') && text.length - open < MAX_TAG_LENGTH ? text.slice(open) : ''
      return excess === undefined
    },
    result: (): SheetScan => {
      endCell()
      return { rows, cells, formulas, unvalued, errors, styled, merged, excess }
    },
  }
}

function keep(styled: Map<number, string[]>, style: number, cell: string): void {
  const cells = styled.get(style)
  if (cells) cells.push(cell)
  else styled.set(style, [cell])
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
