import type { DuckDBConnection } from '@duckdb/node-api'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { type FactRows, type FactsOfFile, keepFile } from './catalog/keep-file.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { comparisonFiguresOf, insertFacts, refuseBeside } from './fact-file.ts'
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
  remove: (on, dataset, digest) =>
    digest === undefined
      ? on.change('DELETE FROM activity_fact WHERE dataset = $1', [dataset])
      : on.change('DELETE FROM activity_fact WHERE dataset = $1 AND file = $2', [dataset, digest]),
}

const factsOn = (on: DuckDBConnection): FactsOfFile => ({
  ...FACT_ROWS,
  refuse: (read, file) => refuseBeside(on, read, file),
  write: (catalog, read, { dataset, digest }, version) =>
    catalog.change(insertFacts('activity_fact', ['dataset', 'version', 'file'], read), [
      dataset,
      version,
      digest,
    ]),
  listComparisonFigures: (read) => comparisonFiguresOf(on, read),
})
