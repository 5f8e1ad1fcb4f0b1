import type { Correlated } from './program.ts'

/** How a figure changes when the scores of the variables change. */
export interface Slope {
  /** The figure at the medians of the variables. */
  readonly median: number
  /** Derivative of the figure by the score of each variable. */
  readonly gradient: Float64Array
  /** The same, including variables that move together: R · gradient. */
  readonly together: Float64Array
  /** First-order variance: gradient · together. */
  readonly variance: number
  /** The sum of the curvature of the figure in all directions. */
  readonly spread: number
}

/** A figure along the directions by which its interval is found. */
export interface Curve extends Pick<Slope, 'median' | 'variance' | 'spread'> {
  /** gradient · gradient, which is the variance where nothing moves together. */
  readonly square: number
  /** The second derivative along R · gradient and along the gradient. */
  readonly bendTogether: number
  readonly bendAlone: number
}

/** Whether a figure has an interval. */
export const isUncertain = (variance: number): boolean => {
  const deviation = Math.sqrt(variance)
  return deviation > 0 && Number.isFinite(deviation)
}

/** Lᵀ · gradient of variables that move together, in their order; the sum of its squares is their variance. */
export const turnedBy = ({ variables, lower }: Correlated, gradient: Float64Array): readonly number[] =>
  variables.map((_, j) =>
    variables.reduce(
      (sum, member, i) => sum + (lower[i * variables.length + j] as number) * (gradient[member] as number),
      0,
    ),
  )

/** R · gradient, where R = L·Lᵀ for variables that move together and 1 for all others. */
export function togetherOf(gradient: Float64Array, correlated: readonly Correlated[]): Float64Array {
  if (correlated.length === 0) return gradient
  const together = gradient.slice()
  for (const one of correlated) {
    const { variables, lower } = one
    const n = variables.length
    const turned = turnedBy(one, gradient)
    for (const [i, member] of variables.entries())
      together[member] = turned.reduce((sum, one, j) => sum + (lower[i * n + j] as number) * one, 0)
  }
  return together
}

export function dot(a: Float64Array, b: Float64Array, length = a.length): number {
  let sum = 0
  for (let k = 0; k < length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}

/** One place for each of `count` variables; those that are not named are 0. */
export function full(variables: readonly number[], numbers: Float64Array, count: number): Float64Array {
  const all = new Float64Array(count)
  for (let at = 0; at < variables.length; at += 1) all[variables[at] as number] = numbers[at] as number
  return all
}
