import { LRUCache } from 'lru-cache'
import { assess, type Simulate } from '../draws/simulate.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { answerTo, estimateQuestion, questionOf, toAnswer } from './estimate.ts'
import type { EstimateRequest } from './request-schema.ts'
import { resultBytes } from './result-bytes.ts'

const MEMORY_BYTES = 4_000_000
const MAX_ASKED_ONCE = 1000

/** The answer of a request as bytes; at once, but for one whose intervals are drawn. */
export type AnswerBytes = (request: EstimateRequest) => Buffer | Promise<Buffer>

/**
 * Answers by estimate id, the latest few megabytes of them kept: an estimate is a pure function of what its id is the
 * hash of, so an answer never goes stale.
 *
 * An answer that is quickly made is kept when it is asked for again: most are not, and what is kept for nothing costs as
 * much as a part of making it.
 */
export function answerMemory(factorSets: FactorSets, simulate: Simulate): AnswerBytes {
  const answers = new LRUCache<string, Buffer>({
    maxSize: MEMORY_BYTES,
    sizeCalculation: ({ length }) => length,
  })
  const askedOnce = new LRUCache<string, true>({ max: MAX_ASKED_ONCE })
  /** Answers that are being drawn: the same question asked again waits for the first. */
  const underWay = new Map<string, Promise<Buffer>>()
  const kept = (id: string, bytes: Buffer): Buffer => {
    answers.set(id, bytes)
    return bytes
  }
  return (asked) => {
    const question = questionOf(asked, factorSets)
    const { id } = question
    const known = answers.get(id) ?? underWay.get(id)
    if (known) return known
    if (asked.uncertainty.method === 'monte-carlo') {
      const drawing = answerTo(question, simulate, 'result')
        .then(({ result }) => kept(id, resultBytes(result)))
        .finally(() => underWay.delete(id))
      underWay.set(id, drawing)
      return drawing
    }
    const made = estimateQuestion(question)
    const bytes = resultBytes(toAnswer(made, assess(made.estimate, 'result')).result)
    if (askedOnce.has(id)) return kept(id, bytes)
    askedOnce.set(id, true)
    return bytes
  }
}
