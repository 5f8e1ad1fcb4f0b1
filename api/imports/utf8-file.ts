import { isUtf8 } from 'node:buffer'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { singleRefusal } from '../request/failure.ts'
import type { ImportNotice } from '../store/intake.ts'
import {
  ENCODING_TITLES,
  legacyEncoding,
  markedEncoding,
  type TextEncoding,
  unmarkedUtf16,
} from './text-encoding.ts'

const PART_BYTES = 1_048_576
/** How much of a file that is not UTF-8 is judged, from its first byte beyond ASCII on. */
const JUDGED_BYTES = 4 * PART_BYTES

/** A text file in UTF-8, and what to say of the one that came. */
export interface Utf8File {
  readonly path: string
  readonly notices: readonly ImportNotice[]
}

/**
 * The path of a text file in UTF-8: the file itself, or a copy beside it if it is in another encoding.
 *
 * @throws {Failure} if its bytes are text in no encoding that is known
 */
export async function utf8File(path: string): Promise<Utf8File> {
  const encoding = await encodingOf(path)
  if (encoding === undefined) throw noText()
  if (encoding === 'utf-8') return { path, notices: [] }
  const copy = `${path}.utf8`
  await transcode(path, copy, encoding)
  const detail = `The text is in ${ENCODING_TITLES[encoding]} and was read so. Save files in UTF-8, so that no letter depends on a guess.`
  return { path: copy, notices: [{ code: 'text-encoding', detail }] }
}

async function encodingOf(path: string): Promise<TextEncoding | undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let isFirst = true
  let judged: Buffer[] | undefined
  let bytes = 0
  for await (const part of createReadStream(path, { highWaterMark: PART_BYTES }) as AsyncIterable<Buffer>) {
    if (isFirst) {
      isFirst = false
      const told = markedEncoding(part) ?? unmarkedUtf16(part.subarray(0, 4096))
      if (told !== undefined && told !== 'utf-8') return told
    }
    if (judged === undefined) {
      const whole = rest.length > 0 ? Buffer.concat([rest, part]) : part
      const end = wholeLetters(whole)
      rest = whole.subarray(end)
      if (!isUtf8(whole.subarray(0, end))) {
        judged = [whole]
        bytes = whole.length
      }
    } else {
      judged.push(part)
      bytes += part.length
    }
    if (bytes >= JUDGED_BYTES) break
  }
  if (judged === undefined) return rest.length === 0 ? 'utf-8' : legacyEncoding(rest)
  return legacyEncoding(Buffer.concat(judged))
}

/** Where the last letter that the bytes may cut in two begins. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc2)
      return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length
  }
  return bytes.length
}

async function transcode(from: string, to: string, encoding: TextEncoding): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decoding = new Transform({
    transform(part: Buffer, _, done) {
      try {
        done(null, decoder.decode(part, { stream: true }))
      } catch {
        done(noText())
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode())
      } catch {
        done(noText())
      }
    },
  })
  await pipeline(createReadStream(from), decoding, createWriteStream(to, { mode: 0o600, flags: 'wx' }))
}

const noText = () =>
  singleRefusal(
    'file-refused',
    'file-unreadable',
    'The file is text in no encoding that is known here (UTF-8, UTF-16, Windows-1252, GB 18030), or is damaged. Save it in UTF-8.',
  )
