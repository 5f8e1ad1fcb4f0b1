import { createHash } from 'node:crypto'
import { appendFile, type FileHandle, open, stat } from 'node:fs/promises'
import { z } from 'zod'
import { StoreRefused } from './store-refused.ts'

const END = 'CORDON-BACKUP-1\n'
const MAX_MARK_BYTES = 4096

const mark = z.object({
  madeAt: z.string(),
  schemaVersion: z.number().int(),
  /** Of the database, which stands before the mark. */
  bytes: z.number().int(),
  digest: z.string(),
  /** Of the list of deletions, when the backup began. */
  deletions: z.object({ lines: z.number().int(), digest: z.string() }),
})

/** What a backup says of itself, in its last bytes: a file without them was not written whole. */
export type BackupMark = z.infer<typeof mark>

/** Ends a backup: what stands in the file is all of its database. */
export async function appendMark(
  file: string,
  facts: Omit<BackupMark, 'bytes' | 'digest'>,
): Promise<BackupMark> {
  const { size: bytes } = await stat(file)
  const whole: BackupMark = { ...facts, bytes, digest: await digestOfBytes(file, bytes) }
  await appendFile(file, `\n${JSON.stringify(whole)}\n${END}`)
  return whole
}

/**
 * What a backup says of itself.
 *
 * @throws {StoreRefused} if it has no mark, or is of another length than the mark says
 */
export async function readMark(file: string): Promise<BackupMark> {
  const { size } = await stat(file)
  const from = Math.max(0, size - MAX_MARK_BYTES)
  const tail = await reading(file, async (handle) => {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    return buffer.subarray(0, bytesRead)
  })
  const start = tail.lastIndexOf('\n{')
  const isMarked = start >= 0 && tail.toString('utf8').endsWith(`\n${END}`)
  const read = isMarked
    ? mark.safeParse(readJson(tail.subarray(start).toString('utf8').slice(0, -END.length)))
    : undefined
  if (!read?.success || read.data.bytes !== from + start)
    throw new StoreRefused(
      `${file} is no whole backup: it does not end as one that cordon backup wrote to its end.`,
    )
  return read.data
}

/** SHA-256 of the first bytes of a file. */
export const digestOfBytes = (file: string, bytes: number): Promise<string> =>
  reading(file, async (handle) => {
    const hash = createHash('sha256')
    if (bytes > 0)
      for await (const part of handle.createReadStream({ end: bytes - 1, autoClose: false }))
        hash.update(part as Buffer)
    return `sha256:${hash.digest('hex')}`
  })

async function reading<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r')
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
