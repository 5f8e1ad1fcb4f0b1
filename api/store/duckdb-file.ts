import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import PQueue from 'p-queue'

const FILE = 'cordon.duckdb'
const STAGING = 'staging'

/** One thread and a few megabytes are enough; the database fetches and writes nothing elsewhere. */
const SMALL = { threads: '1', memory_limit: '96MB' }

/** For imports and sums of many facts; what exceeds the memory spills to the staging folder. */
const LARGE = { threads: '2', memory_limit: '768MB' }

const SETTINGS = {
  ...SMALL,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Facts have no order, and keeping one would cost memory.
  preserve_insertion_order: 'false',
}

/** Does one piece of work at a time, in the order of the calls; the next waits for the one before, even if that fails. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>

function newTurn(): Turn {
  const queue = new PQueue({ concurrency: 1 })
  return (work) => queue.add(work)
}

/** The data folder cannot be used; the message tells why. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused'
}

/** Another process, such as a running service, uses the data folder. */
export class StoreInUse extends StoreRefused {
  override readonly name = 'StoreInUse'
}

/** An open database file and its one connection for the catalog. */
export interface DuckdbFile {
  isReady(): boolean
  /** Rows of a statement, which runs after those before it. */
  rows<Row>(sql: string, values: DuckDBValue[]): Promise<Row[]>
  run(sql: string, values: DuckDBValue[]): Promise<void>
  /** Runs work on the connection, with nothing else on it meanwhile. */
  inTurn<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs work on a connection of its own, parallel to the catalog, with more memory. */
  aside<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs changes of datasets one after another, on any connection: of two at once, one would be lost. */
  readonly writing: Turn
  /** The folder for files under check, made if missing; opening the database empties it. */
  stagingFolder(): string
  close(): Promise<void>
}

/** The parts of an open database. */
export interface Opened {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

/**
 * Opens the database of a data folder; makes the folder if it is missing.
 *
 * @param schemas statements that make missing tables, all or none
 * @throws {StoreRefused} if another process uses the folder, or if it cannot be written or read
 */
export async function openDuckdbFile(folder: string, schemas: readonly string[]): Promise<DuckdbFile> {
  const staging = join(folder, STAGING)
  const opened = await openFolder(folder, staging, schemas)
  // Only now we know that no other process uses the files in there.
  rmSync(staging, { recursive: true, force: true })
  return duckdbFile(async () => opened, staging)
}

/**
 * A database with the one connection of its catalog.
 *
 * @param open called once, when the database is first needed
 */
export function duckdbFile(open: () => Promise<Opened>, staging: string): DuckdbFile {
  let ready = true
  let opened: Promise<Opened> | undefined
  const database = (): Promise<Opened> => {
    opened ??= open()
    return opened
  }
  // A connection runs one statement at a time.
  const catalog = newTurn()
  const inTurn = <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    catalog(async () => {
      if (!ready) throw new Error('The store is closed.')
      return work((await database()).connection)
    })
  const large = newLarge(inTurn)
  return {
    isReady: () => ready,
    inTurn,
    writing: newTurn(),
    rows: <Row>(sql: string, values: DuckDBValue[]) =>
      inTurn(async (on) => (await on.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as Row[]),
    run: (sql, values) =>
      inTurn(async (on) => {
        await on.run(sql, values)
      }),
    aside: (work) =>
      large.during(async () => {
        const connection = await (await database()).instance.connect()
        try {
          return await work(connection)
        } finally {
          connection.closeSync()
        }
      }),
    stagingFolder: () => {
      mkdirSync(staging, { recursive: true, mode: 0o700 })
      return staging
    },
    close: async () => {
      await large.ended()
      await catalog(async () => undefined)
      if (!ready) return
      ready = false
      const { connection, instance } = (await opened) ?? {}
      connection?.closeSync()
      instance?.closeSync()
      rmSync(staging, { recursive: true, force: true })
    },
  }
}

/** Gives the database more memory while large work runs: limits hold for the whole database, not for a connection. */
function newLarge(inTurn: DuckdbFile['inTurn']) {
  const running = new Set<Promise<unknown>>()
  const limit = ({ threads, memory_limit }: typeof SMALL): Promise<void> =>
    inTurn(async (on) => {
      await on.run(`SET memory_limit = '${memory_limit}'; SET threads = ${threads};`)
    })
  return {
    during: <T>(work: () => Promise<T>): Promise<T> => {
      const widened = running.size === 0 ? limit(LARGE) : Promise.resolve()
      const done = widened.then(work)
      running.add(done)
      return done.finally(async () => {
        running.delete(done)
        if (running.size === 0) await limit(SMALL)
      })
    },
    ended: async (): Promise<void> => {
      await Promise.allSettled(running)
    },
  }
}

async function openFolder(folder: string, staging: string, schemas: readonly string[]): Promise<Opened> {
  try {
    mkdirSync(folder, { recursive: true })
    return await openDatabase(join(folder, FILE), staging, schemas)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (why.includes('Could not set lock')) {
      const detail = `The data folder ${folder} is in use by another process. Give each its own CORDON_DATA_DIR.`
      throw new StoreInUse(detail, { cause: error })
    }
    throw new StoreRefused(`The data folder ${folder} cannot be used: ${why}`, { cause: error })
  }
}

/** Opens a database and makes its missing tables. `:memory:` is a database that forgets. */
export async function openDatabase(
  path: string,
  staging: string,
  schemas: readonly string[],
): Promise<Opened> {
  const instance = await DuckDBInstance.create(path, { ...SETTINGS, temp_directory: staging })
  const connection = await instance.connect()
  await connection.run(`BEGIN TRANSACTION;\n${schemas.join('\n')}\nCOMMIT;`)
  return { instance, connection }
}
