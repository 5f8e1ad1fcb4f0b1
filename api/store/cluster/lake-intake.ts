import type { DuckDBConnection } from '@duckdb/node-api'
import { type FactRows, type FactsOfFile, keepFile } from '../catalog/keep-file.ts'
import { comparisonFiguresOf, insertFacts, refuseBeside } from '../fact-file.ts'
import { readable } from '../facts-unreadable.ts'
import type { IntakeStore } from '../intake.ts'
import { intakeOn } from '../intake-on.ts'
import { newBatch } from './batch-name.ts'
import type { Lake } from './lake.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'

/** What is retired nobody sees from then on; its bytes go when it is erased. */
export const BATCHES: FactRows = {
  remove: (on, dataset, digest) =>
    on.change(
      `UPDATE batch SET retired_at = now()
       WHERE dataset = $1 AND ($2::VARCHAR IS NULL OR digest = $2) AND retired_at IS NULL`,
      [dataset, digest ?? null],
    ),
}

/**
 * Saves files. Facts are written to the lake first, as a batch that nobody sees, and are published by the transaction
 * of the catalog: killed before it, sent twice or to two processes at once, they are seen once or not at all.
 */
export const lakeIntake = (lake: Lake, catalog: PostgresCatalog): Pick<IntakeStore, 'takeIn'> => ({
  takeIn: (work, signal) =>
    lake.aside((on) =>
      intakeOn(on, signal, catalog.seen, (read, file, job) =>
        catalog.changing((statements) => keepFile(statements, batchOn(on), read, file, job)),
      )(work),
    ),
})

const batchOn = (on: DuckDBConnection): FactsOfFile => ({
  ...BATCHES,
  refuse: (read, file) => readable(() => refuseBeside(on, read, file)),
  write: async (catalog, read, { dataset, digest }, version) => {
    const batch = await newBatch(catalog)
    const written = await on.run(insertFacts('lake.activity_fact', ['batch', 'dataset'], read), [
      batch,
      dataset,
    ])
    await catalog.change('INSERT INTO batch VALUES ($1, $2, $3, $4, $5, NULL)', [
      batch,
      dataset,
      digest,
      version,
      written.rowsChanged,
    ])
    return written.rowsChanged
  },
  listComparisonFigures: (read) => comparisonFiguresOf(on, read),
})
