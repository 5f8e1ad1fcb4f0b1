import { Failure } from '../request/failure.ts'
import type { Dataset, DatasetStore } from '../store/datasets.ts'

/** @throws {Failure} `not-found` if no dataset has this id */
export async function getDataset(id: string, store: Pick<DatasetStore, 'findDataset'>): Promise<Dataset> {
  const found = await store.findDataset(id)
  if (!found) throw new Failure('not-found', 'No dataset with this id is registered.')
  return found
}
