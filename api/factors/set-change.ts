import {
  type Decomposition,
  decompose,
  EstimateRefused,
  type Mode,
  type Notice,
  type Refusal,
} from '../../src/index.ts'
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
  /** Rows of the request that are in neither estimate. */
  readonly leftOut?: readonly LeftOutRow[]
}

/** A row of demand of which a set has no figures. */
export interface LeftOutRow {
  readonly pointer: string
  readonly mode: Mode
  readonly factorSet: string
  readonly detail: string
}

/**
 * Estimates a request with two factor sets, whichever it names itself, and explains the change. Rows of demand that one
 * set cannot estimate, because it lacks the mode, are left out of both sides if others remain.
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
  const sets = [...new Set([setBefore, setAfter])]
  const tried = sets.map((factorSet) => estimateWith(request, factorSet, factorSets))
  const refusals = tried.flatMap((one) => ('refusals' in one ? one.refusals : []))
  const leftOut = leftOutOf(request, refusals)
  const made =
    leftOut.length === 0 ? tried : sets.map((one) => estimateWith(without(request, leftOut), one, factorSets))
  const [before, after = before] = made
  if (before && after && 'result' in before && 'result' in after)
    return { ...explainedChange(before, after), leftOut }
  const [first, ...rest] = refusals.map(({ factorSet, refusal: { detail, ...refusal } }) => ({
    ...refusal,
    detail: `With factor set ${factorSet}: ${detail}`,
  }))
  if (!first) throw new Error('An estimate is missing and was not refused.')
  throw new EstimateRefused([first, ...rest])
}

/** Why one of two sets refuses. */
interface RefusedBy {
  readonly factorSet: string
  readonly refusal: Refusal
}

function estimateWith(
  request: EstimateRequest,
  factorSet: string,
  factorSets: FactorSets,
): Answer | { readonly refusals: readonly RefusedBy[] } {
  try {
    return toAnswer(estimateQuestion(questionOf({ ...request, factorSet }, factorSets)), undefined)
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    return { refusals: error.refusals.map((refusal) => ({ factorSet, refusal })) }
  }
}

/** Rows without which the sets may estimate the rest; none if something else than rows is refused, or no row remains. */
function leftOutOf({ demand }: EstimateRequest, refusals: readonly RefusedBy[]): readonly LeftOutRow[] {
  const rows = new Map<string, LeftOutRow>()
  for (const { factorSet, refusal } of refusals) {
    const [, pointer = '', at] = ROW.exec(refusal.pointer) ?? []
    const mode = demand[Number(at ?? Number.NaN)]?.mode
    if (mode === undefined || refusal.code !== 'factor-not-found') return []
    if (!rows.has(pointer)) rows.set(pointer, { pointer, mode, factorSet, detail: refusal.detail })
  }
  return rows.size < demand.length ? [...rows.values()] : []
}

const ROW = /^(\/demand\/(\d+))(?:\/|$)/

const without = (request: EstimateRequest, leftOut: readonly LeftOutRow[]): EstimateRequest => ({
  ...request,
  demand: request.demand.filter((_, at) => leftOut.every(({ pointer }) => pointer !== `/demand/${at}`)),
})

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
