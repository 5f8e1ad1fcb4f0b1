import {
  type Assessment,
  type Coverage,
  type Detail,
  type Estimate,
  EstimateRefused,
  estimateCity,
  type FactorSet,
  type NotEstimated,
  type Refusal,
  Uncertainty,
} from '../../src/index.ts'
import { assessAsAsked, type Simulate } from '../draws/simulate.ts'
import { isFailure } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate } from '../store/store.ts'
import { estimateId } from './estimate-id.ts'
import { getKnown } from './figure-schema.ts'
import { toLines } from './lines-answer.ts'
import { withNamedOverlay } from './named-overlay.ts'
import { withOwnFactors } from './own-factors.ts'
import type { EstimateRequest } from './request-schema.ts'
import { toResult } from './result-answer.ts'
import { resultBytes } from './result-bytes.ts'
import type { EstimateResult, LinesView } from './result-schema.ts'
import { toEstimateInput } from './to-input.ts'

/** What a request is estimated with, and what the estimate is called. */
export interface Question {
  readonly request: EstimateRequest
  readonly set: FactorSet
  readonly id: string
}

/** A question that was estimated; nothing is said of how certain it is. */
export interface Estimated extends Question {
  /** What belongs to the city by the allocation asked for. */
  readonly estimate: Estimate
  readonly notEstimated: readonly NotEstimated[]
  /** All activity as it was stated, before any allocation. */
  readonly base: Estimate
  readonly coverage: Coverage
}

/** An estimate with the answer that callers see. */
export interface Answer extends Estimated {
  readonly assessment: Assessment | undefined
  readonly result: EstimateResult
}

/**
 * The set and the id of a checked request.
 *
 * @throws {Failure} `unknown-factor-set` if the request names a set that is not loaded
 * @throws {EstimateRefused} if its own factors cannot be laid over the set
 */
export function questionOf(asked: EstimateRequest, factorSets: FactorSets): Question {
  const request = withNamedOverlay(asked, factorSets)
  const set = withOwnFactors(request, factorSets.get(request.factorSet, '/factorSet'))
  return { request, set, id: estimateId(request, set) }
}

/** @throws {EstimateRefused} if a question cannot be estimated */
export function estimateQuestion(question: Question): Estimated {
  return { ...question, ...estimateCity(toEstimateInput(question.request), question.set) }
}

/**
 * What a question comes to; the same from HTTP and from a shell.
 *
 * @param detail `lines` where `linesOf` is wanted too
 * @throws {EstimateRefused} if it cannot be estimated
 */
export async function answerTo(question: Question, simulate: Simulate, detail: Detail): Promise<Answer> {
  const made = estimateQuestion(question)
  return toAnswer(made, await assessAsAsked(made.estimate, detail, simulate))
}

/** An estimate with its uncertainty as callers see it. */
export function toAnswer(made: Estimated, assessment: Assessment | undefined): Answer {
  const { estimate: of, notEstimated, coverage, set, id, request } = made
  return { ...made, assessment, result: toResult(of, assessment, set, id, request, coverage, notEstimated) }
}

/** The lines of an answer that was made in that detail. */
export const linesOf = ({ estimate: made, assessment, set }: Answer): LinesView =>
  toLines(made, assessment, set)

/** Why a checked request cannot be estimated; empty if it can, or if it names a set that is not loaded. */
export function refusalsOf(asked: EstimateRequest, factorSets: FactorSets): readonly Refusal[] {
  try {
    const { estimate: made } = estimateQuestion(questionOf(asked, factorSets))
    if (made.input.uncertainty?.method !== 'none') new Uncertainty(made, 'result')
  } catch (error) {
    if (error instanceof EstimateRefused) return error.refusals
    if (!isFailure(error, 'unknown-factor-set')) throw error
  }
  return []
}

/** An answer made in the detail of lines as it is kept: the very bytes that were given out. */
export function toSaved(answer: Answer): SavedEstimate {
  const { request, set, result } = answer
  const { id, city, period, totals } = result
  return {
    id,
    city: { name: city.name, country: city.country },
    period,
    factorSet: set.content.id,
    co2e: { value: getKnown(totals.co2e).value, unit: totals.co2e.unit },
    ...(request.demandSource === undefined ? {} : { dataset: request.demandSource.dataset }),
    request: JSON.stringify(request),
    result: resultBytes(result).toString(),
    lines: JSON.stringify(linesOf(answer)),
  }
}
