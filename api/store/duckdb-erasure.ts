import { duckdbCatalog } from './catalog/duckdb-catalog.ts'
import { expireFacts, HAS_EXPIRED } from './catalog/expire-facts.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import type { ErasureStore } from './erasure.ts'
import { deleteFacts } from './fact-tables.ts'

/** Longer than a small file takes to be written anew, and shorter than a caller waits. */
const PATIENCE_MS = 20_000

/** Erases from the embedded database. */
export const duckdbErasure = (file: DuckdbFile): Omit<ErasureStore, 'retain'> => ({
  expireFacts: (dataset, before, at) =>
    duckdbCatalog(file).changing((on) =>
      expireFacts(
        on,
        {
          deleteBefore: (...of) => deleteFacts(on, 'dataset = $1', of, HAS_EXPIRED),
          recount: (of) =>
            on.change(
              `UPDATE imported_file SET facts =
                 (SELECT count(*) FROM activity_fact fact WHERE fact.dataset = $1 AND fact.file = digest)
               WHERE dataset = $1`,
              [of],
            ),
        },
        dataset,
        before,
        at,
      ),
    ),
  erase: async () => {
    const due = await file.rows<{ due: number }>('SELECT count(*)::INTEGER AS due FROM erasure_due', [])
    return due[0]?.due === 0 || file.rewrite()
  },
})

/** Erases, but does not let a caller wait for a long import that must end first. */
export function eraseSoon(erase: () => Promise<boolean>): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
  return Promise.race([erase().catch(() => false), patience])
}
