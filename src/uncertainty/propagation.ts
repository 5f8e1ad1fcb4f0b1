import exp from '@stdlib/math-base-special-exp'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { Dependence } from './dependence.ts'
import { type FigureLeaves, leavesOf, rootOf } from './figure-leaves.ts'
import { Linear } from './linear.ts'
import type { Program, ProgramFigure } from './program.ts'
import { Room, type Workspace } from './room.ts'
import { dot, dotOn, type Slope, squareOf, unite, withTogether } from './slope.ts'
import type { Bounds } from './uncertainty-notice.ts'

/** The ends of a figure's interval. */
export interface Interval extends Bounds {
  readonly id: string
}

/** A sum with what it depends on. */
interface Part extends Slope {
  /** The first `factorCount` of them. */
  readonly factors: Int32Array
  readonly factorCount: number
  readonly on: Dependence
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
  /** For the sum gathered last: what each factor multiplies, and the factors that the sum depends on. */
  readonly #weights: Float64Array
  /** 1 for a factor that occurred; its weight may be 0 if products cancel. */
  readonly #gathered: Int32Array
  readonly #factors: Int32Array
  #factorCount = 0
  readonly #on: Dependence
  #median = 0
  #spread = 0
  readonly #gradient: Float64Array
  readonly #quotient: Float64Array
  readonly #onQuotient: { readonly variables: Int32Array; variableCount: number }
  /** Numerators and denominators of other figures. */
  readonly #kept = new Map<number, Part>()
  /** All that the program has, where a sum of many figures was asked for. */
  #every: { readonly factors: Int32Array; readonly on: Dependence } | undefined
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
    const followers = program.slots.length - variables
    const room = new Room(3 * factors + 1 + 4 * variables + followers, workspace)
    this.#weights = room.floats(factors)
    this.#gathered = room.integers(factors)
    // One more than there may be: the place of the next is written before it is known to be new.
    this.#factors = room.integers(factors + 1)
    this.#on = new Dependence(variables, followers, room)
    this.#gradient = room.floats(variables)
    this.#quotient = room.floats(variables)
    this.#onQuotient = { variables: room.integers(variables), variableCount: 0 }
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
    this.#every ??= {
      factors: Int32Array.from(this.#program.factorSlots, (_, at) => at),
      on: this.#linear.everything(),
    }
    const { factors, on } = this.#every
    this.#linear.follow(direction, on)
    this.#linear.followFactors(factors, factors.length)
    return figures.reduce(
      (sum, { index, weight }) => sum + weight * this.#bend(rootOf(this.#program.figures, index)),
      0,
    )
  }

  #bounds(index: number): Bounds {
    const { rule, isDifference } = this.#program.figures[index] as ProgramFigure
    const value = this.#program.values[index] as number
    if (rule.kind === 'ratio') {
      const ratio = this.#ratio(rule.above, rule.below)
      const { gradient, together } = ratio
      const bendAlong = (direction: Float64Array): number =>
        this.#bendOfRatio(ratio.median, rule.above, rule.below, direction)
      if (!isUncertain(ratio)) return { lower: value, upper: value }
      const along = bendAlong(together)
      return this.#boundsOf(isDifference, ratio, along, together === gradient ? along : bendAlong(gradient))
    }
    // The part of a ratio is wanted again after its own interval.
    const part = this.#leaves.isOfRatio[index] === 1 ? this.#keep(index) : this.#part(index)
    if (!isUncertain(part)) return { lower: value, upper: value }
    const { gradient, together } = part
    const along = this.#bendOfSum(index, part, together)
    return this.#boundsOf(
      isDifference,
      part,
      along,
      together === gradient ? along : this.#bendOfSum(index, part, gradient),
    )
  }

  /**
   * @param bendTogether the second derivative of the figure along `together`
   * @param bendAlone the same along the gradient
   */
  #boundsOf(isDifference: true | undefined, part: Slope, bendTogether: number, bendAlone: number): Bounds {
    const deviation = Math.sqrt(part.variance)
    const along = bendTogether / part.variance
    // The curvature across ignores correlations: it treats the scores as independent.
    const { gradient, together } = part
    const alone = together === gradient ? along : bendAlone / dot(gradient, gradient)
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
    this.#gather(this.#leaves.starts[index] as number, this.#leaves.starts[index + 1] as number)
    this.#linear.gradient(this.#factors, this.#factorCount, this.#weights, this.#gradient, this.#on)
    const { gradient, together, variance } = withTogether(this.#gradient, this.#on, this.#program.correlated)
    return {
      median: this.#median,
      gradient,
      together,
      variance,
      spread: this.#spread,
      factors: this.#factors,
      factorCount: this.#factorCount,
      on: this.#on,
    }
  }

  #keep(index: number): Part {
    const root = rootOf(this.#program.figures, index)
    const known = this.#kept.get(root)
    if (known) return known
    const part = this.#part(root)
    const { variableCount, slotCount } = part.on
    const room = new Room(
      part.gradient.length + part.factorCount + variableCount + slotCount,
      this.#workspace,
    )
    const gradient = room.floats(part.gradient.length)
    for (let at = 0; at < variableCount; at += 1) {
      const k = part.on.variables[at] as number
      gradient[k] = part.gradient[k] as number
    }
    const factors = room.integers(part.factorCount)
    for (let at = 0; at < factors.length; at += 1) factors[at] = part.factors[at] as number
    const kept = {
      ...part,
      gradient,
      together: part.together === part.gradient ? gradient : part.together,
      factors,
      on: part.on.copy(room),
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
    for (let at = 0; at < this.#factorCount; at += 1) {
      const factor = found[at] as number
      weights[factor] = 0
      gathered[factor] = 0
    }
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
        // Without a question, whose answer no machine foresees.
        found[count] = factor
        count += 1 - (gathered[factor] as number)
        gathered[factor] = 1
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
    const gradient = this.#quotient
    const on = this.#onQuotient
    for (let at = 0; at < on.variableCount; at += 1) gradient[on.variables[at] as number] = 0
    on.variableCount = 0
    if (median === 0) return { median, gradient, together: gradient, variance: 0, spread: 0 }
    on.variableCount = unite(on.variables, above.on, below.on)
    for (let at = 0; at < on.variableCount; at += 1) {
      const k = on.variables[at] as number
      gradient[k] =
        median * ((above.gradient[k] as number) / above.median - (below.gradient[k] as number) / below.median)
    }
    const slope = withTogether(gradient, on, this.#program.correlated)
    const across =
      above.spread / above.median -
      squareOf(above, above.on) / above.median ** 2 -
      below.spread / below.median +
      squareOf(below, below.on) / below.median ** 2 +
      squareOf(slope, on) / median ** 2
    return { median, ...slope, spread: median * across }
  }

  /** The second derivative of a sum along a direction. */
  #bendOfSum(index: number, part: Part, direction: Float64Array): number {
    this.#linear.follow(direction, part.on)
    this.#linear.followFactors(part.factors, part.factorCount)
    return this.#bend(index)
  }

  /** The second derivative of a sum along the direction followed last; that of a total is summed over its parts. */
  #bend(index: number): number {
    const { partStarts, parts, starts, products: ofLeaf, weights } = this.#leaves
    const firstPart = partStarts[index] as number
    const endOfParts = partStarts[index + 1] as number
    let bend = 0
    if (endOfParts > firstPart) {
      for (let at = firstPart; at < endOfParts; at += 1) bend += this.#bend(parts[at] as number)
      return bend
    }
    const { products, starts: factorStarts, factors, factorRates, factorBends } = this.#linear
    const end = starts[index + 1] as number
    for (let at = starts[index] as number; at < end; at += 1) {
      const product = ofLeaf[at] as number
      const value = products[product] as number
      if (value === 0) continue
      const last = factorStarts[product + 1] as number
      let rate = 0
      let own = 0
      for (let entry = factorStarts[product] as number; entry < last; entry += 1) {
        const factor = factors[entry] as number
        rate += factorRates[factor] as number
        own += factorBends[factor] as number
      }
      bend += value * (rate * rate + own) * (weights[at] as number)
    }
    return bend
  }

  #bendOfRatio(median: number, above: number, below: number, direction: Float64Array): number {
    const top = this.#relative(above, direction)
    const bottom = this.#relative(below, direction)
    return median * (top.bend - bottom.bend + (top.rate - bottom.rate) ** 2)
  }

  /** The derivatives of the logarithm of a sum along a direction. */
  #relative(index: number, direction: Float64Array): { rate: number; bend: number } {
    const root = rootOf(this.#program.figures, index)
    const part = this.#keep(root)
    const rate = dotOn(part.gradient, direction, part.on) / part.median
    return { rate, bend: this.#bendOfSum(root, part, direction) / part.median - rate * rate }
  }
}

/** @param level of confidence, above 0 and below 1 */
export const propagate = (program: Program, level = 0.95): readonly Interval[] =>
  new Propagation(program, level).intervals()

const scoreOf = (level: number): number => normalQuantile((1 + level) / 2, 0, 1)
const SCORE_OF_95 = scoreOf(0.95)

const isUncertain = ({ variance }: Slope): boolean => {
  const deviation = Math.sqrt(variance)
  return deviation > 0 && Number.isFinite(deviation)
}

/** (exp(s·z) − 1)/s, which is z if s is 0. */
export function bend(z: number, s: number): number {
  const x = s * z
  return Math.abs(x) < 1e-4 ? z * (1 + x / 2 + (x * x) / 6) : (exp(x) - 1) / s
}
