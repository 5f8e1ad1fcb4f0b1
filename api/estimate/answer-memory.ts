import { LRUCache } from 'lru-cache'
import { assess, type Simulate } from '../draws/simulate.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { answerTo, estimateQuestion, questionOf, toAnswer } from './estimate.ts'
import type { EstimateRequest } from './request-schema.ts'
import { resultBytes } from './result-answer.ts'

const MEMORY_BYTES = 4_000_000

/** The answer of a request as bytes; at once, but for one whose intervals are drawn. */
export type AnswerBytes = (request: EstimateRequest) => Buffer | Promise<Buffer>

/**
 * Answers by estimate id, the latest few megabytes of them kept: an estimate is a pure function of what its id is the
 * hash of, so an answer never goes stale.
 */
export function answerMemory(factorSets: FactorSets, simulate: Simulate): AnswerBytes {
  const answers = new LRUCache<string, Buffer>({
    maxSize: MEMORY_BYTES,
    sizeCalculation: ({ length }) => length,
  })
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
    return kept(id, resultBytes(toAnswer(made, assess(made.estimate, 'result')).result))
  }
}
