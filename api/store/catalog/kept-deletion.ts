import type { DuckDBConnection } from '@duckdb/node-api'
import type { DatasetStore, DeletedDataset } from './datasets.ts'
import { duckdbErasure, eraseSoon } from './duckdb-erasure.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { endAccessTo } from './duckdb-keys.ts'
import { noteErasure } from './erasure-due.ts'
import { rowsOn } from './rows-on.ts'
import { inTransaction } from './transaction.ts'

/**
 * Tables with rows of a dataset; the dataset itself last, so that a half-done deletion could be told. The ledger keeps
 * digests of what was given out, for whoever sends the same again.
 */
const TABLES = [
  'activity_fact',
  'comparison_figure',
  'imported_file',
  'zone',
  'job',
  'released_cell',
  'released_flow',
  'failed_release',
  'release',
] as const

/** Deletes datasets of the embedded database, and then their bytes. */
export const duckdbDeletion = (file: DuckdbFile): Pick<DatasetStore, 'deleteDataset'> => ({
  deleteDataset: async (id, at) => {
    const deleted = await file.writing(() =>
      file.inTurn((on) => inTransaction(on, () => deleteRows(on, id, at))),
    )
    if (deleted && deleted.facts + deleted.files + deleted.zones > 0)
      await eraseSoon(duckdbErasure(file).erase)
    return deleted
  },
})

async function deleteRows(on: DuckDBConnection, id: string, at: string): Promise<DeletedDataset | undefined> {
  const [dataset] = await rowsOn<{ version: number }>(on, 'SELECT version FROM dataset WHERE id = $1', [id])
  if (!dataset) return undefined
  const counts: Record<string, number> = {}
  for (const table of TABLES)
    counts[table] = (await on.run(`DELETE FROM ${table} WHERE dataset = $1`, [id])).rowsChanged
  const withdrawn = await on.run(
    'UPDATE estimate SET withdrawn_at = $2 WHERE dataset = $1 AND withdrawn_at IS NULL',
    [id, at],
  )
  await endAccessTo(on, id, at)
  await on.run('DELETE FROM dataset WHERE id = $1', [id])
  await noteErasure(on, 'dataset', at)
  await on.run(
    `INSERT INTO deleted_dataset VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE
       SET version = excluded.version, deleted_at = excluded.deleted_at`,
    [id, dataset.version, at],
  )
  return {
    files: counts['imported_file'] ?? 0,
    facts: counts['activity_fact'] ?? 0,
    zones: counts['zone'] ?? 0,
    jobs: counts['job'] ?? 0,
    estimates: withdrawn.rowsChanged,
  }
}
