import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { makeOwnFolder } from './own-folder.ts'
import { makePrivate } from './private-files.ts'
import { StoreInUse, StoreRefused } from './store-refused.ts'

const FILE = 'cordon.duckdb'

/** How much a database may take. */
export interface Limits {
  readonly threads: string
  readonly memory_limit: string
}

/** One thread and a few megabytes are enough; the database fetches and writes nothing elsewhere. */
export const SMALL: Limits = { threads: '1', memory_limit: '96MB' }

/** What imports and sums of many facts may take if nothing is stated [bytes]. */
export const FACTS_MEMORY = 256_000_000

/** For imports and sums of many facts; what exceeds the memory spills to a folder of the opening. */
export const largeOf = (bytes: number): Limits => ({ threads: '2', memory_limit: `${bytes}B` })

/**
 * For what reads whole rows of every table. The database reads 2 048 rows at once, and those of saved answers are long: as many of 130 KB
 * take 512 MB. It is taken only if there are so many.
 */
export const WHOLE_ROWS: Limits = { ...SMALL, memory_limit: '2GB' }

const SETTINGS = {
  ...SMALL,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Facts have no order, and keeping one would cost memory.
  preserve_insertion_order: 'false',
  // New files are written as this version of the database does best; files of before keep their form.
  storage_compatibility_version: 'latest',
}

/** The parts of an open database. */
export interface Opened {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

/** Makes an opened database usable, such as by making its missing tables. */
export type Prepare = (connection: DuckDBConnection, path: string) => Promise<void>

/** Where the database of a data folder lies. */
export const databaseFileIn = (folder: string): string => join(folder, FILE)

/**
 * Opens the database of a data folder; makes the folder if it is missing.
 *
 * @throws {StoreRefused} if another process uses the folder, if it cannot be written or read, or if it holds other things and no data
 */
export async function openFolder(folder: string, spilled: string, prepare: Prepare): Promise<Opened> {
  try {
    makeOwnFolder(folder)
    makePrivate(folder, 0o700)
    const file = databaseFileIn(folder)
    for (const path of [file, `${file}.wal`]) makePrivate(path, 0o600)
    return await openDatabase(file, spilled, prepare)
  } catch (error) {
    throw refusedBy(folder, error)
  }
}

/** Why a data folder cannot be used, in words for whoever named it. */
export function refusedBy(folder: string, error: unknown): StoreRefused {
  if (error instanceof StoreRefused) return error
  const why = error instanceof Error ? error.message : String(error)
  if (!why.includes('Could not set lock'))
    return new StoreRefused(`The data folder ${folder} cannot be used: ${why}`, { cause: error })
  const detail = `The data folder ${folder} is in use by another process. Stop that process, or name another folder with CORDON_DATA_DIR.`
  return new StoreInUse(detail, { cause: error })
}

/** Limits hold for the whole database, not for a connection. */
export async function setLimits(on: DuckDBConnection, { threads, memory_limit }: Limits): Promise<void> {
  await on.run(`SET memory_limit = '${memory_limit}'; SET threads = ${threads};`)
}

/** Opens a database. `:memory:` is a database that forgets. */
export async function openDatabase(path: string, spilled: string, prepare: Prepare): Promise<Opened> {
  const instance = await DuckDBInstance.create(path, { ...SETTINGS, temp_directory: spilled })
  const connection = await instance.connect()
  try {
    await prepare(connection, path)
    return { instance, connection }
  } catch (error) {
    connection.closeSync()
    instance.closeSync()
    throw error
  }
}

const MEBIBYTE = 1_048_576

/** Whether a data folder takes what its log holds, and some more: opened without that room, it would be lost again. */
export async function hasRoom(folder: string): Promise<boolean> {
  const probe = join(folder, 'room.probe')
  const log = await stat(`${databaseFileIn(folder)}.wal`).catch(() => undefined)
  let left = (log?.size ?? 0) + MEBIBYTE
  try {
    const file = await open(probe, 'w', 0o600)
    try {
      for (; left > 0; left -= MEBIBYTE) await file.write(Buffer.alloc(Math.min(left, MEBIBYTE), 1))
      await file.sync()
    } finally {
      await file.close()
    }
    return true
  } catch {
    return false
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}
