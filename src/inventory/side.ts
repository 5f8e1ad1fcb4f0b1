import type { EstimateInput } from '../estimate/input.ts'
import type { Allocation, TransboundarySplit } from '../vocabulary.ts'
import type { Allocated } from './allocate.ts'

/** An estimate under one allocation. */
export interface Side extends Allocated {
  readonly allocation: Allocation
}

/** False if nothing that emits is left. If no trip belongs to the city, its emissions are known to be 0. */
export const givesAnything = ({ estimate: made, notEstimated }: Allocated): boolean =>
  notEstimated.length === 0 || made.lines.some(({ method }) => method !== 'human-powered')

/** How the counted half of crossing trips is split between scopes 1 and 3. */
export const splitOf = ({ transboundarySplit }: EstimateInput): TransboundarySplit =>
  transboundarySplit ?? 'nearest-half'
