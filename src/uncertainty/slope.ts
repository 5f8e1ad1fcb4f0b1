import type { Dependence } from './dependence.ts'
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

/** The variables of which a gradient is not 0: the first `variableCount` of them, in their order. */
export type On = Pick<Dependence, 'variables' | 'variableCount'>

/** Lᵀ · gradient of variables that move together, in their order; the sum of its squares is their variance. */
export const turnedBy = ({ variables, lower }: Correlated, gradient: Float64Array): readonly number[] =>
  variables.map((_, j) =>
    variables.reduce(
      (sum, member, i) => sum + (lower[i * variables.length + j] as number) * (gradient[member] as number),
      0,
    ),
  )

/** R · gradient and the variance, where R = L·Lᵀ for variables that move together and 1 for all others. */
export function withTogether(
  gradient: Float64Array,
  on: On,
  correlated: readonly Correlated[],
): Pick<Slope, 'gradient' | 'together' | 'variance'> {
  if (correlated.length === 0)
    return { gradient, together: gradient, variance: dotOn(gradient, gradient, on) }
  const together = gradient.slice()
  for (const one of correlated) {
    const { variables, lower } = one
    const n = variables.length
    const turned = turnedBy(one, gradient)
    for (const [i, member] of variables.entries())
      together[member] = turned.reduce((sum, one, j) => sum + (lower[i * n + j] as number) * one, 0)
  }
  return { gradient, together, variance: dot(gradient, together) }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}

/** The same where one of them is 0 for all other variables; what is left out would add 0. */
export function dotOn(a: Float64Array, b: Float64Array, { variables, variableCount }: On): number {
  let sum = 0
  for (let at = 0; at < variableCount; at += 1) {
    const k = variables[at] as number
    sum += (a[k] as number) * (b[k] as number)
  }
  return sum
}

/** gradient · gradient, which is the variance where nothing moves together. */
export const squareOf = (
  { gradient, together, variance }: Pick<Slope, 'gradient' | 'together' | 'variance'>,
  on: On,
): number => (together === gradient ? variance : dotOn(gradient, gradient, on))

/**
 * Writes what either of two depends on, in order.
 *
 * @returns how many they are
 */
export function unite(out: Int32Array, a: On, b: On): number {
  let [i, j, found] = [0, 0, 0]
  while (i < a.variableCount || j < b.variableCount) {
    const left = i < a.variableCount ? (a.variables[i] as number) : Number.POSITIVE_INFINITY
    const right = j < b.variableCount ? (b.variables[j] as number) : Number.POSITIVE_INFINITY
    out[found] = left < right ? left : right
    found += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return found
}
