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
  close(): Promise<void>
}

/** Waiting for a connection, and for an answer [ms]: whoever asks is told within 15 s that the database is lost. */
const CONNECT_MS = 5000
const STATEMENT_MS = 60_000
const PROBE_MS = 2000
const MAX_CONNECTIONS = 10

/** The database goes or has gone, or does not take us in: classes 08 and 57P of PostgreSQL, and what sockets say. */
const LOST = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
const LOST_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

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
  changed: (isReady: boolean) => void = () => undefined,
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
  let state: 'ready' | 'lost' | 'closed' = 'ready'
  let failures = 0
  const turn = (to: 'ready' | 'lost'): void => {
    if (state === 'closed' || state === to) return
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
  const probe = setInterval(() => {
    pool.query('SELECT 1').then(
      () => turn('ready'),
      (error: unknown) => seen(error),
    )
  }, PROBE_MS).unref()
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state === 'closed') throw new Error('The store is closed.')
    try {
      const done = await work()
      turn('ready')
      return done
    } catch (error) {
      throw seen(error)
    }
  }
  const on = (client: pg.Pool | pg.ClientBase): Statements => ({
    rows: async <Row>(sql: string, values: readonly Value[] = []) =>
      (await client.query(sql, [...values])).rows as Row[],
    change: async (sql, values = []) => (await client.query(sql, [...values])).rowCount ?? 0,
    unfolded: (first, value, columns) =>
      `SELECT ${first}, unfolded.* FROM json_to_recordset(${value}::JSON) AS unfolded(${columnsSql(columns)})`,
    alone: async (what) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema} ${what}`])
    },
  })
  const inTransaction = <T>(work: (on: Statements) => Promise<T>): Promise<T> =>
    guarded(async () => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const done = await work(on(client))
        await client.query('COMMIT')
        return done
      } catch (error) {
        // A connection that cannot roll back is of no use to the next.
        await client.query('ROLLBACK').catch((failed: Error) => {
          broken = failed
        })
        throw error
      } finally {
        client.release(broken)
      }
    })
  return {
    rows: (sql, values) => guarded(() => on(pool).rows(sql, values)),
    change: (sql, values) => guarded(() => on(pool).change(sql, values)),
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
            await client.query('SET statement_timeout = 0')
            await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name])
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
    close: async () => {
      if (state === 'closed') return
      state = 'closed'
      clearInterval(probe)
      await pool.end()
    },
  }
}

const columnsSql = (columns: Readonly<Record<string, ColumnType>>): string =>
  Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')
