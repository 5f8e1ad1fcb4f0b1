import { logarithmicChange, logarithmicMean } from './logarithmic-mean.ts'

/** A factor of a product at two times; neither is below 0. */
export interface FactorChange {
  readonly before: number
  readonly after: number
}

/**
 * How much each factor moved a product: additive LMDI-I of one cell. The effects sum to the change of the product.
 *
 * A product that is 0 on one side only is explained by the factors that are 0 there, in equal parts: the limit for
 * equal small values (Ang, Zhang & Choi 1998; Ang & Liu 2007).
 *
 * @param factors every factor of the product, in any order; a factor that divides is given as 1/x
 * @returns the effect of each, in the unit of the product
 */
export function additiveEffects(factors: readonly FactorChange[]): readonly number[] {
  const before = factors.reduce((product, factor) => product * factor.before, 1)
  const after = factors.reduce((product, factor) => product * factor.after, 1)
  if (before === 0 && after === 0) return factors.map(() => 0)
  if (before === 0 || after === 0) {
    const side = before === 0 ? 'before' : 'after'
    const zeros = factors.filter((factor) => factor[side] === 0).length
    return factors.map((factor) => (factor[side] === 0 ? (after - before) / zeros : 0))
  }
  const mean = logarithmicMean(before, after)
  return factors.map((factor) => mean * logarithmicChange(factor.before, factor.after))
}

/**
 * An additive effect on a total as the ratio that it multiplies the total by: exp(effect / L(before, after)).
 * The ratios of all effects multiply to after / before.
 *
 * @param before the total, above 0
 * @param after the total, above 0
 */
export function multiplierOf(effect: number, before: number, after: number): number {
  return Math.exp(effect / logarithmicMean(before, after))
}
