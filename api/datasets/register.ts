import { Failure } from '../request/failure.ts'
import { type Dataset, DatasetExists, type DatasetFacts, type DatasetStore } from '../store/datasets.ts'

/**
 * Registers a dataset.
 *
 * @throws {Failure} `conflict` if the id is taken by other facts
 */
export async function registered(store: DatasetStore, facts: DatasetFacts): Promise<Dataset> {
  try {
    return await store.registerDataset(facts)
  } catch (error) {
    if (error instanceof DatasetExists)
      throw new Failure('conflict', 'A dataset of this id is registered with other facts. Choose another id.')
    throw error
  }
}
