import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FileInPlace } from './facts-in-place.ts'

/** So many files are looked at together. */
const TOGETHER = 64

/** A file that a dataset is read from in place is gone or was changed: no sum of the others would be whole. */
export class FactsGone extends Error {
  override readonly name = 'FactsGone'
  readonly code = 'FACTS_GONE'

  constructor() {
    // Without the path: whoever asks is not who keeps the files.
    super('Files that facts are read from in place are gone or were changed.')
  }
}

/** Files that were moved back, or whose rights were changed, hold the same still; by path, when they were looked at. */
const looked = new Map<string, string>()

/** A file as it is now. */
export async function fileNow(path: string): Promise<FileInPlace> {
  for (;;) {
    const before = await stampOf(path)
    const content = await contentOf(path)
    const { bytes, changed } = await stampOf(path)
    // Written meanwhile, its digest is of no moment.
    if (changed === before.changed) return { path, bytes, changed, content }
  }
}

/**
 * Looks at every file without reading it, unless its disk says that it was changed.
 *
 * @throws {FactsGone} if one is gone, was changed, or has become a link
 */
export async function requireUnchanged(files: readonly FileInPlace[]): Promise<void> {
  for (const folder of new Set(files.map(({ path }) => dirname(path))))
    if ((await realpath(folder).catch(() => undefined)) !== folder) throw new FactsGone()
  for (let at = 0; at < files.length; at += TOGETHER)
    await Promise.all(files.slice(at, at + TOGETHER).map(requireSame))
}

async function requireSame(file: FileInPlace): Promise<void> {
  const { path } = file
  const now = await stampOf(path).catch(() => undefined)
  if (now === undefined || now.bytes !== file.bytes) throw new FactsGone()
  if (now.changed === file.changed) return
  const key = `${file.content} ${now.changed}`
  if (looked.get(path) === key) return
  const { content, changed } = await fileNow(path).catch(() => {
    throw new FactsGone()
  })
  if (content !== file.content) throw new FactsGone()
  looked.set(path, `${content} ${changed}`)
}

async function stampOf(path: string): Promise<Pick<FileInPlace, 'bytes' | 'changed'>> {
  const { size, ctimeNs, isFile } = await lstat(path, { bigint: true }).then((found) => ({
    size: Number(found.size),
    ctimeNs: found.ctimeNs,
    isFile: found.isFile(),
  }))
  if (!isFile) throw new FactsGone()
  return { bytes: size, changed: String(ctimeNs) }
}

async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1_048_576 })) hash.update(part as Buffer)
  return `sha256:${hash.digest('hex')}`
}
