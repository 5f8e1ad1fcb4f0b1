import { currentCaller, isTrusted } from '../access/caller.ts'
import { newKey } from '../access/secret.ts'
import { Failure } from '../request/failure.ts'
import { type Dataset, type DatasetDescription, DatasetExists, type DatasetStore } from '../store/datasets.ts'
import type { KeyStore } from '../store/keys.ts'

/**
 * Registers a dataset.
 *
 * @throws {Failure} `conflict` if a dataset with this id has other facts
 */
export const register = (
  store: Pick<DatasetStore, 'registerDataset'>,
  facts: DatasetDescription,
): Promise<Dataset> => orConflict(() => store.registerDataset(facts))

/**
 * Registers a dataset for its caller, who owns it from then on.
 *
 * @returns with a key that writes this dataset alone; none if the dataset was registered before
 * @throws {Failure} `conflict` if a dataset with this id has other facts
 */
export async function registerForCaller(
  store: Pick<KeyStore, 'registerOwned'>,
  facts: DatasetDescription,
): Promise<Dataset & { readonly key?: string }> {
  const caller = currentCaller()
  if (caller.kind === 'key' && caller.dataset !== undefined)
    throw new Failure('forbidden', 'This key may not do this.')
  const { secret, key } = newKey({
    name: facts.id,
    scopes: ['contribute'],
    origin: 'registration',
    dataset: facts.id,
  })
  const holder = caller.kind === 'key' ? caller.id : undefined
  if (holder === undefined && !isTrusted(caller)) throw new Error('Only a key may register a dataset.')
  const { dataset, isNew } = await orConflict(() => store.registerOwned(facts, { holder, key }))
  return isNew ? { ...dataset, key: secret } : dataset
}

async function orConflict<T>(registered: () => Promise<T>): Promise<T> {
  try {
    return await registered()
  } catch (error) {
    if (error instanceof DatasetExists)
      throw new Failure(
        'conflict',
        'A dataset with this id is registered with other facts. Choose another id.',
      )
    throw error
  }
}
