import { setTimeout as wait } from 'node:timers/promises'
import PQueue from 'p-queue'
import pg from 'pg'
import type { Catalog, ColumnType, Statements, Value } from '../catalog/statements.ts'
import { StoreUnavailable } from '../store-unavailable.ts'

/** The catalog in PostgreSQL. */
export interface PostgresCatalog extends Catalog {
  /** What the last look said. */
  isReady(): boolean
  /** How often it was lost. */
  failures(): number
  /** Runs work that nobody else runs meanwhile, in any process. @param lost tells whether that still holds */
  holding<T>(what: string, work: (lost: () => boolean) => Promise<T>): Promise<T>
  /** What to throw for an error of a statement: {@link StoreUnavailable} if the database does not answer, else itself. */
  seen(error: unknown): unknown
  /** Waits for work on the same database, until the database falls silent. @throws {StoreUnavailable} then */
  whileHeard<T>(work: Promise<T>): Promise<T>
  /** Answers nothing any more; whoever watches is told why. */
  giveUp(why: string): void
  close(): Promise<void>
}

/** Waiting for a connection, and for an answer [ms]: whoever asks is told within 15 s that the database is lost. */
const CONNECT_MS = 5000
const STATEMENT_MS = 60_000
const PROBE_MS = 2000
/** A database that does not answer `SELECT 1` for so long is silent, whatever else it is asked [ms]. */
const SILENT_MS = 6000
const MAX_CONNECTIONS = 10
const MAX_CLOSE_MS = 1000

/** The database goes or has gone, or does not take us in: classes 08 and 57P of PostgreSQL, and what sockets say. */
const LOST = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
const LOST_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|timeout expired|Query read timeout/
/** It stands still or nothing reaches it: its connections are open, and nobody would be told that no answer comes. */
const SILENT =
  /timeout expired|Query read timeout|Connection terminated due to connection timeout|ETIMEDOUT|EHOSTUNREACH/

export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && LOST.test(code)) || LOST_WORDS.test(error.message)
}

/** Whole numbers of eight bytes are far below 2^53 here, and sums are exact. */
const types = new pg.TypeOverrides()
for (const type of [20, 1700]) types.setTypeParser(type, Number)

/**
 * Connects when first asked.
 *
 * @param schema holds all tables
 * @param changed called when the database is lost, and when it is back
 */
export function postgresCatalog(
  url: string,
  schema: string,
  changed: (isReady: boolean, why?: string) => void = () => undefined,
): PostgresCatalog {
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${schema} -c statement_timeout=${STATEMENT_MS} -c default_transaction_isolation=read\\ committed`,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types,
    application_name: 'cordon',
  })
  let state: 'ready' | 'lost' | 'given-up' | 'closed' = 'ready'
  let failures = 0
  const turn = (to: 'ready' | 'lost'): void => {
    if (state === 'closed' || state === 'given-up' || state === to) return
    state = to
    if (to === 'lost') failures += 1
    changed(to === 'ready')
  }
  const seen = (error: unknown): unknown => {
    if (!isLost(error)) return error
    turn('lost')
    return new StoreUnavailable()
  }
  // Whoever waits for another process waits on a connection: of all who wait here, one does, or none would be left for the work.
  const turns = new Map<string, PQueue>()
  const turnOf = (what: string): PQueue => {
    const turn = turns.get(what) ?? new PQueue({ concurrency: 1 })
    turns.set(what, turn)
    return turn
  }
  // An idle connection that breaks is replaced by the next.
  pool.on('error', seen)
  const unheard = new Set<(error: unknown) => void>()
  const whileHeard = <T>(work: Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      unheard.add(reject)
      work.then(resolve, reject).finally(() => unheard.delete(reject))
    })
  const endProbe = probing(url, {
    answered: () => turn('ready'),
    failed: (error) => {
      seen(error)
      if (error instanceof Error && SILENT.test(error.message))
        for (const give of unheard) give(new StoreUnavailable())
    },
  })
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state === 'closed') throw new Error('The store is closed.')
    if (state === 'given-up') throw new StoreUnavailable()
    try {
      const done = await work()
      turn('ready')
      return done
    } catch (error) {
      throw seen(error)
    }
  }
  const ask = (client: pg.ClientBase, sql: string, values: readonly Value[] = []): Promise<pg.QueryResult> =>
    whileHeard(client.query(sql, [...values]))
  /** A connection of one's own. One that breaks between two statements would end the process if nobody listened. */
  const taken = async () => {
    const client = await pool.connect()
    client.on('error', seen)
    return {
      client,
      release: (broken: Error | boolean | undefined): void => {
        client.off('error', seen)
        client.release(broken)
      },
    }
  }
  const on = (client: pg.ClientBase): Statements => ({
    rows: async <Row>(sql: string, values: readonly Value[] = []) =>
      (await ask(client, sql, values)).rows as Row[],
    change: async (sql, values = []) => (await ask(client, sql, values)).rowCount ?? 0,
    unfolded: (first, value, columns) =>
      `SELECT ${first}, unfolded.* FROM json_to_recordset(${value}::JSON) AS unfolded(${columnsSql(columns)})`,
    alone: async (what) => {
      await ask(client, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema} ${what}`])
    },
  })
  const once = <T>(work: (on: Statements) => Promise<T>): Promise<T> =>
    guarded(async () => {
      const { client, release } = await taken()
      let broken = false
      try {
        return await work(on(client))
      } catch (error) {
        broken = true
        throw error
      } finally {
        release(broken)
      }
    })
  const inTransaction = <T>(work: (on: Statements) => Promise<T>): Promise<T> =>
    guarded(async () => {
      const { client, release } = await taken()
      let broken: Error | undefined
      try {
        await ask(client, 'BEGIN')
        const done = await work(on(client))
        await ask(client, 'COMMIT')
        return done
      } catch (error) {
        // A connection that cannot roll back is of no use to the next.
        if (error instanceof StoreUnavailable) broken = error
        else
          await ask(client, 'ROLLBACK').catch((failed: Error) => {
            broken = failed
          })
        throw error
      } finally {
        release(broken)
      }
    })
  return {
    rows: (sql, values) => once((asked) => asked.rows(sql, values)),
    change: (sql, values) => once((asked) => asked.change(sql, values)),
    inTransaction,
    // The row of the dataset keeps the second out, in any process.
    changing: inTransaction,
    holding: (what, work) =>
      turnOf(what).add(() =>
        guarded(async () => {
          const client = await pool.connect()
          const name = `${schema} ${what}`
          let broken: Error | undefined
          client.on('error', (error) => {
            broken = error
          })
          try {
            await ask(client, 'SET statement_timeout = 0')
            await ask(client, 'SELECT pg_advisory_lock(hashtextextended($1, 0))', [name])
            return await work(() => broken !== undefined)
          } finally {
            // A connection that ends lets go of what it holds.
            client.release(broken ?? true)
          }
        }),
      ),
    isReady: () => state === 'ready',
    failures: () => failures,
    seen,
    whileHeard,
    giveUp: (why) => {
      if (state === 'closed' || state === 'given-up') return
      state = 'given-up'
      failures += 1
      changed(false, why)
    },
    close: async () => {
      if (state === 'closed') return
      state = 'closed'
      endProbe()
      // A database that is silent does not say goodbye.
      await Promise.race([pool.end(), wait(MAX_CLOSE_MS, undefined, { ref: false })])
    },
  }
}

/**
 * Asks the database again and again whether it answers, on a connection of its own: all others may be at work.
 *
 * @returns what ends it
 */
function probing(
  url: string,
  { answered, failed }: { readonly answered: () => void; readonly failed: (error: unknown) => void },
): () => void {
  let client: pg.Client | undefined
  let isAsking = false
  let hasEnded = false
  const drop = (): void => {
    void client?.end().catch(() => undefined)
    client = undefined
  }
  const look = async (): Promise<void> => {
    if (!client) {
      const next = new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: SILENT_MS,
        application_name: 'cordon',
      })
      client = next
      next.on('error', () => {
        if (client === next) client = undefined
      })
      await next.connect()
    }
    await client?.query('SELECT 1')
  }
  const timer = setInterval(async () => {
    if (isAsking) return
    isAsking = true
    try {
      await look()
      if (!hasEnded) answered()
    } catch (error) {
      drop()
      if (!hasEnded) failed(error)
    } finally {
      isAsking = false
      if (hasEnded) drop()
    }
  }, PROBE_MS).unref()
  return () => {
    hasEnded = true
    clearInterval(timer)
    drop()
  }
}

const columnsSql = (columns: Readonly<Record<string, ColumnType>>): string =>
  Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')
