import { setImmediate as otherWork } from 'node:timers/promises'
import { EstimateRefused } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { estimateQuestion, questionOf } from './estimate.ts'
import { placeFaults, unknownSet } from './part-of-body.ts'
import type { EstimateRequest } from './request-schema.ts'

/**
 * Why requests of a body that is refused already cannot be estimated, so that these faults come with the others.
 *
 * @param factorSet the set that all are to be estimated with; undefined: each with its own
 */
export async function estimateRefusals(
  given: readonly { readonly pointer: string; readonly request: EstimateRequest }[],
  factorSet: string | undefined,
  factorSets: FactorSets,
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  for (const { pointer, request } of given) {
    const named = factorSet ?? request.factorSet
    // A set that is not here is told where it is named.
    if (unknownSet(named, factorSets, '').length > 0) continue
    const { id } = factorSets.get(named).content
    try {
      estimateQuestion(questionOf({ ...request, factorSet: id }, factorSets))
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      faults.push(...placeFaults(error.refusals, pointer, `With factor set ${id}: `))
    }
    await otherWork()
  }
  return faults
}
