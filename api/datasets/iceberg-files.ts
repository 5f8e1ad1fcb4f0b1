import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { refusal } from '../request/failure.ts'
import { CommandRefused } from '../shell/failure.ts'
import { quoted } from '../store/quoted.ts'
import { rowsOn } from '../store/rows-on.ts'
import { filesWithin, type ListedFiles, MAX_FILES } from './files-in-place.ts'

/** What reads the lists of an Iceberg table; the first is needed by the second. */
const EXTENSIONS = ['avro', 'iceberg'] as const
const METADATA = '.metadata.json'
const MAX_SHOWN = 5

/** A state of an Iceberg table. */
export interface IcebergSnapshot {
  /** The folder of the table, which holds `metadata/` and its data. */
  readonly table: string
  /** The id of the snapshot; undefined: none was named. */
  readonly snapshot: string | undefined
  /** The folder of the extensions of the database: nothing is fetched. */
  readonly extensions: string | undefined
}

/**
 * The files that make a snapshot of an Iceberg table, with their digests: such files are never changed, and a table that
 * drops a snapshot removes them. A table that was moved, or is seen under another address, is read where it lies.
 *
 * @throws {CommandRefused} if no snapshot is named, or the extensions are missing
 * @throws {Failure} if there is no such table or snapshot, or if its files alone do not say what is in it
 */
export async function listIceberg(
  { table, snapshot, extensions }: IcebergSnapshot,
  signal: AbortSignal,
): Promise<ListedFiles> {
  const folder = resolve(table)
  const states = await statesOf(folder)
  if (snapshot === undefined || !/^\d{1,19}$/.test(snapshot))
    throw new CommandRefused(
      `Name a snapshot of the table with --snapshot <id>; the newest are ${newestIn(states).join(', ') || 'none'}.`,
    )
  requireExtensions(extensions)
  const state = states.find(({ text }) => idsIn(text).includes(snapshot))
  if (!state) throw unreadable('The table does not have this snapshot, or not any more.')
  const { location, schemas } = JSON.parse(state.text) as {
    readonly location: string
    readonly schemas?: readonly unknown[]
  }
  if ((schemas?.length ?? 1) > 1)
    throw unreadable(
      'Columns of the table were changed since it was made, so that its older files are not alike. Rewrite its data into a new table.',
    )
  const parts = await partsOf(folder, state.name, snapshot, extensions)
  const deletes = parts.filter(({ manifest_content }) => manifest_content !== 'DATA').length
  if (deletes > 0)
    throw unreadable(
      'Rows of the snapshot were deleted by files beside its data. Compact the table, and attach the snapshot that follows.',
      deletes,
    )
  const foreign = parts.filter(
    ({ file_path, file_format }) => file_format !== 'PARQUET' || !file_path.startsWith(`${location}/`),
  )
  if (foreign.length > 0)
    throw unreadable(
      'Files of the snapshot are no Parquet, or lie outside the folder of the table.',
      foreign.length,
    )
  const named = parts.map(({ file_path }) => join(folder, file_path.slice(location.length)))
  return {
    files: await filesWithin(folder, named, signal),
    hasFolderColumns: false,
    rows: parts.reduce((sum, { record_count }) => sum + record_count, 0),
  }
}

interface State {
  readonly name: string
  readonly text: string
}

/** What the table was, the newest first. */
async function statesOf(folder: string): Promise<readonly State[]> {
  const names = await readdir(join(folder, 'metadata')).catch(() => [])
  const states = names
    .filter((name) => name.endsWith(METADATA))
    .sort()
    .reverse()
  if (states.length === 0)
    throw unreadable('There is no Iceberg table in this folder: it has no metadata/*.metadata.json.')
  return Promise.all(
    states.map(async (name) => ({
      name: basename(name, METADATA),
      text: await readFile(join(folder, 'metadata', name), 'utf8'),
    })),
  )
}

/** As text: such numbers are longer than a double holds. */
const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"snapshot-id"\s*:\s*(\d+)/g)].map(([, id = '']) => id)

const newestIn = ([newest]: readonly State[]): readonly string[] =>
  [...new Set(idsIn(newest?.text ?? ''))].slice(-MAX_SHOWN).reverse()

function requireExtensions(folder: string | undefined): asserts folder is string {
  const missing = EXTENSIONS.filter(
    (name) => folder === undefined || !existsSync(extensionFile(folder, name)),
  )
  if (missing.length > 0)
    throw new CommandRefused(
      `An Iceberg table needs the extension ${missing.join(' and ')} of DuckDB in the folder of CORDON_DUCKDB_EXTENSIONS: build/fetch-extensions.sh <folder> puts it there.`,
    )
}

const extensionFile = (folder: string, name: string): string => join(folder, `${name}.duckdb_extension`)

interface Part {
  readonly manifest_content: string
  readonly file_path: string
  readonly file_format: string
  readonly record_count: number
}

async function partsOf(
  folder: string,
  state: string,
  snapshot: string,
  extensions: string,
): Promise<readonly Part[]> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const on = await instance.connect()
  try {
    for (const name of EXTENSIONS) await on.run(`LOAD ${quoted(extensionFile(extensions, name))}`)
    return await rowsOn<Part>(
      on,
      `SELECT manifest_content, file_path, file_format, record_count::DOUBLE AS record_count
       FROM iceberg_metadata(${quoted(folder)}, version => ${quoted(state)}, allow_moved_paths => true, snapshot_from_id => ${snapshot})
       WHERE status <> 'DELETED' LIMIT ${MAX_FILES + 1}`,
    )
  } catch (error) {
    if (error instanceof Error && /^(IO|Invalid)/.test(error.message))
      throw unreadable('The lists of the snapshot cannot be read: they are gone, or damaged.')
    throw error
  } finally {
    on.closeSync()
    instance.closeSync()
  }
}

const unreadable = (detail: string, count?: number): Error =>
  refusal([{ code: 'file-unreadable', detail, ...(count === undefined ? {} : { count }) }], 'file-refused')
