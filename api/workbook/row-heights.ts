import type { CellObject, SheetData } from 'write-excel-file/node'

/** Points of a line of the usual letters, which have eleven. */
const LINE_POINTS = 14
const FONT_SIZE = 11
/** Spreadsheets take no higher row. */
const MAX_POINTS = 409
/** What the edges of a cell take of its width, which counts figures; how wide letters are beside these, and bold ones. */
const EDGES = 1
const LETTER = 0.92
const BOLD = 1.15

/** Rows high enough for the texts that are wrapped in them: not every program makes them so by itself. */
export const withRowHeights = (data: SheetData, widths: readonly number[]): SheetData =>
  data.map((row) => {
    const points = Math.max(0, ...row.map((cell, at) => (isText(cell) ? pointsOf(cell, widths[at] ?? 0) : 0)))
    const first = row.findIndex(isObject)
    if (points <= LINE_POINTS || first < 0) return row
    const height = Math.min(MAX_POINTS, points)
    return row.map((cell, at) => (at === first && isObject(cell) ? { ...cell, height } : cell))
  })

type Cell = SheetData[number][number]

const isObject = (cell: Cell): cell is CellObject =>
  typeof cell === 'object' && cell !== null && !(cell instanceof Date)

const isText = (cell: Cell): cell is CellObject & { readonly value: string } =>
  isObject(cell) && cell.wrap === true && typeof cell.value === 'string'

function pointsOf(
  { value, fontWeight, fontSize = FONT_SIZE }: CellObject & { value: string },
  width: number,
): number {
  const size = (fontSize / FONT_SIZE) * (fontWeight === 'bold' ? BOLD : 1)
  const lines = value.split('\n').map((line) => linesOf(line, (width - EDGES) / size))
  return lines.reduce((sum, count) => sum + count, 0) * LINE_POINTS * (fontSize / FONT_SIZE)
}

/** Lines of a text that breaks between words, or within one that is longer than a line; Chinese breaks anywhere. */
function linesOf(text: string, width: number): number {
  let full = 0
  let used = 0
  for (const word of text.match(/[⺀-￯]|[^\s⺀-￯]+\s*|\s+/gu) ?? []) {
    const length = lengthOf(word.trimEnd())
    if (used > 0 && used + length > width) {
      full += 1
      used = 0
    }
    for (used += length; used > width; used -= width) full += 1
    used += lengthOf(word) - length
  }
  return full + 1
}

/** Letters of Chinese are twice as wide as figures. */
const lengthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter >= '⺀' && letter <= '￯' ? 2 : LETTER), 0)
