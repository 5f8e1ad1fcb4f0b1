import { Failure } from '../request/failure.ts'
import { type Dataset, type DatasetDescription, DatasetExists, type DatasetStore } from '../store/datasets.ts'

/**
 * Registers a dataset.
 *
 * @throws {Failure} `conflict` if a dataset with this id has other facts
 */
export async function register(store: DatasetStore, facts: DatasetDescription): Promise<Dataset> {
  try {
    return await store.registerDataset(facts)
  } catch (error) {
    if (error instanceof DatasetExists)
      throw new Failure(
        'conflict',
        'A dataset with this id is registered with other facts. Choose another id.',
      )
    throw error
  }
}
