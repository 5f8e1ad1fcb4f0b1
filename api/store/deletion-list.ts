import { createHash } from 'node:crypto'
import { constants, existsSync, readFileSync } from 'node:fs'
import { access, open, readFile, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import PQueue from 'p-queue'
import { z } from 'zod'
import { synced } from './durable-file.ts'
import { StoreRefused } from './store-refused.ts'
import { StoreUnavailable } from './store-unavailable.ts'

const NAME = 'deletions.jsonl'

const at = z.string()
const id = z.string()
const deletion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dataset'), id, at }),
  z.strictObject({ kind: z.literal('estimate'), id, at }),
  /** A file that another took the place of. */
  z.strictObject({ kind: z.literal('file'), id, dataset: z.string(), at }),
  /** A key that was revoked. */
  z.strictObject({ kind: z.literal('key'), id, at }),
  /** How long the facts of a dataset are kept from then on; null: for good. */
  z.strictObject({ kind: z.literal('retention'), id, months: z.number().nullable(), at }),
  /** A release that is about to be saved: a ledger that comes back without it must not be trusted. */
  z.strictObject({
    kind: z.literal('release'),
    id,
    dataset: z.string(),
    pool: z.string(),
    years: z.array(z.string()),
    cells: z.string(),
    at,
  }),
  /** Of a release that was noted: it was saved, or it was not. */
  z.strictObject({ kind: z.literal('released'), id, at }),
  z.strictObject({ kind: z.literal('unreleased'), id, at }),
])

/** Something that a backup must not bring back, or must not forget: ids, times and digests, no contents. */
export type Deletion = z.infer<typeof deletion>

/** How far a list was: so many lines, and the digest of their bytes. */
export interface ListPosition {
  readonly lines: number
  readonly digest: string
}

/** Where every list begins. */
export const NO_DELETIONS: ListPosition = {
  lines: 0,
  digest: `sha256:${createHash('sha256').digest('hex')}`,
}

/** What was deleted, in a file beside the database, so that no backup of the database holds it. */
export interface DeletionList {
  /** Notes a deletion, then does it: one that is done and not noted would come back. @throws {StoreUnavailable} */
  during<T>(deleted: Deletion, work: () => Promise<T>): Promise<T>
  /** Notes what has happened already. @throws {StoreUnavailable} */
  note(happened: Deletion): Promise<void>
  /** The lines whose deletions have ended. A backup that begins now has them done. */
  settled(): ListPosition
}

/** Where the list of a data folder lies, if no setting says otherwise. */
export const deletionListIn = (folder: string): string => join(folder, NAME)

/** Opens a list that need not be there yet. A line that a process wrote in part was never acknowledged, and goes. */
export async function openDeletionList(file: string): Promise<DeletionList> {
  let known = await readWhole(file).catch(() => {
    throw new StoreRefused(`The list of deletions ${file} cannot be written or read.`)
  })
  const positions = new Map<number, ListPosition>()
  const position = (): ListPosition => ({ lines: known.lines, digest: digestOf(known.hash) })
  const underWay = new Set<number>()
  const queue = new PQueue({ concurrency: 1 })
  const append = async (deleted: Deletion): Promise<number> => {
    const line = `${JSON.stringify(deleted)}\n`
    try {
      const isNew = !existsSync(file)
      const list = await open(file, 'a', 0o600)
      try {
        // A line that failed, as on a full disk, may be there in part or whole: the next must not stand in the same line.
        if ((await list.stat()).size !== known.bytes) known = await readWhole(file)
        await list.appendFile(line)
        await list.sync()
      } finally {
        await list.close()
      }
      if (isNew) await synced(dirname(file))
    } catch {
      throw new StoreUnavailable()
    }
    const before = position()
    known.hash.update(line)
    known.bytes += Buffer.byteLength(line)
    known.lines += 1
    underWay.add(before.lines)
    positions.set(before.lines, before)
    return before.lines
  }
  const ended = (place: number): void => {
    underWay.delete(place)
    positions.delete(place)
  }
  return {
    note: async (happened) => {
      ended(await queue.add(() => append(happened)))
    },
    during: async (deleted, work) => {
      const place = await queue.add(() => append(deleted))
      try {
        return await work()
      } finally {
        ended(place)
      }
    },
    settled: () => {
      const first = Math.min(...underWay)
      return positions.get(first) ?? position()
    },
  }
}

/** What a process knows of the list: its length, and the digest of its bytes so far. */
interface KnownList {
  lines: number
  bytes: number
  readonly hash: ReturnType<typeof createHash>
}

async function readWhole(file: string): Promise<KnownList> {
  const whole = await wholeLines(file)
  return { lines: linesOf(whole).length, bytes: whole.length, hash: createHash('sha256').update(whole) }
}

async function wholeLines(file: string): Promise<Buffer> {
  await access(dirname(file), constants.W_OK)
  const found = existsSync(file) ? await readFile(file) : Buffer.alloc(0)
  const whole = found.subarray(0, found.lastIndexOf('\n') + 1)
  if (whole.length < found.length) await truncate(file, whole.length)
  return whole
}

/**
 * What a list holds of releases; nothing if it is not there.
 *
 * @throws {StoreRefused} if such a line cannot be read
 */
export const notedReleasesIn = (file: string): readonly Deletion[] =>
  existsSync(file)
    ? linesOf(readFileSync(file)).flatMap((line, index) =>
        OF_RELEASES.test(line) ? readLines([line], index, file) : [],
      )
    : []

const OF_RELEASES = /^\{"kind":"(un)?release/

/**
 * What a list holds behind a position that it once had.
 *
 * @throws {StoreRefused} if the list never had that position, or if a line cannot be read
 */
export function deletionsSince({ lines, digest }: ListPosition, file: string): readonly Deletion[] {
  if (!existsSync(file)) throw new StoreRefused(`There is no list of deletions ${file}.`)
  const all = linesOf(readFileSync(file))
  const hash = createHash('sha256')
  for (const line of all.slice(0, lines)) hash.update(`${line}\n`)
  if (all.length < lines || digestOf(hash) !== digest)
    throw new StoreRefused(
      `${file} is not the list of deletions that this backup was made beside: it lacks what the backup knows of.`,
    )
  return readLines(all.slice(lines), lines, file)
}

const readLines = (lines: readonly string[], before: number, file: string): readonly Deletion[] =>
  lines.map((line, index) => {
    const read = deletion.safeParse(readJson(line))
    if (!read.success)
      throw new StoreRefused(`Line ${before + index + 1} of the list of deletions ${file} cannot be read.`)
    return read.data
  })

const linesOf = (bytes: Buffer): readonly string[] => bytes.toString('utf8').split('\n').slice(0, -1)

const digestOf = (hash: ReturnType<typeof createHash>): string => `sha256:${hash.copy().digest('hex')}`

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
