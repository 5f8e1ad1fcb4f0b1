import { Failure } from '../request/failure.ts'
import type { DeletedDataset } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import type { ImportJobs } from './import-jobs.ts'

/** More imports than run at once. */
const MAX_LOOKED_AT = 1000

/**
 * Deletes a dataset; first its imports that run are cancelled, for they would save into nothing.
 *
 * @throws {Failure} `not-found` if there is none
 */
export async function deleteDataset(
  id: string,
  store: Store,
  jobs: Pick<ImportJobs, 'cancel'>,
): Promise<DeletedDataset & { readonly id: string }> {
  const { items } = await store.listJobs({ limit: MAX_LOOKED_AT })
  for (const job of items) if (job.dataset === id && job.state === 'running') await jobs.cancel(job.id)
  const deleted = await store.deleteDataset(id, new Date().toISOString())
  if (!deleted) throw new Failure('not-found', 'No dataset with this id is registered.')
  return { id, ...deleted }
}
