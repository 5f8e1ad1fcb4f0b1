import type { DuckDBConnection } from '@duckdb/node-api'
import { rowsOn } from './rows-on.ts'

/** What a table holds: its rows and a digest of all of them, whatever their order. */
export interface TableContent {
  readonly table: string
  readonly rows: number
  readonly digest: string
}

/**
 * Reads every row of every table: the database looks at the checksum of a block only when it reads it, so that damage
 * is found here or by whoever asks for that row.
 *
 * @param database which of those that are attached; the connection's own if absent
 * @throws if a block is damaged
 */
export async function readThrough(on: DuckDBConnection, database?: string): Promise<readonly TableContent[]> {
  const tables = await rowsOn<{ name: string; database: string }>(
    on,
    `SELECT table_name AS name, database_name AS database FROM duckdb_tables()
     WHERE database_name = coalesce($1, current_database()) ORDER BY name`,
    [database ?? null],
  )
  const contents: TableContent[] = []
  for (const { name, database: holder } of tables) {
    const [row] = await rowsOn<Omit<TableContent, 'table'>>(
      on,
      `SELECT count(*)::DOUBLE AS rows, coalesce(bit_xor(hash(content)), 0)::VARCHAR AS digest
       FROM "${holder.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}" content`,
    )
    contents.push({ table: name, rows: row?.rows ?? 0, digest: row?.digest ?? '' })
  }
  return contents
}
