import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'

/** The rows of a statement on a connection. */
export const rowsOn = async <Row>(
  on: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<Row[]> => (await on.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as Row[]
