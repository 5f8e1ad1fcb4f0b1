import { setImmediate as otherWork } from 'node:timers/promises'
import { type Estimate, EstimateRefused, type Refusal } from '../../src/index.ts'
import { type Estimated, estimateQuestion, questionOf } from '../estimate/estimate.ts'
import type { GivenEstimate } from '../estimate/given-estimate.ts'
import { placeFaults } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { type Fault, isFailure, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'

/** An estimate as filed and on the common basis, and what moving it there did [kg CO2e]. */
export interface BroughtTogether {
  readonly member: GivenEstimate
  readonly filedKg: number
  readonly together: Estimated
  /** What this version of the method, the common factor set and the common boundary each added. */
  readonly moved: { readonly method: number; readonly 'factor-set': number; readonly boundary: number }
  /** With its own set, or what takes its place; for what it was filed with. */
  readonly own: Estimated
  /** With the common set, by its own boundary. */
  readonly onSet: Estimated
}

/** The basis that all are computed on: the set and the boundary of the last. */
export interface CommonBasis {
  readonly factorSet: string
  readonly allocation: EstimateRequest['allocation']
  readonly transboundarySplit: EstimateRequest['transboundarySplit']
}

/**
 * Estimates on one basis: all with the set of the last, and by its allocation; where some cannot be estimated by that, by the
 * allocation of the first that all can be estimated by.
 *
 * @throws {Failure} with every fault, if no allocation is common to all
 */
export async function bringTogether(
  members: readonly GivenEstimate[],
  factorSets: FactorSets,
): Promise<{ readonly basis: CommonBasis; readonly all: readonly BroughtTogether[] }> {
  const last = members.at(-1) as GivenEstimate
  const factorSet = factorSets.get(last.request.factorSet).content.id
  const own = members.map((member) => estimatedAsFiled(member, factorSets))
  const onSet: Estimated[] = []
  const faults: Fault[] = []
  for (const [index, { pointer, request }] of members.entries()) {
    const as = own[index]
    const made = as && as.set.content.id === factorSet ? as : estimated({ ...request, factorSet }, factorSets)
    if ('refusals' in made)
      faults.push(...placeFaults(made.refusals, pointer, `With factor set ${factorSet}: `))
    else onSet.push(made)
    await otherWork()
  }
  if (faults.length > 0) throw refusal(faults)
  const { basis, together } = onOneBoundary(members, onSet, factorSets, factorSet)
  return {
    basis,
    all: members.map((member, index): BroughtTogether => {
      const [set, all] = [onSet[index] as Estimated, together[index] as Estimated]
      const before = own[index] ?? set
      const filedKg = member.filed ? 1000 * knownOf(member.filed.totals.co2e) : co2eOf(before.estimate)
      return {
        member,
        filedKg,
        together: all,
        own: before,
        onSet: set,
        moved: {
          method: stepBetween(filedKg, co2eOf(before.estimate)),
          'factor-set': stepBetween(co2eOf(before.estimate), co2eOf(set.estimate)),
          boundary: stepBetween(co2eOf(set.estimate), co2eOf(all.estimate)),
        },
      }
    }),
  }
}

/** Figures that were given out in tonnes come back with another last digit. */
const ROUNDING = 1e-12

const stepBetween = (before: number, after: number): number =>
  Math.abs(after - before) <= ROUNDING * Math.abs(before) ? 0 : after - before

const co2eOf = ({ totals }: Estimate): number => totals.co2eKg

const knownOf = ({ value, known }: NonNullable<GivenEstimate['filed']>['totals']['co2e']): number =>
  value ?? known?.value ?? 0

/** Undefined if its set is not here, or refuses it now. */
function estimatedAsFiled({ request, filed }: GivenEstimate, factorSets: FactorSets): Estimated | undefined {
  const factorSet = filed?.factorSet.id ?? request.factorSet
  try {
    return estimateQuestion(
      questionOf({ ...request, ...(factorSet === undefined ? {} : { factorSet }) }, factorSets),
    )
  } catch (error) {
    if (isFailure(error, 'unknown-factor-set') || error instanceof EstimateRefused) return undefined
    throw error
  }
}

function estimated(
  request: EstimateRequest,
  factorSets: FactorSets,
): Estimated | { readonly refusals: readonly Refusal[] } {
  try {
    return estimateQuestion(questionOf(request, factorSets))
  } catch (error) {
    if (error instanceof EstimateRefused) return { refusals: error.refusals }
    throw error
  }
}

function onOneBoundary(
  members: readonly GivenEstimate[],
  onSet: readonly Estimated[],
  factorSets: FactorSets,
  factorSet: string,
): { readonly basis: CommonBasis; readonly together: readonly Estimated[] } {
  const boundaryOf = ({ allocation, transboundarySplit }: EstimateRequest) => ({
    allocation,
    transboundarySplit,
  })
  const tried = new Map<string, ReturnType<typeof boundaryOf>>()
  for (const { request } of members.toReversed())
    tried.set(JSON.stringify(boundaryOf(request)), boundaryOf(request))
  const lacking: string[] = []
  for (const boundary of tried.values()) {
    const together = members.flatMap(({ request }, index): Estimated[] => {
      const set = onSet[index] as Estimated
      if (JSON.stringify(boundaryOf(request)) === JSON.stringify(boundary)) return [set]
      const made = estimated({ ...request, factorSet, ...boundary }, factorSets)
      // What an allocation cannot give would be missing on this side alone.
      return 'refusals' in made || made.notEstimated.length > set.notEstimated.length ? [] : [made]
    })
    if (together.length === members.length) return { basis: { factorSet, ...boundary }, together }
    lacking.push(boundary.allocation)
  }
  throw refusal(
    members.slice(1).map(({ pointer }) => ({
      code: 'not-comparable',
      pointer: `${pointer}/allocation`,
      detail: `No allocation is common to both: ${lacking.join(' and ')} each need flows or shares that one side does not state. State the rows of both by flow (within, inbound, outbound, through), or both as driven inside the boundary.`,
    })),
  )
}
