import { singleRefusal } from '../request/failure.ts'
import { bytesOf, lineTooLong } from './file-bytes.ts'
import type { StagedFile } from './importer.ts'
import { DELIMITERS, type Delimiter, hasAllRows, tableStartOf } from './preamble.ts'
import { MAX_COLUMNS, MAX_LINE_BYTES, MAX_NAME_LENGTH } from './read-limits.ts'

/** Where a head most often ends. */
const START_BYTES = 65_536

const ENDS: ReadonlySet<string> = new Set(['\n', '\r'])

/** The first row of a table of text. */
export interface CsvHead {
  readonly delimiter: Delimiter
  /** Lines above it: comments, or a title and notes. */
  readonly skippedLines: number
  /** One for each column, different from each other also to the engine. */
  readonly names: readonly string[]
  /** Those of columns without a name. */
  readonly unnamed: readonly string[]
  /** The text of those lines. */
  readonly above: string
  /** The cells of the row below, as they stand; none if it is not whole in what was read. */
  readonly first: readonly string[]
}

/**
 * Reads the names of the columns, so that no engine has to guess which row they stand in.
 *
 * @throws {Failure} if the row is longer, has more columns or has longer names than any table
 */
export async function readCsvHead({
  path,
  container,
}: Pick<StagedFile, 'path' | 'container'>): Promise<CsvHead> {
  const isPacked = container.endsWith('.gz')
  const start = await readStart(path, isPacked, START_BYTES)
  // Most heads and the rows around them are short; of others as much is read as a row can have.
  if (hasWholeStart(start)) return headOf(start)
  return headOf(await readStart(path, isPacked, MAX_LINE_BYTES))
}

function headOf(text: string): CsvHead {
  const { skippedLines, from, delimiter } = tableStartOf(text)
  const row = firstRow(text.slice(from))
  if (row === undefined) throw lineTooLong(1)
  const cells = cellsOf(row, delimiter)
  requireBoundedNames(cells)
  const next = firstRow(below(text, from + row.length), true) ?? ''
  return {
    delimiter,
    skippedLines,
    above: text.slice(0, from),
    names: eachOnce(cells),
    unnamed: cells.flatMap((name, at) => (name.trim() === '' ? [unnamedColumn(at)] : [])),
    first: next === '' ? [] : cellsOf(next, delimiter),
  }
}

const below = (text: string, end: number): string => text.slice(end).replace(/^(\r\n|\n|\r)/, '')

/** Whether a part of a file tells its head and the row below it as all of the file does. */
function hasWholeStart(text: string): boolean {
  if (!hasAllRows(text)) return false
  const { from } = tableStartOf(text)
  const row = firstRow(text.slice(from), true)
  return row !== undefined && firstRow(below(text, from + row.length), true) !== undefined
}

/**
 * Everything that is done for each column, and for each letter of its name, is bounded by this.
 *
 * @throws {Failure} if there are more columns, or longer names, than any table has
 */
export function requireBoundedNames(names: readonly string[]): void {
  if (names.length > MAX_COLUMNS)
    throw singleRefusal(
      'file-refused',
      'file-too-large',
      `The file has ${names.length} columns; at most ${MAX_COLUMNS} can be read.`,
    )
  const long = names.findIndex((name) => name.length > MAX_NAME_LENGTH)
  if (long >= 0)
    throw singleRefusal(
      'file-refused',
      'file-too-large',
      `The name of column ${long + 1} is longer than ${MAX_NAME_LENGTH} characters.`,
    )
}

/**
 * Bounds the first row of a text before anything reads it as a table: a million columns take longer than anybody waits.
 *
 * @throws {Failure} if the row is longer, or has more columns, than any table
 */
export function requireBoundedHead(text: string): void {
  const row = firstRow(text.slice(0, MAX_LINE_BYTES))
  if (row === undefined) throw lineTooLong(1)
  const most = Math.max(...DELIMITERS.map((delimiter) => row.split(delimiter).length))
  // Commas between quotes part no cells.
  if (most > 2 * MAX_COLUMNS)
    throw singleRefusal(
      'file-refused',
      'file-too-large',
      `The first line has more columns than can be read; at most ${MAX_COLUMNS} can.`,
    )
}

/** The text of the first bytes of a file. */
async function readStart(path: string, isPacked: boolean, bytes: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of bytesOf(path, isPacked, bytes)) {
    parts.push(part)
    length += part.length
    // Most rows end within the first part, and what follows is not needed.
    if (length >= bytes || firstRow(parts[0]?.toString('utf8') ?? '', true) !== undefined) break
  }
  return Buffer.concat(parts).subarray(0, bytes).toString('utf8').replace('\ufeff', '')
}

/**
 * The text up to the end of its first row; a quoted cell may go over several lines. Undefined if it goes on beyond what
 * was read.
 */
export function firstRow(
  text: string,
  isMore = Buffer.byteLength(text) >= MAX_LINE_BYTES,
): string | undefined {
  let isQuoted = false
  let isStart = true
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '"' && (isQuoted || isStart)) isQuoted = !isQuoted
    else if (!isQuoted && ENDS.has(character)) return text.slice(0, at)
    isStart = !isQuoted && (character === '"' || (DELIMITERS as readonly string[]).includes(character))
  }
  return isMore ? undefined : text
}

/** The cells of a row of text as it stands; what is between quotes is one cell. */
export function cellsOf(row: string, delimiter: Delimiter): readonly string[] {
  const cells: string[] = []
  let from = 0
  let isQuoted = false
  for (let at = 0; at <= row.length; at += 1) {
    if (row[at] === '"' && (isQuoted || at === from || row[at - 1] === '"')) isQuoted = !isQuoted
    else if (at === row.length || (row[at] === delimiter && !isQuoted)) {
      cells.push(unquoted(row.slice(from, at)))
      from = at + 1
    }
  }
  return cells
}

const unquoted = (cell: string): string =>
  cell.length >= 2 && cell.startsWith('"') && cell.endsWith('"')
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell

/** The name that a column without one gets, by its place. */
export const unnamedColumn = (at: number): string => `column${at}`

/** To the engine names in another case are the same; a second one gets a number, and an empty one a name. */
function eachOnce(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.map((name, at) => {
    const told = name.trim() === '' ? unnamedColumn(at) : name
    let own = told
    for (let more = 1; seen.has(own.toLowerCase()); more += 1) own = `${told}_${more}`
    seen.add(own.toLowerCase())
    return own
  })
}
