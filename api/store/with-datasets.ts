import { NotReady } from '../failures.ts'
import type { DatasetStore } from './datasets.ts'
import type { Store } from './store.ts'

/**
 * A store that keeps datasets too.
 *
 * @throws {NotReady} if it keeps none
 */
export function datasetsOf(store: Store): Store & DatasetStore {
  if ('cube' in store && 'findDataset' in store) return store as Store & DatasetStore
  throw new NotReady('This store keeps no datasets.')
}
