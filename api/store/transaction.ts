import type { DuckDBConnection } from '@duckdb/node-api'

/** Work of which all is kept, or none. */
export async function inTransaction<T>(on: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await on.run('BEGIN TRANSACTION')
  try {
    const done = await work()
    await on.run('COMMIT')
    return done
  } catch (error) {
    // A commit that failed has rolled back already.
    await on.run('ROLLBACK').catch(() => undefined)
    throw error
  }
}
