import type { Union } from './dependence.ts'
import { rootOf } from './figure-leaves.ts'
import type { Correlated, Program, ProgramFigure } from './program.ts'
import { type Curve, dot, full, isUncertain, type Slope, togetherOf } from './slope.ts'
import type { SumSlopes } from './sum-slopes.ts'

/** A ratio near the medians of the variables; its derivatives are overwritten by the next. */
interface Quotient extends Pick<Slope, 'median' | 'variance' | 'spread'> {
  readonly union: Union
  readonly square: number
}

/** The derivatives of a sum over another: by the logarithm, whose derivatives are the differences of those of the two logarithms. */
export class RatioSlopes {
  readonly #figures: readonly ProgramFigure[]
  readonly #correlated: readonly Correlated[]
  readonly #sums: SumSlopes
  /** By the variables of either sum, in their order. */
  readonly #gradient: Float64Array
  readonly #together: Float64Array
  readonly #curves = new Map<number, Curve | undefined>()
  /** A direction by the variables of one of them. */
  readonly #direction: Float64Array

  constructor({ figures, variables, correlated }: Program, sums: SumSlopes) {
    this.#figures = figures
    this.#correlated = correlated
    this.#sums = sums
    this.#gradient = new Float64Array(variables.length)
    this.#together = correlated.length === 0 ? this.#gradient : new Float64Array(variables.length)
    this.#direction = new Float64Array(variables.length)
  }

  slope(aboveIndex: number, belowIndex: number): Slope {
    const { median, variance, spread, union } = this.#find(
      rootOf(this.#figures, aboveIndex),
      rootOf(this.#figures, belowIndex),
    )
    const count = this.#gradient.length
    if (median === 0) {
      const gradient = new Float64Array(count)
      return { median, gradient, together: gradient, variance, spread }
    }
    const gradient = full(union.variables, this.#gradient, count)
    return { median, gradient, together: togetherOf(gradient, this.#correlated), variance, spread }
  }

  /** Undefined for a ratio that is certain. */
  curve(aboveIndex: number, belowIndex: number): Curve | undefined {
    const [top, bottom] = [rootOf(this.#figures, aboveIndex), rootOf(this.#figures, belowIndex)]
    // The city and its only sub-sector have the same.
    const key = top * this.#figures.length + bottom
    if (this.#curves.has(key)) return this.#curves.get(key)
    const made = this.#curve(top, bottom)
    this.#curves.set(key, made)
    return made
  }

  #curve(top: number, bottom: number): Curve | undefined {
    const { union, ...ratio } = this.#find(top, bottom)
    if (!isUncertain(ratio.variance)) return undefined
    const { median } = ratio
    const bendTogether = median * this.#bend(top, bottom, union, this.#together)
    const bendAlone =
      this.#together === this.#gradient
        ? bendTogether
        : median * this.#bend(top, bottom, union, this.#gradient)
    return { ...ratio, bendTogether, bendAlone }
  }

  /** The second derivative along a direction, relative to the ratio. */
  #bend(top: number, bottom: number, { ofAbove, ofBelow }: Union, direction: Float64Array): number {
    const above = this.#relative(top, ofAbove, direction)
    const below = this.#relative(bottom, ofBelow, direction)
    return above.bend - below.bend + (above.rate - below.rate) ** 2
  }

  #find(top: number, bottom: number): Quotient {
    const sums = this.#sums
    const [above, below] = [sums.of(top), sums.of(bottom)]
    const [aboveMedian, belowMedian] = [sums.median(above), sums.median(below)]
    const median = belowMedian === 0 ? 0 : aboveMedian / belowMedian
    const union = sums.walk.unionOf(top, bottom)
    if (median === 0) return { median, variance: 0, spread: 0, square: 0, union }
    const { numbers } = sums
    const gradient = this.#gradient
    const count = union.variables.length
    for (let i = 0; i < count; i += 1)
      gradient[i] =
        median *
        ((numbers[union.above[i] as number] as number) / aboveMedian -
          (numbers[union.below[i] as number] as number) / belowMedian)
    const together = this.#together
    if (together !== gradient) {
      const all = togetherOf(full(union.variables, gradient, gradient.length), this.#correlated)
      for (let i = 0; i < count; i += 1) together[i] = all[union.variables[i] as number] as number
    }
    const variance = dot(gradient, together, count)
    const square = together === gradient ? variance : dot(gradient, gradient, count)
    const across =
      sums.spread(top) / aboveMedian -
      sums.square(top, above) / aboveMedian ** 2 -
      sums.spread(bottom) / belowMedian +
      sums.square(bottom, below) / belowMedian ** 2 +
      square / median ** 2
    return { median, variance, square, spread: median * across, union }
  }

  /** The derivatives of the logarithm of a sum along a direction by the variables of either. */
  #relative(
    root: number,
    places: readonly number[],
    direction: Float64Array,
  ): { rate: number; bend: number } {
    const sums = this.#sums
    const on = sums.of(root)
    const own = this.#direction
    const { numbers } = sums
    let moved = 0
    for (let i = 0; i < places.length; i += 1) {
      own[i] = direction[places[i] as number] as number
      moved += (numbers[on.gradient[i] as number] as number) * (own[i] as number)
    }
    const median = sums.median(on)
    const rate = moved / median
    return { rate, bend: sums.bend(root, on, own) / median - rate * rate }
  }
}
