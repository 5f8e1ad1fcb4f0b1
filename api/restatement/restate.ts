import { setImmediate as otherWork } from 'node:timers/promises'
import { EstimateRefused, TRANSBOUNDARY_SPLITS } from '../../src/index.ts'
import { assess } from '../draws/simulate.ts'
import { type Answer, type Estimated, estimateQuestion, questionOf, toAnswer } from '../estimate/estimate.ts'
import { type FindSaved, placeFaults } from '../estimate/part-of-body.ts'
import type { EstimateResult } from '../estimate/result-schema.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type Common, type Filed, toRestatement } from './answer.ts'
import { type Member, madeAgain, readMembers, yearOf } from './member.ts'
import type { Restatement, RestatementFrame } from './schema.ts'

/**
 * A series as it was filed, and recomputed on one basis; the same for HTTP and shell.
 *
 * Nothing is saved. Intervals are propagated here, or left out if a request switches uncertainty off.
 *
 * @throws {Failure} with the faults of every estimate at once
 */
export async function restate(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<Restatement> {
  const { members, chosen } = await readMembers(body, factorSets, findSaved)
  const filed: Filed[] = []
  for (const member of members) {
    filed.push(asFiled(member, factorSets))
    await otherWork()
  }
  const common = commonBasis(members, chosen, factorSets)
  return toRestatement(filed, await recomputeAll(members, common, factorSets), common)
}

function asFiled(member: Member, factorSets: FactorSets): Filed {
  const { pointer, saved } = member
  const made = madeAgain(member, factorSets)
  const answer = made && withInterval(made)
  // The saved result counts, even if this version would give another.
  const result = saved ? (JSON.parse(saved.result) as EstimateResult) : answer?.result
  if (!result) throw new Error('A request that was checked cannot be estimated.')
  return { year: yearOf(member), pointer, saved: saved !== undefined, result, answer }
}

/** Always by propagation: drawing a hundred years would keep other requests waiting. */
function withInterval(made: Estimated): Answer {
  return toAnswer(made, assess(made.estimate, 'result'))
}

/** The choices of the request. Defaults: the newest set, and the other choices of the last year. */
function commonBasis(
  members: readonly Member[],
  chosen: RestatementFrame['with'],
  factorSets: FactorSets,
): Common {
  const last = members.at(-1)?.request
  if (!last) throw new Error('A series has at least two years.')
  const allocation = chosen?.allocation ?? last.allocation
  const split = chosen?.transboundarySplit ?? last.transboundarySplit ?? TRANSBOUNDARY_SPLITS[0]
  return {
    factorSet: factorSets.get(chosen?.factorSet).content.id,
    gwp: chosen?.gwp ?? last.gwp,
    allocation,
    // The split only matters for induced activity; keeping it would change the id.
    ...(allocation === 'induced-activity' ? { transboundarySplit: split } : {}),
  }
}

async function recomputeAll(
  members: readonly Member[],
  common: Common,
  factorSets: FactorSets,
): Promise<readonly Answer[]> {
  const faults: Fault[] = []
  const answers: Answer[] = []
  for (const { pointer, request } of members) {
    try {
      answers.push(withInterval(estimateQuestion(questionOf({ ...request, ...common }, factorSets))))
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      faults.push(...placeFaults(error.refusals, pointer, `Recomputed with factor set ${common.factorSet}: `))
    }
    await otherWork()
  }
  if (faults.length > 0) throw refusal(faults)
  return answers
}
