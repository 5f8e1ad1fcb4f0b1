import { constants, existsSync, mkdirSync } from 'node:fs'
import { chmod, copyFile, open, rename, rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { MIGRATIONS, type SchemaState, schemaStateOf } from './migration.ts'
import { databaseFileIn, refusedBy } from './open-database.ts'
import { readThrough, type TableContent } from './read-through.ts'
import { StoreRefused } from './store-refused.ts'

const LOG = '.wal'

/**
 * Which version the data file of a folder has, and what opening it would do. Nothing is changed.
 *
 * @throws {StoreRefused} if another process uses the folder, if it cannot be read, or if a later Cordon wrote it
 */
export async function schemaStateIn(folder: string): Promise<SchemaState> {
  const file = databaseFileIn(folder)
  if (!existsSync(file)) return { version: 0, pending: MIGRATIONS }
  return refusing(folder, () => reading(file, schemaStateOf))
}

/**
 * Copies the data file of a folder that no process uses, with what its log holds, and reads the copy through.
 *
 * @param to a file that is not there yet
 * @returns what the copy holds
 * @throws {StoreRefused} if another process uses the folder, if a block of the file is damaged, or if `to` is there
 */
export async function backUp(folder: string, to: string): Promise<readonly TableContent[]> {
  const file = databaseFileIn(folder)
  if (!existsSync(file)) throw new StoreRefused(`There is no data in the folder ${folder}.`)
  if (existsSync(to)) throw new StoreRefused(`${to} is there already; name a new file.`)
  return refusing(folder, async () => {
    const held = await using(await DuckDBInstance.create(file, { threads: '1' }), async (on) => {
      await on.run('CHECKPOINT')
      return readThrough(on)
    })
    await copyDurably(file, to)
    const copied = await reading(to, readThrough)
    if (!isDeepStrictEqual(copied, held)) throw new Error('The copy does not hold what the data file holds.')
    return copied
  })
}

/**
 * Puts a backup in the place of the data file of a folder. What was there is kept beside it.
 *
 * @param isReplacing whether there may be data in the folder
 * @throws {StoreRefused} if the backup cannot be read or is of a later Cordon, or if the folder is in use or has data
 */
export async function restore(
  from: string,
  folder: string,
  isReplacing: boolean,
): Promise<readonly TableContent[]> {
  if (!existsSync(from)) throw new StoreRefused(`There is no file ${from}.`)
  const held = await refusing(from, () =>
    reading(from, async (on) => {
      await schemaStateOf(on)
      return readThrough(on)
    }),
  )
  const file = databaseFileIn(folder)
  if (existsSync(file)) {
    if (!isReplacing)
      throw new StoreRefused(`The folder ${folder} has data; to keep them aside, add --replace.`)
    // Opened to write, a file that another process uses is refused.
    await refusing(folder, async () => using(await DuckDBInstance.create(file), async () => undefined))
  }
  return refusing(folder, async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const coming = `${file}.restoring`
    await rm(coming, { force: true })
    await copyDurably(from, coming)
    const aside = `${file}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    for (const end of ['', LOG]) if (existsSync(file + end)) await rename(file + end, aside + end)
    await rename(coming, file)
    return held
  })
}

const reading = async <T>(file: string, look: (on: DuckDBConnection) => Promise<T>): Promise<T> =>
  using(await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '1' }), look)

async function using<T>(instance: DuckDBInstance, work: (on: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function refusing<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusedBy(folder, error)
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL)
  await chmod(to, 0o600)
  const copy = await open(to, 'r+')
  try {
    await copy.sync()
  } finally {
    await copy.close()
  }
}
