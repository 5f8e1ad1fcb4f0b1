import { LRUCache } from 'lru-cache'
import { estimateId } from './estimate-id.ts'
import { answerWith } from './estimating.ts'
import type { FactorSets } from './factor-sets.ts'
import { resultText } from './mapping/result.ts'
import { withNamedOverlay } from './named-overlay.ts'
import { withOwnFactors } from './own-factors.ts'
import type { EstimateRequest } from './schemas/estimate-request.ts'

const MEMORY_BYTES = 4_000_000

/** The answer of a request as bytes. */
export type AnswerBytes = (request: EstimateRequest) => Buffer

/**
 * Answers by estimate id, the latest few megabytes of them kept: an estimate is a pure function of what its id is the
 * hash of, so an answer never goes stale.
 */
export function answerMemory(factorSets: FactorSets): AnswerBytes {
  const answers = new LRUCache<string, Buffer>({
    maxSize: MEMORY_BYTES,
    sizeCalculation: ({ length }) => length,
  })
  return (asked) => {
    const request = withNamedOverlay(asked, factorSets)
    const set = withOwnFactors(request, factorSets.get(request.factorSet, '/factorSet'))
    const id = estimateId(request, set)
    const known = answers.get(id)
    if (known) return known
    const bytes = Buffer.from(resultText(answerWith(request, set, id).result))
    answers.set(id, bytes)
    return bytes
  }
}
