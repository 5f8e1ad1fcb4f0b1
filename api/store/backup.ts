import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, rm, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { appendMark, type BackupMark } from './backup-mark.ts'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { appendTo } from './catalog/kept-audit.ts'
import type { ListPosition } from './deletion-list.ts'
import { putInPlace } from './durable-file.ts'
import { schemaStateOf } from './migration.ts'
import { databaseFileIn, refusedBy, setLimits, WHOLE_ROWS } from './open-database.ts'
import { writePrivately } from './private-files.ts'
import { quoted } from './quoted.ts'
import { readThrough, type TableContent } from './read-through.ts'
import { rowsOn } from './rows-on.ts'
import { StoreRefused } from './store-refused.ts'
import { inTransaction } from './transaction.ts'

const LOG = '.wal'
const COMING = '.part'
/** A copy is hardly larger than the file; beside it, its log is written. */
const ROOM_SHARE = 1.2
/** The first version whose tables have the log of what was done. */
const AUDITED_FROM = 3

/** What a backup holds. */
export interface Backup extends BackupMark {
  readonly tables: readonly TableContent[]
}

/**
 * Writes all rows of an open database, as they stand together at one moment, into a new file, reads it through and marks
 * it. Rows that were deleted are not in it, not even their bytes.
 *
 * @param to a file that is not there yet; what is under that name is whole
 * @throws {StoreRefused} if it is there, or if there is no room
 */
export async function writeBackup(
  on: DuckDBConnection,
  to: string,
  deletions: ListPosition,
): Promise<Backup> {
  if (existsSync(to)) throw new StoreRefused(`${to} is there already; name a new file.`)
  if (!existsSync(dirname(to))) throw new StoreRefused(`There is no folder ${dirname(to)}.`)
  const coming = to + COMING
  const drop = async (): Promise<void> => {
    for (const end of ['', LOG]) await rm(coming + end, { force: true })
  }
  await drop()
  try {
    await requireRoom(on, dirname(to))
    await setLimits(on, WHOLE_ROWS)
    const madeAt = new Date().toISOString()
    const { version: schemaVersion } = await schemaStateOf(on)
    const held = await copyRows(on, coming)
    await chmod(coming, 0o600)
    const tables = await reading(coming, (copy) => readThrough(copy))
    if (!isDeepStrictEqual(tables, held)) throw new Error('The copy does not hold what the data file holds.')
    const marked = await appendMark(coming, { madeAt, schemaVersion, deletions })
    await putInPlace(coming, to)
    return { ...marked, tables }
  } catch (error) {
    // A path that cannot be written is no fault of the data folder.
    throw error instanceof StoreRefused || !isOfPath(error, coming) ? error : cannotWrite(to)
  } finally {
    await drop()
  }
}

/** As {@link writeBackup}, of a folder that no process uses, without changing it. */
export async function backUpFolder(
  folder: string,
  to: string,
  settled: () => Promise<ListPosition>,
): Promise<Backup> {
  const file = databaseFileIn(folder)
  if (!existsSync(file)) throw new StoreRefused(`There is no data in the folder ${folder}.`)
  const endPrivacy = writePrivately()
  try {
    return await using(await DuckDBInstance.create(file, { threads: '1' }), async (on) => {
      await noteIn(on)
      return writeBackup(on, to, await settled())
    })
  } catch (error) {
    throw error instanceof StoreRefused ? error : refusedBy(folder, error)
  } finally {
    endPrivacy()
  }
}

/** A file of before there was a log is copied as it is. */
async function noteIn(on: DuckDBConnection): Promise<void> {
  const { version } = await schemaStateOf(on)
  if (version < AUDITED_FROM) return
  const at = new Date().toISOString()
  await appendTo(statementsOn(on), { at, actor: 'shell', action: 'data.back-up', subject: 'data' })
}

async function copyRows(on: DuckDBConnection, coming: string): Promise<readonly TableContent[]> {
  const [{ name } = { name: '' }] = await rowsOn<{ name: string }>(on, 'SELECT current_database() AS name')
  const copy = `backup_${randomUUID().replaceAll('-', '')}`
  await on.run(`ATTACH ${quoted(coming)} AS ${copy} (STORAGE_VERSION 'latest')`)
  try {
    // What is read and what is copied is one state: a transaction sees nothing of those that end after it began.
    const held = await inTransaction(on, async () => {
      await on.run(`COPY FROM DATABASE "${name}" TO ${copy}`)
      return readThrough(on, name)
    })
    await on.run(`CHECKPOINT ${copy}`)
    return held
  } finally {
    await on.run(`DETACH ${copy}`)
  }
}

/** A database that finds a disk full while it writes gives itself up, and the one beside it too. */
async function requireRoom(on: DuckDBConnection, folder: string): Promise<void> {
  const [{ path } = { path: null }] = await rowsOn<{ path: string | null }>(
    on,
    'SELECT path FROM duckdb_databases() WHERE database_name = current_database()',
  )
  if (path === null) return
  const sizes = await Promise.all(
    [path, path + LOG].map((one) =>
      stat(one).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const { bavail, bsize } = await statfs(folder)
  const needed = sizes.reduce((sum, size) => sum + size, 0) * ROOM_SHARE
  if (bavail * bsize < needed)
    throw new StoreRefused(
      `There is no room for a backup in ${folder}: it takes up to ${Math.ceil(needed / 1_048_576)} MiB.`,
    )
}

const isOfPath = (error: unknown, path: string): boolean =>
  error instanceof Error && error.message.includes(path)

const cannotWrite = (to: string): StoreRefused =>
  new StoreRefused(
    `${to} cannot be written by the user of the service, or of this command if no service runs.`,
  )

export const reading = async <T>(file: string, look: (on: DuckDBConnection) => Promise<T>): Promise<T> =>
  using(await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '1' }), look)

export async function using<T>(
  instance: DuckDBInstance,
  work: (on: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
