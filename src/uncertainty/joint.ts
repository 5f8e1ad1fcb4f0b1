import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import type { Estimate } from '../estimate/estimate.ts'
import { compileProgram } from './compile.ts'
import { bend, Propagation } from './propagation.ts'
import type { Bounds } from './uncertainty-notice.ts'

/** Figures of one estimate that are added to those of others. */
export interface FiguresOf {
  readonly estimate: Estimate
  /** For example `byMode/car/co2eKg`. A figure that the estimate does not have counts 0. */
  readonly ids: readonly string[]
}

const SCORE = normalQuantile(0.975, 0, 1)

/** One figure, linearised near the medians of the variables. */
interface Part {
  readonly median: number
  readonly spread: number
  /** The place of each variable of its program among those of all figures. */
  readonly places: readonly number[]
  /** By variable of its program. */
  readonly gradient: Float64Array
  readonly bendOf: (direction: Float64Array) => number
}

/**
 * Intervals of weighted sums of figures, and of ratios of such sums, by the same rule as `Propagation`. Parameters with
 * the same key are one quantity in every estimate, so what figures have in common cancels in their ratios.
 *
 * Each estimate is compiled once. A sum costs as much as the figures that have a weight in it, no matter how many lines
 * or how many other figures there are.
 */
export class JointFigures {
  readonly #parts: readonly Part[]
  readonly #variableCount: number

  /** @param figures in the order of the weights */
  constructor(figures: readonly FiguresOf[]) {
    const { parts, variableCount } = partsOf(figures)
    this.#parts = parts
    this.#variableCount = variableCount
  }

  /** The interval of Σ weight × figure. */
  interval(weights: Float64Array): Bounds {
    const median = this.#sum(weights, ({ median: one }) => one)
    const direction = this.#gradient(weights)
    const variance = dot(direction, direction)
    if (!(variance > 0)) return { lower: median, upper: median }
    const along = this.#bend(weights, direction) / variance
    return bounds(
      median,
      variance,
      this.#sum(weights, ({ spread }) => spread),
      along,
    )
  }

  /**
   * The interval of one weighted sum over another.
   *
   * @param ownVariance variance of the logarithm of the ratio that no parameter explains
   */
  ratio(above: Float64Array, below: Float64Array, ownVariance = 0): Bounds {
    const top = this.#side(above)
    const bottom = this.#side(below)
    const median = top.median / bottom.median
    const direction = top.gradient.map(
      (slope, k) => slope / top.median - (bottom.gradient[k] as number) / bottom.median,
    )
    const shared = dot(direction, direction)
    const variance = shared + ownVariance
    if (!(variance > 0)) return { lower: median, upper: median }
    const bendOf = ({ weights, gradient, median: of }: Side): number =>
      this.#bend(weights, direction) / of - (dot(gradient, direction) / of) ** 2
    const curved = bendOf(top) - bendOf(bottom) + shared ** 2
    const along = shared > 0 ? (curved / shared) * (shared / variance) : 0
    const across = ({ weights, gradient, median: of }: Side): number =>
      this.#sum(weights, ({ spread }) => spread) / of - dot(gradient, gradient) / (of * of)
    const spread = across(top) - across(bottom) + shared
    return bounds(median, median ** 2 * variance, median * spread, median * along)
  }

  #side(weights: Float64Array): Side {
    return {
      weights,
      median: this.#sum(weights, ({ median }) => median),
      gradient: this.#gradient(weights),
    }
  }

  #sum(weights: Float64Array, of: (part: Part) => number): number {
    let sum = 0
    for (const [at, part] of this.#parts.entries()) sum += (weights[at] as number) * of(part)
    return sum
  }

  /** The derivative of a weighted sum by the score of each variable. */
  #gradient(weights: Float64Array): Float64Array {
    const gradient = new Float64Array(this.#variableCount)
    for (const [at, part] of this.#parts.entries()) {
      const weight = weights[at] as number
      if (weight === 0) continue
      for (const [own, place] of part.places.entries())
        gradient[place] = (gradient[place] as number) + weight * (part.gradient[own] as number)
    }
    return gradient
  }

  /** The second derivative of a weighted sum along a direction of the scores. */
  #bend(weights: Float64Array, direction: Float64Array): number {
    let sum = 0
    for (const [at, part] of this.#parts.entries()) {
      const weight = weights[at] as number
      if (weight === 0) continue
      sum += weight * part.bendOf(Float64Array.from(part.places, (place) => direction[place] as number))
    }
    return sum
  }
}

/** One of the two sums of a ratio. */
interface Side {
  readonly weights: Float64Array
  readonly median: number
  readonly gradient: Float64Array
}

function bounds(median: number, variance: number, spread: number, along: number): Bounds {
  const deviation = Math.sqrt(variance)
  const middle = median + (spread - along) / 2
  const skew = along / deviation
  return {
    lower: Math.max(0, middle + deviation * bend(-SCORE, skew)),
    upper: middle + deviation * bend(SCORE, skew),
  }
}

/** The figures of every estimate over one list of variables. */
function partsOf(figures: readonly FiguresOf[]): {
  readonly parts: readonly Part[]
  readonly variableCount: number
} {
  const known = new Map<string, number>()
  const parts = figures.flatMap(({ estimate, ids }) => {
    const { program } = compileProgram(estimate, 'result')
    const places = program.variables.map(({ key }) => {
      const place = known.get(key) ?? known.size
      known.set(key, place)
      return place
    })
    const propagation = new Propagation(program)
    return ids.map((id): Part => {
      const index = program.figures.findIndex((figure) => figure.id === id)
      if (index < 0)
        return { median: 0, spread: 0, places: [], gradient: new Float64Array(0), bendOf: () => 0 }
      const { median, spread, gradient } = propagation.slopeOf(index)
      return {
        median,
        spread,
        places,
        gradient,
        bendOf: (direction) => propagation.bendOf(index, direction),
      }
    })
  })
  return { parts, variableCount: known.size }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}
