import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { BodyTooLarge } from '../failures.ts'
import { countingUpTo } from './counting.ts'
import { ImportRefused } from './importer.ts'

/** What may be received of one file, and what it may unpack to. */
export interface ImportLimits {
  readonly fileBytes: number
  readonly unpackedBytes: number
}

/** A file that lies in a folder of its own, whole. */
export interface Staged {
  readonly folder: string
  readonly path: string
  /** As received. */
  readonly bytes: number
  /** `sha256:` and the hexadecimal digest of the bytes as received. */
  readonly digest: string
  readonly firstBytes: Buffer
}

const GZIP = Buffer.from([0x1f, 0x8b])
const LOOKED_AT = 4096

/**
 * Writes a file that comes in to a folder of its own, hashes it on the way, and unpacks it if it is packed by gzip.
 *
 * @param received told how many bytes have come in
 * @throws {BodyTooLarge} as soon as more has come in than may
 * @throws {ImportRefused} if it unpacks to more than it may, or cannot be unpacked
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
    const unpacked = countingUpTo(unpackedBytes, unpacksTooLarge(unpackedBytes), (part, sum) => {
      if (sum - part.length < LOOKED_AT) first.push(part.subarray(0, LOOKED_AT))
    })
    const { isPacked, rest } = await startOf(bytes)
    const unpacking: readonly Transform[] = isPacked ? [createGunzip(), unpacked] : [unpacked]
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx' })
    await pipeline([rest, counted, ...unpacking, file], { signal })
    const digest = `sha256:${hash.digest('hex')}`
    return { folder, path, bytes: total, digest, firstBytes: Buffer.concat(first).subarray(0, LOOKED_AT) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw notUnpacked()
    throw error
  }
}

const tooLarge = (limit: number) => (): Error =>
  new BodyTooLarge(`A file may have ${mebibytes(limit)}. Send it in parts, such as a file for each day.`)

const unpacksTooLarge = (limit: number) => (): Error =>
  new ImportRefused([
    {
      code: 'file-unreadable',
      detail: `The file unpacks to more than ${mebibytes(limit)}. Send it in parts.`,
    },
  ])

const notUnpacked = (): Error =>
  new ImportRefused([
    { code: 'file-unreadable', detail: 'The file is damaged: it cannot be unpacked by gzip.' },
  ])

const mebibytes = (bytes: number): string => `${Number((bytes / 1_048_576).toFixed(3))} MiB`

/** Looks at the first two bytes of a stream, and gives the whole of it on. */
async function startOf(bytes: Readable): Promise<{ isPacked: boolean; rest: Readable }> {
  // A request that is refused half-way still has to be answered, so that its stream stays open.
  const parts = bytes.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const start: Buffer[] = []
  let length = 0
  while (length < GZIP.length) {
    const { value, done } = await parts.next()
    if (done) break
    start.push(value)
    length += value.length
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      yield* start
      for (let part = await parts.next(); !part.done; part = await parts.next()) yield part.value
    } finally {
      await parts.return?.()
    }
  }
  const isPacked = Buffer.concat(start).subarray(0, GZIP.length).equals(GZIP)
  return { isPacked, rest: Readable.from(whole(), { objectMode: false }) }
}
