/** What a sum depends on: its factors, the slots that they are made of, and the variables that these follow from. */
export interface Dependence {
  readonly factors: readonly number[]
  /** The slots that follow from others, the last first. */
  readonly slots: readonly number[]
  /** In their order. */
  readonly variables: readonly number[]
}

/** The same, with the places of numbers that steps come to. */
export interface SumDependence extends Dependence {
  /** The sum itself. */
  readonly whole: number
  /** The derivative of the sum by the score of each variable. */
  readonly gradient: readonly number[]
}

/** What either of two figures depends on. */
export interface Union {
  /** The variables, in their order. */
  readonly variables: readonly number[]
  /** For each of them, the place of the derivative of either figure, which is that of 0 if it does not depend on it. */
  readonly above: readonly number[]
  readonly below: readonly number[]
  /** For each variable of either figure, its place among these. */
  readonly ofAbove: readonly number[]
  readonly ofBelow: readonly number[]
}

/** Joins what two sums depend on. */
export function unite(above: SumDependence, below: SumDependence, zero: number): Union {
  const union = {
    variables: [] as number[],
    above: [] as number[],
    below: [] as number[],
    ofAbove: [] as number[],
    ofBelow: [] as number[],
  }
  let [i, j] = [0, 0]
  while (i < above.variables.length || j < below.variables.length) {
    const left = above.variables[i] ?? Number.POSITIVE_INFINITY
    const right = below.variables[j] ?? Number.POSITIVE_INFINITY
    const place = union.variables.push(Math.min(left, right)) - 1
    union.above.push(left <= right ? (above.gradient[i] as number) : zero)
    union.below.push(right <= left ? (below.gradient[j] as number) : zero)
    if (left <= right) {
      union.ofAbove.push(place)
      i += 1
    }
    if (right <= left) {
      union.ofBelow.push(place)
      j += 1
    }
  }
  return union
}
