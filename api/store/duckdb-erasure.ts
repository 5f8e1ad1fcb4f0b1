import { type DatasetDescription, UnknownDataset } from './datasets.ts'
import { nextVersion } from './duckdb-datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import type { ErasureStore } from './erasure.ts'
import { noteErasure } from './erasure-due.ts'
import { rowsOn } from './rows-on.ts'
import { inTransaction } from './transaction.ts'

/** Longer than a small file takes to be written anew, and shorter than a caller waits. */
const PATIENCE_MS = 20_000

/** Erases from the embedded database. */
export const duckdbErasure = ({ inTurn, rows, writing, rewrite }: DuckdbFile): ErasureStore => ({
  expireFacts: (dataset, before, at) =>
    writing(() =>
      inTurn((on) =>
        inTransaction(on, async () => {
          // The text of a period is as much of the day as it says: a year that is not over has not expired.
          const deleted = await on.run(
            'DELETE FROM activity_fact WHERE dataset = $1 AND period < left($2, length(period))',
            [dataset, before],
          )
          await on.run(
            'DELETE FROM comparison_figure WHERE dataset = $1 AND period < left($2, length(period))',
            [dataset, before],
          )
          if (deleted.rowsChanged === 0) return 0
          await on.run(
            `UPDATE imported_file SET facts =
               (SELECT count(*) FROM activity_fact fact WHERE fact.dataset = $1 AND fact.file = digest)
             WHERE dataset = $1`,
            [dataset],
          )
          await nextVersion(on, dataset)
          await noteErasure(on, 'facts', at)
          return deleted.rowsChanged
        }),
      ),
    ),
  retain: (dataset, months) =>
    inTurn(async (on) => {
      const [row] = await rowsOn<{ registration: string }>(
        on,
        'SELECT registration FROM dataset WHERE id = $1',
        [dataset],
      )
      if (!row) throw new UnknownDataset()
      const { retentionMonths: _, ...facts } = JSON.parse(row.registration) as DatasetDescription
      const registration = JSON.stringify({
        ...facts,
        ...(months === undefined ? {} : { retentionMonths: months }),
      })
      await on.run('UPDATE dataset SET registration = $2 WHERE id = $1', [dataset, registration])
    }),
  erase: async () => {
    const due = await rows<{ due: number }>('SELECT count(*)::INTEGER AS due FROM erasure_due', [])
    return due[0]?.due === 0 || rewrite()
  },
})

/** Erases, but does not let a caller wait for a long import that must end first. */
export function eraseSoon(erase: () => Promise<boolean>): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
  return Promise.race([erase().catch(() => false), patience])
}
