/** A table may have so many rows above its head. */
const MAX_ROWS = 40

/** Delimiters of tables; the last two are those of Chinese keyboards. */
export const DELIMITERS = [',', '\t', '|', ';', '，', '；'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Where the head of a table begins, and what separates its cells. */
export interface TableStart {
  /** Lines above the head: comments, or a title and notes. */
  readonly skippedLines: number
  /** Where the head begins in the text. */
  readonly from: number
  readonly delimiter: Delimiter
}

interface Row {
  readonly text: string
  readonly from: number
  readonly firstLine: number
}

/**
 * Finds the head of a table by its first rows: lines that begin with `#` are comments, but for a head, and rows of hardly any filled cells above
 * rows of many are a title: table programs write as many delimiters behind a title as the table has columns.
 */
export function tableStartOf(text: string): TableStart {
  const rows = rowsOf(text)
  const told = rows.findIndex((row) => row.text.trim() !== '' && !row.text.startsWith('#'))
  const first = Math.max(0, told)
  const delimiter = delimiterOf(rows.slice(first))
  const commented = commentedHead(rows[first - 1], rows[first], delimiter)
  if (commented) return { ...commented, delimiter }
  const cells = rows.map((row) => cellsIn(row.text, delimiter))
  const filled = rows.map((row) => filledIn(row.text, delimiter))
  const most = widthOf(cells.slice(first))
  const isShort = most >= 3 && (cells[first] ?? 1) * 2 <= most
  const mostFilled = Math.max(...filled.filter((_, at) => at >= first && (cells[at] ?? 0) <= most), 1)
  const ofFirst = filled[first] ?? 1
  // A head may have cells without a name, but not three of four.
  const isPadded = mostFilled >= 3 && (ofFirst === 1 || ofFirst * 4 <= mostFilled)
  const counts = isPadded ? filled : cells
  const enough = isPadded ? mostFilled : most
  const head =
    isShort || isPadded ? counts.findIndex((count, at) => at >= first && count * 4 >= enough * 3) : first
  const { firstLine = 0, from = 0 } = rows[head] ?? {}
  return { skippedLines: firstLine, from, delimiter }
}

const NAME = /^[A-Za-z][A-Za-z0-9_ ]{0,63}$/
const NUMBER = /^[-+]?[0-9][0-9.,]*$/

/** A head that is a comment itself: names alone, right above a first row that has as many cells and numbers among them. */
function commentedHead(
  above: Row | undefined,
  below: Row | undefined,
  delimiter: Delimiter,
): Pick<TableStart, 'skippedLines' | 'from'> | undefined {
  const [sign = ''] = /^#[ \t]*/.exec(above?.text ?? '') ?? []
  if (!above || !below || sign === '') return undefined
  const names = plainCells(above.text.slice(sign.length), delimiter)
  const values = plainCells(below.text, delimiter)
  const isHead =
    names.length >= 3 &&
    names.length === values.length &&
    names.every((name) => NAME.test(name)) &&
    values.some((value) => NUMBER.test(value))
  return isHead ? { skippedLines: above.firstLine, from: above.from + sign.length } : undefined
}

/** Cells without quotes around them; a quoted delimiter parts what is then no name, and the row is no head. */
const plainCells = (row: string, delimiter: string): readonly string[] =>
  row.split(delimiter).map((cell) => cell.trim().replaceAll('"', ''))

/** Whether a text holds all the rows, each whole, by which the head of a table is found. */
export const hasAllRows = (text: string): boolean => rowsOf(text, MAX_ROWS + 1).length > MAX_ROWS

/**
 * How many cells the rows of the table have: a width that rows share, which together hold most cells. One row that is wider is
 * a note with commas in it, if rows below or above it are alike.
 */
const widthOf = (cells: readonly number[]): number => sharedWidthOf(cells) ?? Math.max(...cells, 1)

/** The width that rows share; undefined if no two rows are alike. */
function sharedWidthOf(cells: readonly number[]): number | undefined {
  const rows = new Map<number, number>()
  for (const count of cells) rows.set(count, (rows.get(count) ?? 0) + 1)
  // Three cells are the fewest that a table under a title has.
  const shared = [...rows].filter(([count, of]) => count >= 3 && of > 1)
  return shared.sort(([a, ofA], [b, ofB]) => b * ofB - a * ofA)[0]?.[0]
}

/** Rows with the line that each begins on; a quoted cell may go over several lines. */
function rowsOf(text: string, most = MAX_ROWS): readonly Row[] {
  const rows: Row[] = []
  let [from, line, firstLine] = [0, 0, 0]
  let isQuoted = false
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const character = text[at]
    // An apostrophe of inches in a comment opens no cell.
    if (character === '"' && text[from] !== '#') isQuoted = !isQuoted
    if (character !== '\n' && !(character === '\r' && text[at + 1] !== '\n')) continue
    line += 1
    if (isQuoted) continue
    rows.push({ text: text.slice(from, at), from, firstLine })
    from = at + 1
    firstLine = line
  }
  if (rows.length < most && from < text.length) rows.push({ text: text.slice(from), from, firstLine })
  return rows
}

/** The delimiter that occurs most often in the first row or, if none does, in any. */
function delimiterOf(rows: readonly Row[]): Delimiter {
  const ways = DELIMITERS.map((delimiter) => {
    const cells = rows.map((row) => cellsIn(row.text, delimiter))
    return { delimiter, own: cells[0] ?? 1, shared: sharedWidthOf(cells), widest: Math.max(...cells, 1) }
  })
  type Way = (typeof ways)[number]
  const isShared = ways.some(({ shared }) => shared !== undefined)
  const widthOfAll = ({ shared, widest }: Way): number => (isShared ? (shared ?? 1) : widest)
  const most = (width: (way: Way) => number): Way =>
    ways.reduce((best, one) => (width(one) > width(best) ? one : best))
  const own = most((way) => way.own)
  const all = most(widthOfAll)
  return own.own * 2 > widthOfAll(all) ? own.delimiter : all.delimiter
}

/** Cells of a row that hold anything; as one, if none does. */
function filledIn(row: string, delimiter: string): number {
  let filled = 0
  let isFilled = false
  let isQuoted = false
  for (const character of row) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) {
      filled += isFilled ? 1 : 0
      isFilled = false
    } else if (character.trim() !== '') isFilled = true
  }
  return Math.max(1, filled + (isFilled ? 1 : 0))
}

/** Cells of a row; a delimiter inside quotes separates none. */
function cellsIn(row: string, delimiter: string): number {
  let cells = 1
  let isQuoted = false
  for (const character of row) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) cells += 1
  }
  return cells
}
