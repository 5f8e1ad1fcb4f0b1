import type { EstimateInput } from '../estimate/input.ts'
import type { Allocation, TransboundarySplit } from '../vocabulary.ts'
import type { Allocated } from './allocate.ts'

/** One allocation of an estimate, with its name. */
export interface Side extends Allocated {
  readonly allocation: Allocation
}

/** Whether anything that emits is left; a city none of whose trips belong to it has emissions of 0, which is known. */
export const givesAnything = ({ estimate: made, notEstimated }: Allocated): boolean =>
  notEstimated.length === 0 || made.lines.some(({ method }) => method !== 'human-powered')

/** How the counted half of crossing trips is shared between scope 1 and 3. */
export const splitOf = ({ transboundarySplit }: EstimateInput): TransboundarySplit =>
  transboundarySplit ?? 'nearest-half'
