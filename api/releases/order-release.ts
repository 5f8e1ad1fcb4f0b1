import { Failure, refusal } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import type { Release } from '../store/released.ts'
import { type Making, makeRelease, type ReleaseOrder } from './make-release.ts'

/** The result of an order: a new release, or the last one if it holds all there is. */
export interface Released {
  readonly release: Release
  readonly isNew: boolean
}

/**
 * Makes a release on the owner's word.
 *
 * @throws {Failure} if there is no such dataset, or nothing to release
 */
export async function orderRelease(id: string, order: ReleaseOrder, making: Making): Promise<Released> {
  const dataset = await getDataset(id, making)
  if (dataset.legalBasis !== 'open-licence') {
    const made = await makeRelease(dataset, order, making)
    await making.store.endFailedRelease(id)
    if (made) return { release: made, isNew: true }
  }
  const { items } = await making.store.listReleases(id, { limit: 1 })
  const last = items[0] && (await making.store.findRelease(items[0].id))
  if (last) return { release: last, isNew: false }
  const detail = 'The dataset has no facts of a city in a period that is over.'
  throw refusal([{ code: 'dataset-empty', detail }])
}

async function getDataset(id: string, { store }: Making): Promise<Dataset> {
  const found = await store.findDataset(id)
  if (!found) throw new Failure('not-found', 'No dataset with this id is registered.')
  return found
}
