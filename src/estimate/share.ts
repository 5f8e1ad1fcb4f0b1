import type { EstimateContext } from './context.ts'
import type { Parameter } from './parameter.ts'

/** A stated share scaled by the sum of its like, where the caller asked for that. */
export function renormalised(context: EstimateContext, share: Parameter, sum: number): Parameter {
  if (sum === 1) return share
  context.notice(
    'shares-renormalised',
    `The stated shares sum to ${sum}, so Cordon divides each of them by that sum.`,
  )
  return context.derived(
    `renormalised:${share.key}`,
    share.name,
    'share',
    'stated share ÷ sum of the stated shares',
    [share],
    { formula: 'over-constant', constants: { divisor: sum } },
  )
}
