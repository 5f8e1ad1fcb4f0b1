import type { DuckDBConnection } from '@duckdb/node-api'

/** Runs work in a transaction: all of it is saved, or nothing. */
export async function inTransaction<T>(on: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await on.run('BEGIN TRANSACTION')
  try {
    const done = await work()
    await on.run('COMMIT')
    return done
  } catch (error) {
    // A failed commit has rolled back already.
    await on.run('ROLLBACK').catch(() => undefined)
    throw error
  }
}
