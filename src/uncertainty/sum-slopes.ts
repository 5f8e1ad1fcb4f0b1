import type { Dependence, SumDependence } from './dependence.ts'
import { leavesOf, type WeightedProducts } from './figure-leaves.ts'
import { FigureWalk } from './figure-walk.ts'
import { Following } from './following.ts'
import { Linear } from './linear.ts'
import { OwnBends } from './own-bends.ts'
import type { Correlated, Program } from './program.ts'
import { Room, type Workspace } from './room.ts'
import { type Curve, dot, full, isUncertain, type Slope, togetherOf } from './slope.ts'
import { longer, type SharedSteps, TakenSteps } from './steps.ts'
import { type Structure, structureOf } from './structure.ts'

/** Room for so many steps at first, for each factor of a product: more figures take more. */
const STEPS_A_FACTOR = 8

/** The derivatives of the sums of a program by the scores of its variables. */
export class SumSlopes {
  readonly walk: FigureWalk
  /** 0, the weighted products, and what steps come to: sums at the medians and their derivatives. */
  numbers: Float64Array
  readonly #linear: Linear
  readonly #following: Following
  readonly #coefficients: Float64Array
  readonly #correlated: readonly Correlated[]
  readonly #variableCount: number
  /** The gradient of a sum, by its variables. */
  readonly #direction: Float64Array
  /** By figure; not a number for sums that were not asked for. */
  readonly #squares: Float64Array
  /** Of a make that was met before. */
  readonly #structure: Structure | undefined
  readonly #ownBends: OwnBends | undefined
  /** Of one that was not. */
  readonly #taken: TakenSteps | undefined
  /** All that the program has, where a sum of many figures was asked for. */
  #everything: Dependence | undefined
  /** So many numbers are known. */
  #known: number
  /** The nodes of the products of the sum that is added up, what they come to, and the next of them. */
  #nodes: readonly number[] = []
  #bends: Float64Array = new Float64Array(0)
  #next = 0

  /** @param workspace for one that is not needed for longer */
  constructor(program: Program, workspace?: Workspace) {
    this.#linear = new Linear(program, workspace)
    this.#following = new Following(this.#linear, workspace)
    this.#coefficients = this.#linear.coefficients()
    this.#correlated = program.correlated
    this.#variableCount = program.variables.length
    const make = this.#linear.makeOf(program)
    const structure = structureOf(make)
    const { weighted } = leavesOf(program.figures)
    const given = 1 + weighted.products.length
    const count = structure ? structure.walk.steps.count : given + STEPS_A_FACTOR * make.factors.length
    const room = new Room(program.figures.length + program.variables.length + count, workspace)
    this.#direction = room.floats(program.variables.length)
    this.#squares = room.floats(program.figures.length).fill(Number.NaN)
    this.numbers = this.#weigh(weighted, room.floats(count))
    this.#known = given
    this.#structure = structure
    if (structure) {
      this.walk = structure.walk
      this.#ownBends = new OwnBends(this.#linear, structure.forward, workspace)
    } else {
      this.#taken = new TakenSteps(this.numbers, given, this.#coefficients)
      this.walk = new FigureWalk(make, this.#taken)
    }
  }

  /** @returns what a sum depends on, whose derivatives are then known */
  of(figure: number): SumDependence {
    const on = this.walk.sum(figure)
    if (this.#taken) this.numbers = this.#taken.numbers
    else if (this.#structure) this.#take(this.#structure.walk.steps)
    return on
  }

  #take(steps: SharedSteps): void {
    const { count } = steps
    if (this.#known === count) return
    this.numbers = longer(this.numbers, count)
    steps.take(this.#known, this.numbers, this.#coefficients)
    this.#known = count
  }

  #weigh({ products, weights }: WeightedProducts, numbers: Float64Array): Float64Array {
    const { products: values } = this.#linear
    for (let at = 0; at < products.length; at += 1)
      numbers[1 + at] = (values[products[at] as number] as number) * (weights[at] as number)
    return numbers
  }

  /** A sum at the medians. */
  median({ whole }: SumDependence): number {
    return this.numbers[whole] as number
  }

  /** The curvature of a sum in all directions together. */
  spread(figure: number): number {
    const { starts, products, weighted } = this.walk.leaves
    const { spreads } = this.#linear
    const end = starts[figure + 1] as number
    let spread = 0
    for (let leaf = starts[figure] as number; leaf < end; leaf += 1) {
      const value = this.numbers[weighted.ofLeaf[leaf] as number] as number
      if (value !== 0) spread += value * (spreads[products[leaf] as number] as number)
    }
    return spread
  }

  /** gradient · gradient. */
  square(figure: number, { gradient }: SumDependence): number {
    const known = this.#squares[figure] as number
    if (!Number.isNaN(known)) return known
    const { numbers } = this
    let square = 0
    for (let at = 0; at < gradient.length; at += 1) square += (numbers[gradient[at] as number] as number) ** 2
    this.#squares[figure] = square
    return square
  }

  /** How a sum changes with each variable of the program. */
  slope(figure: number): Slope {
    const on = this.of(figure)
    const gradient = full(on.variables, this.#gradient(on), this.#variableCount)
    const together = togetherOf(gradient, this.#correlated)
    const variance = together === gradient ? this.square(figure, on) : dot(gradient, together)
    return { median: this.median(on), gradient, together, variance, spread: this.spread(figure) }
  }

  /** By the variables that a sum depends on; overwritten by the next. */
  #gradient({ gradient }: SumDependence): Float64Array {
    const { numbers } = this
    const own = this.#direction
    for (let at = 0; at < gradient.length; at += 1) own[at] = numbers[gradient[at] as number] as number
    return own
  }

  /** Undefined for a sum that is certain. */
  curve(figure: number): Curve | undefined {
    const on = this.of(figure)
    const square = this.square(figure, on)
    const together = this.#correlated.length === 0 ? undefined : this.#together(on)
    const variance = together ? dot(this.#gradient(on), together, together.length) : square
    if (!isUncertain(variance)) return undefined
    const bendAlone = this.#ownBend(figure, on)
    const bendTogether = together ? this.bend(figure, on, together) : bendAlone
    return { median: this.median(on), variance, spread: this.spread(figure), square, bendTogether, bendAlone }
  }

  #together(on: SumDependence): Float64Array {
    const all = togetherOf(full(on.variables, this.#gradient(on), this.#variableCount), this.#correlated)
    return Float64Array.from(on.variables, (k) => all[k] as number)
  }

  /** The second derivative of a sum along its own gradient. */
  #ownBend(figure: number, on: SumDependence): number {
    if (!this.#structure || !this.#ownBends) return this.bend(figure, on, this.#gradient(on))
    this.#nodes = this.#structure.nodesOf(figure, on)
    this.#bends = this.#ownBends.ofProducts(this.numbers)
    this.#next = 0
    return this.#sumOf(figure, this.#nextBends)
  }

  /** Of a figure that is no total. */
  readonly #nextBends = (figure: number): number => {
    const { starts, products: ofLeaf, weights } = this.walk.leaves
    const { products } = this.#linear
    const end = starts[figure + 1] as number
    let bend = 0
    for (let at = starts[figure] as number; at < end; at += 1) {
      if (products[ofLeaf[at] as number] === 0) continue
      bend += (this.#bends[this.#nodes[this.#next] as number] as number) * (weights[at] as number)
      this.#next += 1
    }
    return bend
  }

  /** What a figure comes to, or the parts of a total together. */
  #sumOf(figure: number, of: (figure: number) => number): number {
    const { partStarts, parts } = this.walk.leaves
    const firstPart = partStarts[figure] as number
    const endOfParts = partStarts[figure + 1] as number
    if (endOfParts === firstPart) return of(figure)
    let sum = 0
    for (let at = firstPart; at < endOfParts; at += 1) sum += this.#sumOf(parts[at] as number, of)
    return sum
  }

  /**
   * The second derivative of a sum along a direction.
   *
   * @param direction of the variables that the sum depends on
   */
  bend(figure: number, on: SumDependence, direction: Float64Array): number {
    this.#following.follow(direction, on)
    return this.#sumOf(figure, this.#bend)
  }

  /** The same of a weighted sum of sums: the program is followed once. */
  bendOfAll(
    figures: readonly { readonly index: number; readonly weight: number }[],
    direction: Float64Array,
  ): number {
    this.#everything ??= this.#linear.everything()
    this.#following.follow(direction, this.#everything)
    return figures.reduce((sum, { index, weight }) => sum + weight * this.#sumOf(index, this.#bend), 0)
  }

  /** The second derivative along the direction followed last of a figure that is no total. */
  readonly #bend = (figure: number): number => {
    const { starts, products: ofLeaf, weights } = this.walk.leaves
    const { products, starts: factorStarts, factors } = this.#linear
    const { first: rates, second: bends } = this.#following.factors
    const end = starts[figure + 1] as number
    let bend = 0
    for (let at = starts[figure] as number; at < end; at += 1) {
      const product = ofLeaf[at] as number
      const value = products[product] as number
      if (value === 0) continue
      const last = factorStarts[product + 1] as number
      let rate = 0
      let own = 0
      for (let entry = factorStarts[product] as number; entry < last; entry += 1) {
        const factor = factors[entry] as number
        rate += rates[factor] as number
        own += bends[factor] as number
      }
      bend += value * (rate * rate + own) * (weights[at] as number)
    }
    return bend
  }
}
