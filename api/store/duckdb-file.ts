import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'

const FILE = 'cordon.duckdb'

/** A thread and a few megabytes do, and nothing is fetched or written elsewhere. */
const SETTINGS = {
  threads: '1',
  memory_limit: '96MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}

/** The data folder cannot be used; the message says why. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused'
}

/** Another process, such as a running service, has the data folder. */
export class StoreInUse extends StoreRefused {
  override readonly name = 'StoreInUse'
}

/** An open database file and its one connection for the catalog. */
export interface DuckdbFile {
  readonly folder: string
  readonly instance: DuckDBInstance
  isReady(): boolean
  /** Rows of a statement, which runs when those before it are done. */
  rows<Row>(sql: string, values: DuckDBValue[]): Promise<Row[]>
  run(sql: string, values: DuckDBValue[]): Promise<void>
  /** Work on the connection by itself: nothing else runs on it meanwhile. */
  inTurn<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Opens the database of a data folder, which is made when missing.
 *
 * @param schemas statements that make what is missing, all or none
 * @throws {StoreRefused} if the folder is in use by another process, or cannot be written or read
 */
export async function openDuckdbFile(folder: string, schemas: readonly string[]): Promise<DuckdbFile> {
  const { instance, connection } = await open(folder, schemas)
  let ready = true
  // A connection runs one statement at a time; the next waits for the one before, whether or not that failed.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      if (!ready) throw new Error('The store is closed.')
      return work(connection)
    })
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    folder,
    instance,
    isReady: () => ready,
    inTurn,
    rows: <Row>(sql: string, values: DuckDBValue[]) =>
      inTurn(async (on) => (await on.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as Row[]),
    run: (sql, values) =>
      inTurn(async (on) => {
        await on.run(sql, values)
      }),
    close: async () => {
      await last
      if (!ready) return
      ready = false
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function open(
  folder: string,
  schemas: readonly string[],
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  try {
    mkdirSync(folder, { recursive: true })
    const instance = await DuckDBInstance.create(join(folder, FILE), SETTINGS)
    const connection = await instance.connect()
    await connection.run(`BEGIN TRANSACTION;\n${schemas.join('\n')}\nCOMMIT;`)
    return { instance, connection }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (why.includes('Could not set lock')) {
      const detail = `The data folder ${folder} is in use by another process. Give each its own CORDON_DATA_DIR.`
      throw new StoreInUse(detail, { cause: error })
    }
    throw new StoreRefused(`The data folder ${folder} cannot be used: ${why}`, { cause: error })
  }
}
