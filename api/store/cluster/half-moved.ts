import type { Reading } from '../catalog/statements.ts'
import { StoreRefused } from '../store-refused.ts'

/**
 * Facts of a dataset that the catalog does not know are left by a move that was broken off: all else of it comes last. What
 * would be saved in between would keep it from going on.
 *
 * @throws {StoreRefused} then
 */
export async function requireMoved(catalog: Reading): Promise<void> {
  const [half] = await catalog.rows(
    `SELECT 1 FROM batch WHERE retired_at IS NULL AND dataset NOT IN (SELECT id FROM dataset) LIMIT 1`,
  )
  if (half)
    throw new StoreRefused(
      'A move to this catalog was broken off or is under way. Run cordon migrate --to-cluster again: it goes on where it was.',
    )
}
