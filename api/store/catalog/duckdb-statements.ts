import type { DuckDBConnection } from '@duckdb/node-api'
import { rowsOn, valuesOf } from '../rows-on.ts'
import type { Statements } from './statements.ts'

/** Statements on a connection. One connection writes them all, so that nobody else has to be kept out. */
export const statementsOn = (on: DuckDBConnection): Statements => ({
  rows: (sql, values = []) => rowsOn(on, sql, values),
  change: async (sql, values = []) => (await on.run(sql, valuesOf(values))).rowsChanged,
  unfolded: (first, value, columns) =>
    `SELECT ${first}, unnest(from_json(${value}, '[${JSON.stringify(columns)}]'), recursive := true)`,
  alone: async () => undefined,
})
