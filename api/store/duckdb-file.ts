import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import PQueue from 'p-queue'

const FILE = 'cordon.duckdb'
const STAGING = 'staging'

/** A thread and a few megabytes do, and nothing is fetched or written elsewhere. */
const SMALL = { threads: '1', memory_limit: '96MB' }

/** While a file is taken in or many facts are summed; what exceeds the memory is spilled to the staging folder. */
const LARGE = { threads: '2', memory_limit: '768MB' }

const SETTINGS = {
  ...SMALL,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Facts have no order of their own, and keeping one would cost memory.
  preserve_insertion_order: 'false',
}

/** Does one piece of work at a time, in the order asked for; the next waits for the one before, whether or not that failed. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>

function newTurn(): Turn {
  const queue = new PQueue({ concurrency: 1 })
  return (work) => queue.add(work)
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
  isReady(): boolean
  /** Rows of a statement, which runs when those before it are done. */
  rows<Row>(sql: string, values: DuckDBValue[]): Promise<Row[]>
  run(sql: string, values: DuckDBValue[]): Promise<void>
  /** Work on the connection by itself: nothing else runs on it meanwhile. */
  inTurn<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Work on a connection of its own, beside the catalog, with more memory. */
  aside<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Changes of one dataset after another, on whatever connection: two at once would not both be kept. */
  readonly writing: Turn
  /** Where files lie that are looked at, made when missing; what is left in it goes when the database is opened. */
  stagingFolder(): string
  close(): Promise<void>
}

/** What an open database is made of. */
export interface Opened {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

/**
 * Opens the database of a data folder, which is made when missing.
 *
 * @param schemas statements that make what is missing, all or none
 * @throws {StoreRefused} if the folder is in use by another process, or cannot be written or read
 */
export async function openDuckdbFile(folder: string, schemas: readonly string[]): Promise<DuckdbFile> {
  const staging = join(folder, STAGING)
  const opened = await openFolder(folder, staging, schemas)
  // Only now is it known that no other process looks at files in there.
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

/** Gives the database more room as long as any large work runs: its limits are of the whole, not of a connection. */
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

/** Opens a database and makes what is missing in it. `:memory:` is one that forgets. */
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
