import { isUtf8 } from 'node:buffer'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { singleRefusal } from '../request/failure.ts'
import type { ImportNotice } from '../store/intake.ts'
import { fileRelation, type TableFile } from './file-relation.ts'
import {
  ENCODING_TITLES,
  legacyEncoding,
  markedEncoding,
  type TextEncoding,
  unmarkedUtf16,
} from './text-encoding.ts'
import { NotUtf8 } from './text-scan.ts'

const START_BYTES = 4096
const PART_BYTES = 1_048_576
/** How much of a file that is not UTF-8 is judged, from the first part on that is none. */
const JUDGED_BYTES = 4 * PART_BYTES

/** The rows of a file as an SQL relation, and what to say of its text. */
export interface OpenedRelation {
  readonly relation: string
  /** The same rows with numbers under these heads, if the format of the file has no types: no statement passes a text that is none. */
  readonly withNumbers?: (heads: ReadonlySet<string>) => string
  /** Whether a text may begin or end with a blank, or be empty. */
  readonly mayHaveBlanks: boolean
  /** The first row of a text as it stands, if it is known without asking the engine. */
  readonly first?: readonly string[]
  /** The text above the head of the table. */
  readonly above?: string
  /** Columns of the relation that have no name in the file. */
  readonly unnamed?: readonly string[]
  readonly notices: readonly ImportNotice[]
}

/**
 * Opens the rows of a file. A text in another encoding than UTF-8 is read from a copy beside it, and said.
 *
 * @throws {Failure} if the file is no table, or its bytes are text in no encoding that is known
 */
export async function openRelation(file: TableFile): Promise<OpenedRelation> {
  if (file.container !== 'csv') return openAsIs(file)
  const wide = await wideEncoding(file.path)
  if (wide) return openCopy(file, wide)
  try {
    return await openAsIs(file)
  } catch (error) {
    // Most files are UTF-8: only whoever sends another one waits for a second look.
    const encoding = error instanceof NotUtf8 ? await narrowEncoding(file.path) : undefined
    if (!encoding) throw error
    return openCopy(file, encoding)
  }
}

async function openAsIs(file: TableFile): Promise<OpenedRelation> {
  const { sql, ...seen } = await fileRelation(file)
  return { relation: sql, ...seen, notices: [] }
}

async function openCopy(file: TableFile, encoding: TextEncoding): Promise<OpenedRelation> {
  const copy = `${file.path}.utf8`
  // A table may be opened twice, for columns that are looked at apart.
  if (!(await isThere(copy))) {
    await transcode(file.path, `${copy}.part`, encoding)
    await rename(`${copy}.part`, copy)
  }
  const detail = `The text is not UTF-8: it is in ${ENCODING_TITLES[encoding]} and was read so. Save files in UTF-8, so that no letter depends on a guess.`
  const opened = await openAsIs({ path: copy, container: file.container })
  return { ...opened, notices: [{ code: 'text-encoding', detail }] }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** UTF-16 by its first bytes: to whoever expects UTF-8 it may look like text with zero bytes. */
async function wideEncoding(path: string): Promise<TextEncoding | undefined> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    const start = buffer.subarray(0, bytesRead)
    const told = markedEncoding(start) ?? unmarkedUtf16(start)
    return told === 'utf-8' ? undefined : told
  } finally {
    await file.close()
  }
}

/** The encoding of a file that is not UTF-8, by the first part of it that shows it. */
async function narrowEncoding(path: string): Promise<TextEncoding | undefined> {
  const judged: Buffer[] = []
  let bytes = 0
  for await (const part of createReadStream(path, { highWaterMark: PART_BYTES }) as AsyncIterable<Buffer>) {
    if (judged.length === 0 && isUtf8(part)) continue
    judged.push(part)
    bytes += part.length
    if (bytes >= JUDGED_BYTES) break
  }
  return legacyEncoding(Buffer.concat(judged))
}

async function transcode(from: string, to: string, encoding: TextEncoding): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decoded = (part?: Buffer): string => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode()
    } catch {
      throw noText()
    }
  }
  const decoding = new Transform({
    transform(part: Buffer, _, done) {
      passOn(done, () => decoded(part))
    },
    flush(done) {
      passOn(done, () => decoded())
    },
  })
  await pipeline(createReadStream(from), decoding, createWriteStream(to, { mode: 0o600, flags: 'wx' }))
}

function passOn(done: (error: Error | null, text?: string) => void, work: () => string): void {
  try {
    done(null, work())
  } catch (error) {
    done(error as Error)
  }
}

const noText = () =>
  singleRefusal(
    'file-refused',
    'file-unreadable',
    'The file is text in no encoding that is known here (UTF-8, UTF-16, Windows-1252, GB 18030, Big5), or is damaged. Save it in UTF-8.',
  )
