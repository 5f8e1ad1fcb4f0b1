import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import { Failure } from '../request/failure.ts'
import { cellsOf } from './csv-head.ts'
import { bytesOf, lineTooLong } from './file-bytes.ts'
import type { StagedFile } from './importer.ts'
import type { Delimiter } from './preamble.ts'
import { seeText } from './seen-text.ts'

type TableFile = Pick<StagedFile, 'path' | 'container'>

/** The refusal of a text in another encoding: a reader that knows it may read it again. */
export class NotUtf8 extends Failure {
  constructor(detail: string, place: { readonly column?: string }) {
    super('file-refused', 'One fault; each is listed in errors.', {
      errors: [{ code: 'file-unreadable', ...place, detail }],
    })
  }
}

/**
 * Looks through a table of text before the engine reads it: an engine does not look at columns that nobody asks for, and
 * one whose buffer ends within the last line can lose that line without a word.
 *
 * @throws {Failure} if a line is longer than any row of a table, or if the text is not UTF-8
 */
export async function requireReadableText(
  file: TableFile,
  delimiter: Delimiter,
): Promise<{ readonly mayHaveBlanks: boolean }> {
  let rest: Buffer = Buffer.alloc(0)
  const seen = seeText([delimiter])
  for await (const part of partsOf(file)) {
    seen.see(part)
    if (seen.hasLongLine) throw lineTooLong()
    const text = rest.length === 0 ? part : Buffer.concat([rest, part])
    const whole = text.length - unfinished(text)
    if (!isUtf8(text.subarray(0, whole))) throw await notUtf8(file, delimiter)
    rest = text.subarray(whole)
  }
  if (rest.length > 0) throw await notUtf8(file, delimiter)
  return { mayHaveBlanks: seen.mayHaveBlanks }
}

const partsOf = ({ path, container }: TableFile): AsyncGenerator<Buffer> =>
  bytesOf(path, container.endsWith('.gz'))

/** Bytes at the end of a part that begin a character which the next part goes on with. */
function unfinished(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back += 1) {
    const byte = text[text.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < lengthBeginningWith(byte) ? back : 0
  }
  return 0
}

function lengthBeginningWith(byte: number): number {
  if (byte >= 0xf0) return 4
  return byte >= 0xe0 ? 3 : 2
}

/** The refusal, with the place of the first character that is none: only whoever is refused waits for it to be found. */
async function notUtf8(file: TableFile, delimiter: Delimiter): Promise<Error> {
  const table = file.path.endsWith('.txt') ? basename(file.path, '.txt') : undefined
  const { line, column } = await placeOfFirst(file, delimiter)
  const where = `line ${line}, column ${column}${table === undefined ? '' : ` of ${table}.txt`}`
  const detail = `The text is not UTF-8. The first is ${where}. Save the file in UTF-8.`
  const place = table === undefined ? {} : { column: table }
  return new NotUtf8(detail, place)
}

async function placeOfFirst(
  file: TableFile,
  delimiter: Delimiter,
): Promise<{ readonly line: number; readonly column: number }> {
  let line = 0
  let open: Buffer = Buffer.alloc(0)
  for await (const part of partsOf(file)) {
    const text = Buffer.concat([open, part])
    const end = text.includes('\n') ? '\n' : '\r'
    let from = 0
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, from)) {
      line += 1
      const row = text.subarray(from, at)
      if (!isUtf8(row)) return { line, column: columnOfFirst(row, delimiter) }
      from = at + 1
    }
    open = text.subarray(from)
  }
  return { line: line + 1, column: columnOfFirst(open, delimiter) }
}

const columnOfFirst = (row: Buffer, delimiter: Delimiter): number =>
  cellsOf(row.toString('latin1'), delimiter).findIndex((cell) => !isUtf8(Buffer.from(cell, 'latin1'))) + 1
