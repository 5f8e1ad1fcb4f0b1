import type { DuckDBConnection } from '@duckdb/node-api'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { type FactRows, type FactsOfFile, keepFile } from './catalog/keep-file.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { comparisonFiguresOf, insertFacts, refuseBeside } from './fact-file.ts'
import { deleteFacts, FACT_BATCHES, tableFor } from './fact-tables.ts'
import type { IntakeStore } from './intake.ts'
import { intakeOn } from './intake-on.ts'
import { inTransaction } from './transaction.ts'

/** Saves files, each on a connection of its own. */
export const duckdbIntake = ({ aside, writing, seen }: DuckdbFile): Pick<IntakeStore, 'takeIn'> => ({
  takeIn: (work, signal) =>
    aside((on) =>
      intakeOn(on, signal, seen, (...file) =>
        writing(() => {
          // Waiting for its turn, it may have been given up.
          signal.throwIfAborted()
          return inTransaction(on, () => keepFile(statementsOn(on), factsOn(on), ...file))
        }),
      )(work),
    ),
})

/** Facts in the database of the catalog. */
export const FACT_ROWS: FactRows = {
  remove: async (on, dataset, digest) => {
    const where = digest === undefined ? 'dataset = $1' : 'dataset = $1 AND file = $2'
    const of = digest === undefined ? [dataset] : [dataset, digest]
    await deleteFacts(on, where, of)
    await on.change(`DELETE FROM ${FACT_BATCHES} WHERE ${where}`, of)
  },
}

const factsOn = (on: DuckDBConnection): FactsOfFile => ({
  ...FACT_ROWS,
  refuse: (read, file) => refuseBeside(on, read, file),
  write: async (catalog, read, { dataset, digest }, version) => {
    const [batch] = await catalog.rows<{ id: number }>(
      `INSERT INTO ${FACT_BATCHES} SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM ${FACT_BATCHES} RETURNING id`,
      [dataset, version, digest],
    )
    if (!batch) throw new Error('A batch of facts has no number.')
    return catalog.change(insertFacts(tableFor(Object.keys(read.columns)), ['batch'], read), [batch.id])
  },
  listComparisonFigures: (read) => comparisonFiguresOf(on, read),
})
