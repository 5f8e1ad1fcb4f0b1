import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'

/** The values of a statement, or none at all: a statement with a list of none is planned twice, before it is run and as it is run. */
export const valuesOf = (values: readonly DuckDBValue[]): DuckDBValue[] | undefined =>
  values.length === 0 ? undefined : [...values]

/** The rows of a statement on a connection. */
export async function rowsOn<Row>(
  on: DuckDBConnection,
  sql: string,
  values: readonly DuckDBValue[] = [],
): Promise<Row[]> {
  const read = await on.runAndReadAll(sql, valuesOf(values))
  // The database hands out columns. To ask it for each value of each row takes twice as long.
  const columns = Object.entries(read.getColumnsObjectJS())
  return Array.from({ length: read.currentRowCount }, (_, at) => {
    const row: Record<string, unknown> = {}
    for (const [name, column] of columns) row[name] = column[at]
    return row as Row
  })
}
