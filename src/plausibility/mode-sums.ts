import type { Estimate } from '../estimate/estimate.ts'
import type { Sums } from '../estimate/totals.ts'
import type { Mode } from '../vocabulary.ts'

/** The sums of each mode, without emissions that are not split by mode. */
export const modeSums = ({ byMode }: Pick<Estimate, 'byMode'>): readonly (readonly [Mode, Sums])[] =>
  [...byMode].flatMap(([mode, sums]) => (mode === 'not-split' ? [] : [[mode, sums] as const]))
