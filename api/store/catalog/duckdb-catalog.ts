import type { DuckdbFile } from '../duckdb-file.ts'
import { inTransaction } from '../transaction.ts'
import { statementsOn } from './duckdb-statements.ts'
import type { Catalog, Statements } from './statements.ts'

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
