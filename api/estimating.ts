import { type Estimate, EstimateRefused, estimate, type FactorSet, type Refusal } from '../src/index.ts'
import { estimateId } from './estimate-id.ts'
import type { FactorSets } from './factor-sets.ts'
import { UnknownFactorSet } from './failures.ts'
import { toEstimateInput } from './mapping/input.ts'
import { toLines } from './mapping/lines.ts'
import { resultText, toResult } from './mapping/result.ts'
import { withNamedOverlay } from './named-overlay.ts'
import { withOwnFactors } from './own-factors.ts'
import type { EstimateRequest } from './schemas/estimate-request.ts'
import type { EstimateResult } from './schemas/estimate-result.ts'
import type { SavedEstimate } from './store/store.ts'

/** An estimate with the answer that callers see. */
export interface Answer {
  readonly request: EstimateRequest
  readonly set: FactorSet
  readonly estimate: Estimate
  readonly result: EstimateResult
}

/**
 * What a checked request comes to; the same from HTTP and from a shell.
 *
 * @throws {UnknownFactorSet} if the request names a set that is not loaded
 * @throws {EstimateRefused} if it cannot be estimated
 */
export function answerTo(asked: EstimateRequest, factorSets: FactorSets): Answer {
  const request = withNamedOverlay(asked, factorSets)
  const set = withOwnFactors(request, factorSets.get(request.factorSet, '/factorSet'))
  return answerWith(request, set, estimateId(request, set))
}

/**
 * What a checked request comes to with a set, under an id that is known already.
 *
 * @throws {EstimateRefused} if it cannot be estimated
 */
export function answerWith(request: EstimateRequest, set: FactorSet, id: string): Answer {
  const made = estimate(toEstimateInput(request), set)
  return { request, set, estimate: made, result: toResult(made, set, id) }
}

/** Why a checked request cannot be estimated; empty if it can, or if it names a set that is not loaded. */
export function refusalsOf(request: EstimateRequest, factorSets: FactorSets): readonly Refusal[] {
  try {
    answerTo(request, factorSets)
  } catch (error) {
    if (error instanceof EstimateRefused) return error.refusals
    if (!(error instanceof UnknownFactorSet)) throw error
  }
  return []
}

/** An answer as it is kept: the very bytes that were given out. */
export function toSaved({ request, set, estimate: made, result }: Answer): SavedEstimate {
  const { id, city, period, totals } = result
  return {
    id,
    city: { name: city.name, country: city.country },
    period,
    factorSet: set.content.id,
    co2e: totals.co2e,
    request: JSON.stringify(request),
    result: resultText(result),
    lines: JSON.stringify(toLines(made, set)),
  }
}
