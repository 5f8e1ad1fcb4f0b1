import { noteErasure } from './erasure-due.ts'
import { nextVersion } from './kept-datasets.ts'
import type { Statements } from './statements.ts'

/** The facts that expire, wherever they stand. The text of a period is as much of the day as it says: a year that is not over has not expired. */
export interface ExpiringFacts {
  /** @returns how many were deleted */
  deleteBefore(dataset: string, before: string): Promise<number>
  /** Notes in the catalog how many facts each file has left. */
  recount(dataset: string): Promise<unknown>
}

/** The condition of rows that have expired; the day is the second value. */
export const HAS_EXPIRED = 'period < left($2, length(period))'

/** The same of one dataset, the first value. */
export const EXPIRED = `dataset = $1 AND ${HAS_EXPIRED}`

/**
 * Deletes what has expired of a dataset, as its next version, in a transaction of the caller's.
 *
 * @returns how many facts
 */
export async function expireFacts(
  on: Statements,
  facts: ExpiringFacts,
  dataset: string,
  before: string,
  at: string,
): Promise<number> {
  const deleted = await facts.deleteBefore(dataset, before)
  await on.change(`DELETE FROM comparison_figure WHERE ${EXPIRED}`, [dataset, before])
  if (deleted === 0) return 0
  await facts.recount(dataset)
  await nextVersion(on, dataset)
  await noteErasure(on, 'facts', at)
  return deleted
}
