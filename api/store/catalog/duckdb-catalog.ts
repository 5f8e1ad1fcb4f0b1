import type { DuckDBConnection } from '@duckdb/node-api'
import type { DuckdbFile } from '../duckdb-file.ts'
import { rowsOn } from '../rows-on.ts'
import { inTransaction } from '../transaction.ts'
import type { Catalog, Statements } from './statements.ts'

/** Statements on a connection. One connection writes them all, so that nobody else has to be kept out. */
export const statementsOn = (on: DuckDBConnection): Statements => ({
  rows: (sql, values = []) => rowsOn(on, sql, [...values]),
  change: async (sql, values = []) => (await on.run(sql, [...values])).rowsChanged,
  unfolded: (first, value, columns) =>
    `SELECT ${first}, unnest(from_json(${value}, '[${JSON.stringify(columns)}]'), recursive := true)`,
  alone: async () => undefined,
})

/** The catalog in the embedded database, beside the facts. */
export function duckdbCatalog({ inTurn, writing }: DuckdbFile): Catalog {
  const inOne = <T>(work: (on: Statements) => Promise<T>): Promise<T> =>
    inTurn((on) => inTransaction(on, () => work(statementsOn(on))))
  return {
    rows: (sql, values) => inTurn((on) => statementsOn(on).rows(sql, values)),
    change: (sql, values) => inTurn((on) => statementsOn(on).change(sql, values)),
    inTransaction: inOne,
    changing: (work) => writing(() => inOne(work)),
  }
}
