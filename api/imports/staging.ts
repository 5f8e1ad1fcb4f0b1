import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Failure, singleRefusal } from '../request/failure.ts'
import type { ImportLimits } from '../settings/config.ts'
import { watchForPlainText } from './seen-text.ts'

/** The sender left before the end of the file, or sent nothing for too long: no fault of ours, and often nobody to answer. */
export class SenderGone extends Failure {
  constructor(detail = 'The sender left before the end of the file.') {
    super('invalid-request', detail)
  }
}

/** A complete file in a folder of its own. */
export interface Staged {
  readonly folder: string
  readonly path: string
  /** As received. */
  readonly bytes: number
  /** `sha256:` and the hexadecimal digest of the bytes as received. */
  readonly digest: string
  readonly firstBytes: Buffer
  /** Whether it is a text of ASCII without long lines, in which no cell begins or ends with a blank; unpacked. */
  readonly isPlainText?: boolean
}

const GZIP = Buffer.from([0x1f, 0x8b])
const LOOKED_AT = 4096
/** What may wait between two steps: with less, each part that comes in waits for the one before to be written. */
const AHEAD_BYTES = 1_048_576
/** Parts go on together once they are so large: each step costs time for each part. */
const TOGETHER_BYTES = 262_144

/**
 * Writes an incoming file to a folder of its own, hashes it on the way, and unpacks it if it is gzip.
 *
 * @param received called with the number of bytes received so far
 * @throws {Failure} `body-too-large` as soon as more bytes have come in than allowed
 * @throws {Failure} if it unpacks to more than allowed, or cannot be unpacked
 */
export async function stage(
  bytes: Readable,
  stagingFolder: string,
  { fileBytes, unpackedBytes }: ImportLimits,
  received: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Staged> {
  const folder = join(stagingFolder, randomUUID())
  const path = join(folder, 'file')
  await mkdir(folder, { mode: 0o700 })
  try {
    const hash = createHash('sha256')
    let total = 0
    const counted = countingUpTo(fileBytes, tooLarge(fileBytes), (part, sum) => {
      hash.update(part)
      total = sum
      received(sum)
    })
    const first: Buffer[] = []
    const text = watchForPlainText()
    const unpacked = countingUpTo(unpackedBytes, unpacksTooLarge(unpackedBytes), (part, sum) => {
      if (sum - part.length < LOOKED_AT) first.push(part.subarray(0, LOOKED_AT))
      text.see(part)
    })
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx', highWaterMark: AHEAD_BYTES })
    await sendThrough(bytes, counted, () => pipeline(counted, unpackedIfGzip, unpacked, file, { signal }))
    const digest = `sha256:${hash.digest('hex')}`
    const firstBytes = Buffer.concat(first).subarray(0, LOOKED_AT)
    return { folder, path, bytes: total, digest, firstBytes, isPlainText: text.isPlain() }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    signal.throwIfAborted()
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw notUnpacked()
    throw error
  }
}

/** Removes a received file. */
export async function discard({ folder }: Staged): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

const tooLarge = (limit: number) => (): Error =>
  new Failure(
    'body-too-large',
    `A file may have at most ${mebibytes(limit)}. Send it in parts, such as one file for each day.`,
  )

const unpacksTooLarge = (limit: number) => (): Error =>
  singleRefusal(
    'file-refused',
    'file-unreadable',
    `The file unpacks to more than ${mebibytes(limit)}. Send it in parts.`,
  )

const notUnpacked = (): Error =>
  singleRefusal('file-refused', 'file-unreadable', 'The file is damaged: gzip cannot unpack it.')

const mebibytes = (bytes: number): string => `${Number((bytes / 1_048_576).toFixed(3))} MiB`

/** Unpacks a stream if it begins like gzip, whatever the parts that it comes in; each byte is read once. */
async function* unpackedIfGzip(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const parts = bytes[Symbol.asyncIterator]()
  let start: Buffer = Buffer.alloc(0)
  while (start.length < GZIP.length) {
    const { done, value } = await parts.next()
    if (done) break
    start = Buffer.concat([start, value])
  }
  const all = async function* (): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start
    yield* { [Symbol.asyncIterator]: () => parts }
  }
  if (!start.subarray(0, GZIP.length).equals(GZIP)) {
    yield* all()
    return
  }
  const gunzip = createGunzip()
  // What fails in here is thrown to whoever reads from it.
  pipeline(all(), gunzip).catch(() => undefined)
  yield* gunzip
}

/**
 * Pipes a stream into a pipeline. If something fails, the stream stays open, unlike the others: its sender still needs an
 * answer.
 *
 * @param first of the pipeline
 */
async function sendThrough(bytes: Readable, first: Transform, pipe: () => Promise<void>): Promise<void> {
  const fail = (): void => void (bytes.readableEnded || first.destroy(new SenderGone()))
  bytes.once('error', fail).once('close', fail)
  // Who left before this tells nobody of it any more.
  if (bytes.destroyed) fail()
  bytes.pipe(first)
  try {
    await pipe()
  } finally {
    bytes.unpipe(first)
    bytes.off('error', fail).off('close', fail)
  }
}

/**
 * Passes bytes on in larger parts, and counts them.
 *
 * @param most bytes; the stream fails if there are more
 * @param refusal the error that it fails with
 * @param seen called with each part and the sum so far
 */
function countingUpTo(
  most: number,
  refusal: () => Error,
  seen: (part: Buffer, sum: number) => void,
): Transform {
  let sum = 0
  let held: Buffer[] = []
  let heldBytes = 0
  const taken = (): Buffer => {
    const [first, ...more] = held
    const all = first && more.length === 0 ? first : Buffer.concat(held)
    held = []
    heldBytes = 0
    return all
  }
  return new Transform({
    highWaterMark: AHEAD_BYTES,
    transform(part: Buffer, _, done) {
      sum += part.length
      if (sum > most) {
        done(refusal())
        return
      }
      seen(part, sum)
      held.push(part)
      heldBytes += part.length
      if (heldBytes < TOGETHER_BYTES) done()
      else done(null, taken())
    },
    flush(done) {
      if (heldBytes > 0) done(null, taken())
      else done()
    },
  })
}
