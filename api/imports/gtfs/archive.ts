import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Failure, type Fault, singleRefusal } from '../../request/failure.ts'
import type { StagedFile } from '../importer.ts'
import { FEED_TABLES, type FeedTableName, type UnpackedFeed } from './feed-table.ts'

/** Unpacked sizes, of one table and of all together: no city's timetable is larger. */
const MAX_TABLE_BYTES = 4_000_000_000
const MAX_FEED_BYTES = 8_000_000_000
const MAX_ENTRIES = 1000

/**
 * Unpacks only the tables that are needed, into the folder of the staged file. The archive may hold them inside one
 * folder.
 *
 * @throws {Failure} if the file is not an archive, is damaged, or is larger than a timetable can be
 */
export async function unpackFeed({ path, folder }: StagedFile): Promise<UnpackedFeed> {
  const archive = await orRefused(() => openPromise(path, { autoClose: false }))
  try {
    const entries = await orRefused(() => tableEntries(archive))
    requireBounded([...entries.values()])
    const unpacked = new Map<FeedTableName, string>()
    for (const [name, entry] of entries) {
      const to = join(folder, `${name}.txt`)
      // The stated size was checked before; the reader stops if more than that comes out.
      await orRefused(async () =>
        pipeline(await archive.openReadStreamPromise(entry), createWriteStream(to, { mode: 0o600 })),
      )
      unpacked.set(name, to)
    }
    return unpacked
  } finally {
    archive.close()
  }
}

async function tableEntries(archive: ZipFile): Promise<ReadonlyMap<FeedTableName, Entry>> {
  const entries = new Map<FeedTableName, Entry>()
  let seen = 0
  let holdsArchive = false
  for await (const entry of archive.eachEntry()) {
    seen += 1
    if (seen > MAX_ENTRIES)
      throw feedRefusal('file-too-large', `The archive has more than ${MAX_ENTRIES} files.`)
    // Some programs write the names in capitals.
    const file = entry.fileName.split('/').at(-1)?.toLowerCase() ?? ''
    const name = FEED_TABLES.find((table) => file === `${table}.txt`)
    if (file.endsWith('.zip')) holdsArchive = true
    if (name === undefined || entry.fileName.startsWith('__MACOSX/')) continue
    if (entries.has(name)) throw feedRefusal('file-unreadable', `The archive has more than one ${name}.txt.`)
    entries.set(name, entry)
  }
  if (entries.size === 0 && holdsArchive)
    throw feedRefusal(
      'file-unreadable',
      'The archive holds another archive and no table of a feed: unpack it, and send the archive inside.',
    )
  return entries
}

function requireBounded(entries: readonly Entry[]): void {
  const sizes = entries.map(({ uncompressedSize }) => uncompressedSize)
  if (Math.max(0, ...sizes) > MAX_TABLE_BYTES || sizes.reduce((sum, size) => sum + size, 0) > MAX_FEED_BYTES)
    throw feedRefusal(
      'file-too-large',
      'A table of the feed is larger than 4 GB, or all together are larger than 8 GB.',
    )
}

const feedRefusal = (code: Fault['code'], detail: string): Failure =>
  singleRefusal('file-refused', code, detail)

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure) throw error
    throw feedRefusal('file-unreadable', 'The file is not a ZIP archive, or it is damaged.')
  }
}
