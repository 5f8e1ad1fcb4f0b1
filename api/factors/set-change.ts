import { type Decomposition, decompose, EstimateRefused, type Notice, type Refusal } from '../../src/index.ts'
import { type Answer, estimateQuestion, questionOf, toAnswer } from '../estimate/estimate.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'

/** One request estimated with two factor sets, and why the two differ. */
export interface SetChange {
  readonly before: Answer
  readonly after: Answer
  readonly decomposition: Decomposition
  /** What is to be known about one of the two only. */
  readonly notices: { readonly before: readonly Notice[]; readonly after: readonly Notice[] }
}

/**
 * Estimates a request with two factor sets, whichever it names itself, and explains the change.
 *
 * @throws {Failure} `unknown-factor-set` if a set is not loaded
 * @throws {EstimateRefused} if it cannot be estimated with one of them; each refusal says with which
 */
export function changeBetween(
  request: EstimateRequest,
  setBefore: string,
  setAfter: string,
  factorSets: FactorSets,
): SetChange {
  const refusals: Refusal[] = []
  const estimateWith = (factorSet: string): Answer | undefined => {
    try {
      return toAnswer(estimateQuestion(questionOf({ ...request, factorSet }, factorSets)), undefined)
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      for (const refusal of error.refusals)
        refusals.push({ ...refusal, detail: `With factor set ${factorSet}: ${refusal.detail}` })
      return undefined
    }
  }
  const before = estimateWith(setBefore)
  const after = setAfter === setBefore ? before : estimateWith(setAfter)
  if (!before || !after) {
    const [first, ...rest] = refusals
    if (!first) throw new Error('An estimate is missing and was not refused.')
    throw new EstimateRefused([first, ...rest])
  }
  return explainedChange(before, after)
}

/** Why two answers to one question differ that were made with two factor sets. */
export function explainedChange(before: Answer, after: Answer): SetChange {
  return {
    before,
    after,
    decomposition: decompose(before.estimate, after.estimate),
    notices: {
      before: onlyIn(before.estimate.notices, after.estimate.notices),
      after: onlyIn(after.estimate.notices, before.estimate.notices),
    },
  }
}

/** Notices that say something else; the same said of another record is the same. */
function onlyIn(some: readonly Notice[], others: readonly Notice[]): readonly Notice[] {
  const textOf = ({ code, detail, pointer }: Notice): string => JSON.stringify([code, detail, pointer])
  const known = new Set(others.map(textOf))
  return some.filter((notice) => !known.has(textOf(notice)))
}
