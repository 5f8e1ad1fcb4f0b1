import type { DuckDBConnection } from '@duckdb/node-api'

/** Notes, in the transaction of a deletion, that its bytes are still in the file. */
export async function noteErasure(on: DuckDBConnection, what: string, at: string): Promise<void> {
  await on.run('INSERT INTO erasure_due VALUES ($1, $2)', [what, at])
}

export const endErasure = async (on: DuckDBConnection): Promise<void> => {
  await on.run('DELETE FROM erasure_due')
}
