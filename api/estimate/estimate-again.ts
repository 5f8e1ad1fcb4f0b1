import { Failure, isFailure } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate } from '../store/store.ts'
import { type Estimated, estimateQuestion, questionOf } from './estimate.ts'
import type { EstimateRequest } from './request-schema.ts'

/**
 * A saved estimate made again from the request it was kept with, for a view that was not kept.
 *
 * @throws {Failure} `not-replayable` if it would not be the same estimate: its factor set is not here, or the method has changed
 */
export function estimatedAgain({ id, request, factorSet }: SavedEstimate, factorSets: FactorSets): Estimated {
  try {
    const asked = JSON.parse(request) as EstimateRequest
    // A request that named no set was made with the newest of its day.
    const question = questionOf({ ...asked, factorSet }, factorSets)
    if (question.id === id) return estimateQuestion(question)
  } catch (error) {
    if (!isFailure(error, 'unknown-factor-set')) throw error
  }
  throw new Failure(
    'not-replayable',
    'The estimate was made by another version of the method or with a factor set that is not here. Send its request again.',
  )
}
