import { realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { refusal, singleRefusal } from '../request/failure.ts'
import type { FileInPlace } from '../store/in-place/facts-in-place.ts'
import { fileNow } from '../store/in-place/unchanged-files.ts'
import { rowsOn } from '../store/rows-on.ts'

/** Every question looks at every file, so that more of them make it slow; a lake writes larger ones. */
export const MAX_FILES = 10_000

/** So many files are read together for their digests. */
const TOGETHER = 4

/** Parquet files, and whether the names of their folders are columns too. */
export interface ListedFiles {
  readonly files: readonly FileInPlace[]
  readonly hasFolderColumns: boolean
  /** How many rows they have, where something else says so. */
  readonly rows?: number
}

/**
 * The Parquet files of a folder and those below it, or of a pattern, with their digests.
 *
 * @param place such as `/data/flows` or `/data/flows/*.parquet`
 * @throws {Failure} if there are none or too many, or if one lies elsewhere behind a link
 */
export async function listParquet(place: string, signal: AbortSignal): Promise<ListedFiles> {
  const whole = resolve(place)
  const isFolder = (await stat(whole).catch(() => undefined))?.isDirectory() === true
  const pattern = isFolder ? join(whole, '**', '*.parquet') : whole
  const named = await matching(pattern)
  const base = isFolder ? whole : baseOf(pattern)
  return { files: await filesWithin(base, named, signal), hasFolderColumns: haveColumns(named, base) }
}

/**
 * Files as they are now, none of which may lie outside a folder.
 *
 * @throws {Failure} as {@link listParquet}
 */
export async function filesWithin(
  folder: string,
  named: readonly string[],
  signal: AbortSignal,
): Promise<readonly FileInPlace[]> {
  if (named.length === 0) throw unreadable('There is no Parquet file at this place.')
  if (named.length > MAX_FILES)
    throw unreadable(
      `There are more than ${MAX_FILES} files at this place. Write them together into fewer, of 100 MB or more each.`,
    )
  const root = `${await realpath(folder).catch(() => folder)}${sep}`
  const paths = await Promise.all(named.map((path) => realpath(path).catch(() => undefined)))
  const gone = paths.filter((path) => path === undefined).length
  if (gone > 0) throw unreadable('Files of this place are not there.', gone)
  const found = [...new Set(paths.filter((path) => path !== undefined))].sort()
  const outside = found.filter((path) => !path.startsWith(root)).length
  if (outside > 0)
    throw unreadable(
      'Files lie outside the folder that is named, behind a link. Name the folder that holds them.',
      outside,
    )
  const files: FileInPlace[] = []
  for (let at = 0; at < found.length; at += TOGETHER) {
    signal.throwIfAborted()
    files.push(...(await Promise.all(found.slice(at, at + TOGETHER).map(readable))))
  }
  return files
}

const readable = (path: string): Promise<FileInPlace> =>
  fileNow(path).catch(() => {
    throw unreadable('A file of this place cannot be read, or is none.')
  })

const unreadable = (detail: string, count?: number): Error =>
  count === undefined
    ? singleRefusal('file-refused', 'file-unreadable', detail)
    : refusal([{ code: 'file-unreadable', detail, count }], 'file-refused')

/** The part of a pattern that names one folder. */
function baseOf(pattern: string): string {
  const sign = pattern.search(/[*?[{]/)
  return dirname(sign < 0 ? pattern : `${pattern.slice(0, sign)}x`)
}

const haveColumns = (paths: readonly string[], base: string): boolean =>
  paths.some((path) => dirname(path.slice(base.length)).includes('='))

async function matching(pattern: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const on = await instance.connect()
  try {
    const files = await rowsOn<{ file: string }>(on, `SELECT file FROM glob($1) LIMIT ${MAX_FILES + 1}`, [
      pattern,
    ])
    return files.map(({ file }) => file)
  } finally {
    on.closeSync()
    instance.closeSync()
  }
}
