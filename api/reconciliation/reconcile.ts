import {
  type CoveredBalance,
  EstimateRefused,
  energyBalance,
  gapSums,
  gapsOf,
  offerOf,
  type Refusal,
  SumUncertainty,
} from '../../src/index.ts'
import { intervalsOf, type Simulate } from '../draws/simulate.ts'
import { type Question, questionOf } from '../estimate/estimate.ts'
import { toEstimateInput } from '../estimate/to-input.ts'
import { isFailure } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { toReconciliation, toStatedCauses } from './answer.ts'
import type { ReconciliationRequest } from './request-schema.ts'
import type { ReconciliationResult } from './schema.ts'

interface Asked {
  readonly question: Question
  readonly balance: CoveredBalance
}

/** @throws {EstimateRefused} with all faults of the estimate, the sales and the causes */
function balanceOf({ causes, ...request }: ReconciliationRequest, factorSets: FactorSets): Asked {
  const question = questionOf(request, factorSets)
  const input = toEstimateInput(question.request)
  return { question, balance: energyBalance(input, toStatedCauses(causes), question.set) }
}

/**
 * Compares fuel sold with the fuel that activity burns; the same for HTTP and shell.
 *
 * The reconciled estimate is assessed after the gaps, because the widths of the gaps determine its weights.
 *
 * @throws {EstimateRefused} if it cannot be reconciled
 */
export async function reconcile(
  request: ReconciliationRequest,
  factorSets: FactorSets,
  simulate: Simulate,
): Promise<ReconciliationResult> {
  const { question, balance } = balanceOf(request, factorSets)
  const bounds = await intervalsOf(balance.source, gapSums(balance), simulate)
  const gaps = gapsOf(balance, bounds)
  const offer = offerOf(balance, gaps.ofCarriers)
  const offerBounds = await intervalsOf(balance.source, offer.sums, simulate)
  return toReconciliation(question, balance, { gaps, bounds, offer, offerBounds })
}

/** Why a checked request cannot be reconciled; empty if it can, or if it names an unknown set. */
export function reconciliationRefusals(
  request: ReconciliationRequest,
  factorSets: FactorSets,
): readonly Refusal[] {
  try {
    const { balance } = balanceOf(request, factorSets)
    new SumUncertainty(balance.source, gapSums(balance))
  } catch (error) {
    if (error instanceof EstimateRefused) return error.refusals
    if (!isFailure(error, 'unknown-factor-set')) throw error
  }
  return []
}
