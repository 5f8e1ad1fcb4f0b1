import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import PQueue from 'p-queue'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { endErasure } from './catalog/erasure-due.ts'
import {
  databaseFileIn,
  FACTS_MEMORY,
  hasRoom,
  type Limits,
  largeOf,
  type Opened,
  openFolder,
  type Prepare,
  SMALL,
  setLimits,
} from './open-database.ts'
import { writePrivately } from './private-files.ts'
import { dropRewriting, rewriteFile } from './rewrite-file.ts'
import { rowsOn, valuesOf } from './rows-on.ts'
import { isStoreLost, StoreUnavailable } from './store-unavailable.ts'

const STAGING = 'staging'
/** Before the name of a folder that one opening of the database spills to: it may have begun to, before it is open. */
const SPILLED = 'spilled-'
const RETRY_MS = 1000
/** Questions of sums come in rows: to read the facts anew for each took a fifth more of the processor. */
const GIVE_BACK_MS = 30_000

/** Does one piece of work at a time, in the order of the calls; the next waits for the one before, even if that fails. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>

function newTurn(): Turn {
  const queue = new PQueue({ concurrency: 1 })
  return (work) => queue.add(work)
}

/** An open database file and its one connection for the catalog. */
export interface DuckdbFile {
  isReady(): boolean
  /** How often the database was lost. */
  failures(): number
  /** Rows of a statement, which runs after those before it. */
  rows<Row>(sql: string, values: DuckDBValue[]): Promise<Row[]>
  run(sql: string, values: DuckDBValue[]): Promise<void>
  /** Runs work on the connection, with nothing else on it meanwhile. */
  inTurn<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs work on a connection of its own, parallel to the catalog, with more memory. */
  aside<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs changes of datasets one after another, on any connection: of two at once, one would be lost. */
  readonly writing: Turn
  /**
   * Closes the database, writes its file anew and opens it again; waits for what runs beside it.
   *
   * @returns false if that cannot be done now: then the file is as it was
   */
  rewrite(): Promise<boolean>
  /** What to throw for an error of the database: {@link StoreUnavailable} if the database is lost, else itself. */
  seen(error: unknown): unknown
  /** The folder for files under check, made if missing; opening the database empties it. */
  stagingFolder(): string
  close(): Promise<void>
}

/** What a file is kept with. */
export interface Keeping {
  /** Whether there is room to open a lost database again. */
  readonly hasRoom?: () => Promise<boolean>
  /** Called when the database is lost, and when it is back. */
  readonly changed?: (isReady: boolean, why?: string) => void
  readonly retryMs?: number
  /** What the database may take while it saves files and adds up facts [bytes]. */
  readonly factsMemoryBytes?: number | undefined
  /** For how long nothing of the kind is asked until it gives the memory back. */
  readonly giveBackMs?: number
  /** Writes the closed file anew, and opens it while its jobs go on; a database without a file leaves no bytes. */
  readonly anew?: { readonly write: () => Promise<void>; readonly open: () => Promise<Opened> }
}

/**
 * Opens the database of a data folder; makes the folder if it is missing.
 *
 * @param prepare makes missing tables, all or none
 * @throws {StoreRefused} if another process uses the folder, or if it cannot be written or read
 */
export async function openDuckdbFile(
  folder: string,
  prepare: Prepare,
  keeping: Keeping = {},
): Promise<DuckdbFile> {
  const staging = join(folder, STAGING)
  const openNow = async (): Promise<Opened> => {
    const spilled = `${SPILLED}${randomUUID()}`
    const opened = await openFolder(folder, join(folder, spilled), prepare)
    // Only now we know that no other process uses the files in there.
    for (const name of readdirSync(folder))
      if (name.startsWith(SPILLED) && name !== spilled)
        rmSync(join(folder, name), { recursive: true, force: true })
    return opened
  }
  const endPrivacy = writePrivately()
  let first: Opened | undefined = await openNow().catch((error: unknown) => {
    endPrivacy()
    throw error
  })
  rmSync(staging, { recursive: true, force: true })
  const open = async (): Promise<Opened> => {
    const opened = first ?? (await openNow())
    first = undefined
    return opened
  }
  const path = databaseFileIn(folder)
  await dropRewriting(path)
  const anew = {
    write: (): Promise<void> => rewriteFile(path, staging, (on) => endErasure(statementsOn(on))),
    open: (): Promise<Opened> => openFolder(folder, staging, async () => undefined),
  }
  const file = duckdbFile(open, staging, { hasRoom: () => hasRoom(folder), anew, ...keeping })
  await file.inTurn(async () => undefined)
  return { ...file, close: () => file.close().finally(endPrivacy) }
}

/**
 * A database with the one connection of its catalog.
 *
 * @param open called when the database is first needed, and again after it was lost
 */
export function duckdbFile(open: () => Promise<Opened>, staging: string, keeping: Keeping = {}): DuckdbFile {
  const {
    retryMs = RETRY_MS,
    changed = () => undefined,
    factsMemoryBytes = FACTS_MEMORY,
    giveBackMs = GIVE_BACK_MS,
  } = keeping
  let state: 'ready' | 'lost' | 'closed' = 'ready'
  let failures = 0
  let opened: Promise<Opened> | undefined
  const database = (): Promise<Opened> => {
    opened ??= open()
    return opened
  }
  const seen = (error: unknown): unknown => {
    if (error instanceof StoreUnavailable || !isStoreLost(error)) return error
    if (state === 'ready') lose()
    return new StoreUnavailable()
  }
  const lose = (): void => {
    state = 'lost'
    failures += 1
    changed(false)
    tryLater()
  }
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state === 'closed') throw new Error('The store is closed.')
    if (state === 'lost') throw new StoreUnavailable()
    try {
      return await work()
    } catch (error) {
      throw seen(error)
    }
  }
  // A connection runs one statement at a time.
  const catalog = newTurn()
  const inTurn = <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    catalog(() => guarded(async () => work((await database()).connection)))
  const large = newLarge(inTurn, largeOf(factsMemoryBytes), giveBackMs)
  const aside = new Set<DuckDBConnection>()
  const shut = async (): Promise<void> => {
    const { connection, instance } = (await opened?.catch(() => undefined)) ?? {}
    opened = undefined
    connection?.closeSync()
    instance?.closeSync()
  }
  const tryLater = (): void => void setTimeout(() => void reopen(), retryMs).unref()
  /** A database that has given itself up answers nothing until all of it is closed and opened again. */
  const reopen = async (): Promise<void> => {
    await large.ended()
    await catalog(async () => {
      if (state !== 'lost') return
      try {
        await shut()
        if (keeping.hasRoom && !(await keeping.hasRoom())) throw new StoreUnavailable()
        await database()
        state = 'ready'
        changed(true)
      } catch {
        opened = undefined
        tryLater()
      }
    })
  }
  return {
    isReady: () => state === 'ready',
    failures: () => failures,
    seen,
    inTurn,
    writing: newTurn(),
    rows: <Row>(sql: string, values: DuckDBValue[]) => inTurn((on) => rowsOn<Row>(on, sql, values)),
    run: (sql, values) =>
      inTurn(async (on) => {
        await on.run(sql, valuesOf(values))
      }),
    aside: (work) =>
      large.during(() =>
        guarded(async () => {
          const connection = await (await database()).instance.connect()
          aside.add(connection)
          try {
            return await work(connection)
          } finally {
            aside.delete(connection)
            connection.closeSync()
          }
        }),
      ),
    rewrite: async () => {
      const { anew } = keeping
      if (!anew) return true
      for (;;) {
        await large.ended()
        const outcome = await catalog(async () => {
          if (state !== 'ready') return false
          const { connection, instance } = await database()
          await connection.run('CHECKPOINT')
          // Whoever began meanwhile works on a connection of its own.
          if (large.isRunning()) return undefined
          connection.closeSync()
          instance.closeSync()
          let isWritten = false
          // Whoever comes now waits for the database that is opened then.
          opened = anew
            .write()
            .then(() => {
              isWritten = true
            })
            .catch(() => undefined)
            .then(anew.open)
          try {
            await opened
          } catch {
            opened = undefined
            lose()
          }
          return isWritten
        })
        if (outcome !== undefined) return outcome
      }
    },
    stagingFolder: () => {
      mkdirSync(staging, { recursive: true, mode: 0o700 })
      return staging
    },
    close: async () => {
      // Whoever asked for it is gone by now.
      for (const connection of aside) connection.interrupt()
      await large.ended()
      await catalog(async () => {
        if (state === 'closed') return
        state = 'closed'
        await shut()
        rmSync(staging, { recursive: true, force: true })
      })
    },
  }
}

/** Gives the database more memory while large work runs, and for some time after. */
function newLarge(inTurn: DuckdbFile['inTurn'], large: Limits, giveBackMs: number) {
  const running = new Set<Promise<unknown>>()
  let givingBack: NodeJS.Timeout | undefined
  // A database that was opened again meanwhile has another connection, and its small limit.
  let widenedOn: DuckDBConnection | undefined
  const widen = (): Promise<void> =>
    inTurn(async (on) => {
      if (widenedOn === on) return
      await setLimits(on, large)
      widenedOn = on
    })
  const narrow = (): Promise<void> =>
    inTurn(async (on) => {
      widenedOn = undefined
      await setLimits(on, SMALL)
    })
  return {
    during: <T>(work: () => Promise<T>): Promise<T> => {
      clearTimeout(givingBack)
      const widened = running.size === 0 ? widen() : Promise.resolve()
      const done = widened.then(work)
      running.add(done)
      return done.finally(() => {
        running.delete(done)
        clearTimeout(givingBack)
        // Whatever becomes of the limit: a lost database opens with the small one, and a closed one needs none.
        if (running.size === 0)
          givingBack = setTimeout(() => void narrow().catch(() => undefined), giveBackMs).unref()
      })
    },
    isRunning: (): boolean => running.size > 0,
    ended: async (): Promise<void> => {
      await Promise.allSettled(running)
    },
  }
}
