import { NotReady } from '../failures.ts'
import type { DatasetStore } from './datasets.ts'
import type { Store } from './store.ts'

/**
 * The part of a store that keeps datasets.
 *
 * @throws {NotReady} if it keeps none
 */
export function datasetsOf(store: Store): DatasetStore {
  if ('cube' in store && 'findDataset' in store) return store as Store & DatasetStore
  throw new NotReady('This store keeps no datasets.')
}
