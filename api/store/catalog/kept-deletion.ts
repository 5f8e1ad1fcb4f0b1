import type { DatasetStore, DeletedDataset } from '../datasets.ts'
import { noteErasure } from './erasure-due.ts'
import type { FactRows } from './keep-file.ts'
import { endAccessTo } from './kept-keys.ts'
import type { Catalog, Statements } from './statements.ts'

/**
 * Tables with rows of a dataset; the dataset itself last, so that a half-done deletion could be told. The ledger keeps
 * digests of what was given out, for whoever sends the same again.
 */
const TABLES = [
  'comparison_figure',
  'imported_file',
  'file_in_place',
  'facts_in_place',
  'zone',
  'zone_boundary',
  'job',
  'released_cell',
  'released_flow',
  'failed_release',
  'release',
] as const

/**
 * Deletes datasets, and then their bytes.
 *
 * @param erase removes the bytes too
 */
export const keptDeletion = (
  { changing }: Catalog,
  facts: FactRows,
  erase: () => Promise<unknown>,
): Pick<DatasetStore, 'deleteDataset'> => ({
  deleteDataset: async (id, at) => {
    const deleted = await changing((on) => deleteRows(on, facts, id, at))
    if (deleted && deleted.facts + deleted.files + deleted.zones > 0) await erase()
    return deleted
  },
})

/** In a transaction of the caller's. */
export async function deleteRows(
  on: Statements,
  facts: FactRows,
  id: string,
  at: string,
): Promise<DeletedDataset | undefined> {
  const [dataset] = await on.rows<{ version: number; facts: number }>(
    `SELECT version, (SELECT coalesce(sum(facts), 0)::FLOAT8 FROM imported_file WHERE dataset = $1) AS facts
     FROM dataset WHERE id = $1`,
    [id],
  )
  if (!dataset) return undefined
  await facts.remove(on, id)
  const counts: Record<string, number> = {}
  for (const table of TABLES) counts[table] = await on.change(`DELETE FROM ${table} WHERE dataset = $1`, [id])
  const estimates = await on.change(
    'UPDATE estimate SET withdrawn_at = $2 WHERE dataset = $1 AND withdrawn_at IS NULL',
    [id, at],
  )
  await endAccessTo(on, id, at)
  await on.change('DELETE FROM dataset WHERE id = $1', [id])
  await noteErasure(on, 'dataset', at)
  await on.change(
    `INSERT INTO deleted_dataset VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE
       SET version = excluded.version, deleted_at = excluded.deleted_at`,
    [id, dataset.version, at],
  )
  return {
    files: counts['imported_file'] ?? 0,
    facts: dataset.facts,
    zones: counts['zone'] ?? 0,
    jobs: counts['job'] ?? 0,
    estimates,
  }
}
