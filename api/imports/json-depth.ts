import { singleRefusal } from '../request/failure.ts'
import { bytesOf, lineTooLong } from './file-bytes.ts'
import { MAX_JSON_DEPTH, MAX_LINE_BYTES } from './read-limits.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const OPENING: readonly number[] = [0x5b, 0x7b]
const CLOSING: readonly number[] = [0x5d, 0x7d]

/** One entry a byte: what it does outside of texts. */
const STEP = new Int8Array(256)
for (const byte of OPENING) STEP[byte] = 1
for (const byte of CLOSING) STEP[byte] = -1

interface JsonBounds {
  /** `lines`: each line is a value of its own, and may only be so long. */
  readonly form: 'document' | 'lines'
  readonly isPacked: boolean
}

/**
 * Reads JSON once, byte by byte, before the engine does.
 *
 * @throws {Failure} if it is nested deeper than any table, or if a line is too long
 */
export async function requireShallowJson(path: string, { form, isPacked }: JsonBounds): Promise<void> {
  const scan = newScan(form === 'lines')
  for await (const part of bytesOf(path, isPacked)) scan(part)
}

function newScan(isOfLines: boolean): (part: Buffer) => void {
  let depth = 0
  let isText = false
  let isEscaped = false
  let line = 1
  let length = 0
  return (part) => {
    for (const byte of part) {
      length += 1
      if (byte === NEWLINE && isOfLines) {
        // What is open at the end of a line is a fault that the engine names.
        line += 1
        length = 0
        depth = 0
        isText = false
        isEscaped = false
      } else if (isEscaped) isEscaped = false
      else if (byte === QUOTE) isText = !isText
      else if (isText) isEscaped = byte === BACKSLASH
      else depth += STEP[byte] ?? 0
      if (depth > MAX_JSON_DEPTH)
        throw singleRefusal(
          'file-refused',
          'file-unreadable',
          `Values may be nested at most ${MAX_JSON_DEPTH} deep; on line ${line} they are deeper.`,
        )
      if (isOfLines && length > MAX_LINE_BYTES) throw lineTooLong(line)
    }
  }
}
