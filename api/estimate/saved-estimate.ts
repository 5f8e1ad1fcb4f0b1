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

/** What an estimate says whose dataset was deleted; nothing if it stands. */
export const withdrawnOf = ({
  dataset,
  withdrawnAt,
}: {
  readonly dataset?: string | undefined
  readonly withdrawnAt?: string | undefined
}): { readonly withdrawn?: { readonly dataset: string; readonly at: string } } =>
  dataset === undefined || withdrawnAt === undefined ? {} : { withdrawn: { dataset, at: withdrawnAt } }

/** The result of a saved estimate, to the byte; one that was withdrawn says so at its end. */
export function savedResultOf(saved: SavedEstimate): string {
  const { withdrawn } = withdrawnOf(saved)
  return withdrawn === undefined
    ? saved.result
    : `${saved.result.slice(0, saved.result.lastIndexOf('}'))},"withdrawn":${JSON.stringify(withdrawn)}}`
}
