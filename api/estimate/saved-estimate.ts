import { Failure } from '../request/failure.ts'
import type { EstimateStore, SavedEstimate } from '../store/store.ts'
import type { EstimateRequest } from './request-schema.ts'

export const NOT_SAVED = 'No estimate with this id is saved.'

/**
 * The saved estimate of an id.
 *
 * @throws {Failure} `not-found` if there is none
 */
export async function getSavedEstimate(
  store: Pick<EstimateStore, 'findEstimate'>,
  id: string,
): Promise<SavedEstimate> {
  const found = await store.findEstimate(id)
  if (!found) throw new Failure('not-found', NOT_SAVED)
  return found
}

/** The checked request of a saved estimate. Those saved by method version 1 say nothing of uncertainty. */
export function checkedRequestOf({ request }: { readonly request: string }): EstimateRequest {
  const checked = JSON.parse(request)
  return checked.uncertainty
    ? checked
    : { ...checked, uncertainty: { method: 'propagation', correlations: [] } }
}
