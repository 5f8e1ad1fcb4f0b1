import exp from '@stdlib/math-base-special-exp'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { type FigureLeaves, leavesOf, rootOf } from './figure-leaves.ts'
import { Linear } from './linear.ts'
import type { Correlated, Program, ProgramFigure } from './program.ts'
import { Room, type Workspace } from './room.ts'
import type { Bounds } from './uncertainty-notice.ts'

/** The ends of a figure's interval. */
export interface Interval extends Bounds {
  readonly id: string
}

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

/** A sum with the factors and variables that it depends on. */
interface Part extends Slope {
  /** The sum depends on the first `factorCount` of them. */
  readonly factors: Int32Array
  readonly factorCount: number
  readonly variables: Int32Array
  readonly variableCount: number
}

/**
 * Intervals of every figure by error propagation, IPCC Approach 1, with correlations: the variance of a figure is the sum
 * of its squared changes with each variable. A variable that many products share counts once, for all of them together.
 *
 * Along the direction in which a figure changes most, the figure is treated as a shifted lognormal `a + b·exp(s·z)` with
 * the same first and second derivative. This is normal if nothing is skewed, and exactly lognormal for a product of
 * lognormals, as in IPCC 2006, Volume 1, chapter 3, Eq. 3.5 to 3.8. Half of the curvature across that direction moves the
 * middle.
 */
export class Propagation {
  readonly #program: Program
  readonly #leaves: FigureLeaves
  readonly #linear: Linear
  readonly #score: number
  /** For the sum gathered last: what each factor multiplies, and the factors and variables that the sum depends on. */
  readonly #weights: Float64Array
  /** 1 for a factor that occurred; its weight may be 0 if products cancel. */
  readonly #gathered: Int32Array
  readonly #factors: Int32Array
  #factorCount = 0
  readonly #variables: Int32Array
  #variableCount = 0
  #median = 0
  #spread = 0
  readonly #gradient: Float64Array
  readonly #quotient: Float64Array
  /** Numerators and denominators of other figures. */
  readonly #kept = new Map<number, Part>()
  /** Every variable and factor of the program, where a sum of many figures was asked for. */
  #every: { readonly variables: Int32Array; readonly factors: Int32Array } | undefined
  readonly #workspace: Workspace | undefined

  /**
   * @param level of confidence, above 0 and below 1
   * @param workspace for one that is not needed for longer
   */
  constructor(program: Program, level = 0.95, workspace?: Workspace) {
    this.#workspace = workspace
    this.#program = program
    this.#leaves = leavesOf(program.figures)
    this.#linear = new Linear(program, workspace)
    this.#score = level === 0.95 ? SCORE_OF_95 : scoreOf(level)
    const factors = program.factorSlots.length
    const variables = program.variables.length
    const room = new Room(3 * factors + 3 * variables, workspace)
    this.#weights = room.floats(factors)
    this.#gathered = room.integers(factors)
    this.#factors = room.integers(factors)
    this.#variables = room.integers(variables)
    this.#gradient = room.floats(variables)
    this.#quotient = room.floats(variables)
  }

  /** The interval of every figure that is shown. */
  intervals(): readonly Interval[] {
    return [...this.boundsById()].map(([id, { lower, upper }]) => ({ id, lower, upper }))
  }

  /** The same by the id of the figure; figures with the same value share their bounds. */
  boundsById(): ReadonlyMap<string, Bounds> {
    const { figures } = this.#program
    const found: (Bounds | undefined)[] = figures.map(() => undefined)
    const byId = new Map<string, Bounds>()
    for (let index = 0; index < figures.length; index += 1) {
      const { id, shown } = figures[index] as ProgramFigure
      if (!shown) continue
      const root = rootOf(figures, index)
      const bounds = found[root] ?? this.#bounds(root)
      found[root] = bounds
      byId.set(id, bounds)
    }
    return byId
  }

  /** How a figure changes with each variable. */
  slopeOf(index: number): Slope {
    const rule = this.#program.figures[index]?.rule
    if (rule?.kind === 'same') return this.slopeOf(rule.as)
    if (rule?.kind !== 'ratio') return this.#keep(index)
    const { gradient, together, ...rest } = this.#ratio(rule.above, rule.below)
    return { ...rest, gradient: gradient.slice(), together: together.slice() }
  }

  /** The second derivative of a sum along a direction of the scores. */
  bendOf(index: number, direction: Float64Array): number {
    const root = rootOf(this.#program.figures, index)
    return this.#bendOfSum(root, this.#keep(root), direction)
  }

  /** The second derivative of a weighted sum of figures along a direction of the scores: the program is followed once. */
  bendOfAll(
    figures: readonly { readonly index: number; readonly weight: number }[],
    direction: Float64Array,
  ): number {
    const { variables, factorSlots } = this.#program
    this.#every ??= {
      variables: Int32Array.from(variables, (_, at) => at),
      factors: Int32Array.from(factorSlots, (_, at) => at),
    }
    this.#linear.follow(direction, this.#every.variables, variables.length)
    this.#linear.followFactors(this.#every.factors, factorSlots.length)
    return figures.reduce(
      (sum, { index, weight }) => sum + weight * this.#bend(rootOf(this.#program.figures, index)),
      0,
    )
  }

  #bounds(index: number): Bounds {
    const { rule, isDifference } = this.#program.figures[index] as ProgramFigure
    const value = this.#program.values[index] as number
    if (rule.kind === 'ratio') {
      const { above, below } = rule
      const ratio = this.#ratio(above, below)
      return this.#boundsOf(value, isDifference, ratio, (direction) =>
        this.#bendOfRatio(ratio.median, above, below, direction),
      )
    }
    // The part of a ratio is wanted again after its own interval.
    const part = this.#leaves.isOfRatio[index] === 1 ? this.#keep(index) : this.#part(index)
    return this.#boundsOf(value, isDifference, part, (direction) => this.#bendOfSum(index, part, direction))
  }

  /** @param bendAlong the second derivative of the figure along a direction of the scores */
  #boundsOf(
    value: number,
    isDifference: true | undefined,
    part: Slope,
    bendAlong: (direction: Float64Array) => number,
  ): Bounds {
    const deviation = Math.sqrt(part.variance)
    if (!(deviation > 0 && Number.isFinite(deviation))) return { lower: value, upper: value }
    const along = bendAlong(part.together) / part.variance
    // The curvature across ignores correlations: it treats the scores as independent.
    const { gradient, together } = part
    const alone = together === gradient ? along : bendAlong(gradient) / dot(gradient, gradient)
    const middle = part.median + (part.spread - alone) / 2
    const skew = along / deviation
    const lower = middle + deviation * bend(-this.#score, skew)
    return {
      lower: isDifference ? lower : Math.max(0, lower),
      upper: middle + deviation * bend(this.#score, skew),
    }
  }

  /** A sum of products; its arrays are overwritten by the next one. */
  #part(index: number): Part {
    this.#clear()
    this.#gather(this.#leaves.starts[index] as number, this.#leaves.starts[index + 1] as number)
    this.#variableCount = this.#linear.gradient(
      this.#factors,
      this.#factorCount,
      this.#weights,
      this.#gradient,
      this.#variables,
    )
    const { gradient, together, variance } = withTogether(this.#gradient, this.#program.correlated)
    return {
      median: this.#median,
      gradient,
      together,
      variance,
      spread: this.#spread,
      factors: this.#factors,
      factorCount: this.#factorCount,
      variables: this.#variables,
      variableCount: this.#variableCount,
    }
  }

  /** Forgets the sum gathered last. */
  #clear(): void {
    for (let at = 0; at < this.#factorCount; at += 1) {
      const factor = this.#factors[at] as number
      this.#weights[factor] = 0
      this.#gathered[factor] = 0
    }
    for (let at = 0; at < this.#variableCount; at += 1) this.#gradient[this.#variables[at] as number] = 0
    this.#factorCount = 0
    this.#variableCount = 0
    this.#median = 0
    this.#spread = 0
  }

  #keep(index: number): Part {
    const root = rootOf(this.#program.figures, index)
    const known = this.#kept.get(root)
    if (known) return known
    const part = this.#part(root)
    const { factorCount, variableCount } = part
    const room = new Room(part.gradient.length + factorCount + variableCount, this.#workspace)
    const gradient = room.floats(part.gradient.length)
    for (let at = 0; at < variableCount; at += 1) {
      const variable = part.variables[at] as number
      gradient[variable] = part.gradient[variable] as number
    }
    const kept = {
      ...part,
      gradient,
      together: part.together === part.gradient ? gradient : part.together,
      factors: copyOf(part.factors, factorCount, room),
      variables: copyOf(part.variables, variableCount, room),
    }
    this.#kept.set(root, kept)
    return kept
  }

  /** Gathers what the leaves of a figure, from `first` up to `end`, are made of. */
  #gather(first: number, end: number): void {
    const { products, spreads, starts, factors } = this.#linear
    const { products: ofLeaf, weights: weightOfLeaf } = this.#leaves
    const weights = this.#weights
    const gathered = this.#gathered
    const found = this.#factors
    let count = 0
    let median = 0
    let spread = 0
    for (let leaf = first; leaf < end; leaf += 1) {
      const product = ofLeaf[leaf] as number
      const value = (products[product] as number) * (weightOfLeaf[leaf] as number)
      if (value === 0) continue
      median += value
      spread += value * (spreads[product] as number)
      const last = starts[product + 1] as number
      for (let entry = starts[product] as number; entry < last; entry += 1) {
        const factor = factors[entry] as number
        if (gathered[factor] === 0) {
          gathered[factor] = 1
          found[count] = factor
          count += 1
        }
        weights[factor] = (weights[factor] as number) + value
      }
    }
    this.#factorCount = count
    this.#median = median
    this.#spread = spread
  }

  /** Uses the logarithm, whose derivatives are the differences of those of the two logarithms. */
  #ratio(aboveIndex: number, belowIndex: number): Slope {
    const above = this.#keep(aboveIndex)
    const below = this.#keep(belowIndex)
    const median = below.median === 0 ? 0 : above.median / below.median
    const gradient = this.#quotient.fill(0)
    if (median === 0) return { median, gradient, together: gradient, variance: 0, spread: 0 }
    for (let k = 0; k < gradient.length; k += 1)
      gradient[k] =
        median * ((above.gradient[k] as number) / above.median - (below.gradient[k] as number) / below.median)
    const slope = withTogether(gradient, this.#program.correlated)
    const across =
      above.spread / above.median -
      dot(above.gradient, above.gradient) / above.median ** 2 -
      below.spread / below.median +
      dot(below.gradient, below.gradient) / below.median ** 2 +
      dot(gradient, gradient) / median ** 2
    return { median, ...slope, spread: median * across }
  }

  /** The second derivative of a sum along a direction. */
  #bendOfSum(index: number, part: Part, direction: Float64Array): number {
    this.#linear.follow(direction, part.variables, part.variableCount)
    this.#linear.followFactors(part.factors, part.factorCount)
    return this.#bend(index)
  }

  /** The second derivative of a sum along the direction followed last; that of a total is summed over its parts. */
  #bend(index: number): number {
    const { partStarts, parts, starts, products, weights } = this.#leaves
    const firstPart = partStarts[index] as number
    const endOfParts = partStarts[index + 1] as number
    let bend = 0
    if (endOfParts > firstPart) {
      for (let at = firstPart; at < endOfParts; at += 1) bend += this.#bend(parts[at] as number)
      return bend
    }
    const end = starts[index + 1] as number
    for (let at = starts[index] as number; at < end; at += 1)
      bend += this.#bendOfProduct(products[at] as number) * (weights[at] as number)
    return bend
  }

  #bendOfProduct(product: number): number {
    const { products, starts, factors, factorRates, factorBends } = this.#linear
    const value = products[product] as number
    if (value === 0) return 0
    const end = starts[product + 1] as number
    let rate = 0
    let own = 0
    for (let entry = starts[product] as number; entry < end; entry += 1) {
      const factor = factors[entry] as number
      rate += factorRates[factor] as number
      own += factorBends[factor] as number
    }
    return value * (rate * rate + own)
  }

  #bendOfRatio(median: number, above: number, below: number, direction: Float64Array): number {
    const top = this.#relative(above, direction)
    const bottom = this.#relative(below, direction)
    return median * (top.bend - bottom.bend + (top.rate - bottom.rate) ** 2)
  }

  /** The derivatives of the logarithm of a sum along a direction. */
  #relative(index: number, direction: Float64Array): { rate: number; bend: number } {
    const part = this.#keep(index)
    const rate = dot(part.gradient, direction) / part.median
    return { rate, bend: this.bendOf(index, direction) / part.median - rate * rate }
  }
}

/** @param level of confidence, above 0 and below 1 */
export const propagate = (program: Program, level = 0.95): readonly Interval[] =>
  new Propagation(program, level).intervals()

/** R · gradient and the variance, where R = L·Lᵀ for variables that move together and 1 for all others. */
function withTogether(
  gradient: Float64Array,
  correlated: readonly Correlated[],
): Pick<Slope, 'gradient' | 'together' | 'variance'> {
  if (correlated.length === 0) return { gradient, together: gradient, variance: dot(gradient, gradient) }
  const together = gradient.slice()
  for (const { variables, lower } of correlated) {
    const n = variables.length
    const turned = variables.map((_, j) =>
      variables.reduce(
        (sum, member, i) => sum + (lower[i * n + j] as number) * (gradient[member] as number),
        0,
      ),
    )
    for (const [i, member] of variables.entries())
      together[member] = turned.reduce((sum, one, j) => sum + (lower[i * n + j] as number) * one, 0)
  }
  return { gradient, together, variance: dot(gradient, together) }
}

function copyOf(numbers: Int32Array, count: number, room: Room): Int32Array {
  const copy = room.integers(count)
  for (let at = 0; at < count; at += 1) copy[at] = numbers[at] as number
  return copy
}

const scoreOf = (level: number): number => normalQuantile((1 + level) / 2, 0, 1)
const SCORE_OF_95 = scoreOf(0.95)

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}

/** (exp(s·z) − 1)/s, which is z if s is 0. */
export function bend(z: number, s: number): number {
  const x = s * z
  return Math.abs(x) < 1e-4 ? z * (1 + x / 2 + (x * x) / 6) : (exp(x) - 1) / s
}
