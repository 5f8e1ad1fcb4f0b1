import { type Estimate, estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { EstimateRefused } from '../issues.ts'
import { ALLOCATIONS, type Allocation, type TransboundarySplit } from '../vocabulary.ts'
import { type Allocated, allocate } from './allocate.ts'
import type { Boundary } from './row-share.ts'

/** An estimate by the allocation that its input asks for, beside all activity as it was stated. */
export interface AllocatedEstimate extends Allocated {
  readonly base: Estimate
}

/** One allocation of an estimate, with its name. */
export interface Side extends Allocated {
  readonly allocation: Allocation
}

/** The allocations that are made of activity; fuel sold is not. */
const OF_ACTIVITY: readonly Boundary['allocation'][] = ALLOCATIONS.filter((one) => one !== 'fuel-sales')

/**
 * Estimates what belongs to the city by the allocation asked for.
 *
 * @throws {EstimateRefused} with every fault of the input; or if the allocation can give nothing of it
 */
export function estimateAllocated(input: EstimateInput, set: FactorSet): AllocatedEstimate {
  const base = estimate(input, set)
  const asked = OF_ACTIVITY.find((one) => one === input.allocation)
  const allocated = asked && allocate(base, { allocation: asked, split: splitOf(input) })
  if (allocated && givesAnything(allocated)) return { ...allocated, base }
  const reasons = allocated?.notEstimated.map(({ detail }) => detail) ?? [
    'Fuel sold is not turned into an estimate here.',
  ]
  throw new EstimateRefused([
    {
      code: 'allocation-not-available',
      pointer: '/allocation',
      detail: `Nothing can be estimated by the ${input.allocation} allocation. ${reasons.join(' ')}`,
      candidates: sidesOf(base)
        .filter(givesAnything)
        .map(({ allocation }) => allocation),
    },
  ])
}

/** An estimate under every allocation that is made of activity, in the order of the vocabulary. */
export const sidesOf = (base: Estimate): readonly Side[] =>
  OF_ACTIVITY.map((allocation) => ({
    allocation,
    ...allocate(base, { allocation, split: splitOf(base.input) }),
  }))

/** Whether anything that emits is left; a city none of whose trips belong to it has emissions of 0, which is known. */
export const givesAnything = ({ estimate: made, notEstimated }: Allocated): boolean =>
  notEstimated.length === 0 || made.lines.some(({ method }) => method !== 'human-powered')

/** How the counted half of crossing trips is shared between scope 1 and 3. */
export const splitOf = ({ transboundarySplit }: EstimateInput): TransboundarySplit =>
  transboundarySplit ?? 'nearest-half'
