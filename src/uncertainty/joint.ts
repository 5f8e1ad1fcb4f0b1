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

/** A figure near the medians of the variables. */
interface Part {
  /** Among the weights. */
  readonly at: number
  /** In the program. */
  readonly index: number
  readonly median: number
  readonly spread: number
  /** By variable of the program. */
  readonly gradient: Float64Array
}

/** One estimate with those of its figures that are asked for. */
interface Compiled {
  /** The place of each variable of the program among those of all estimates. */
  readonly places: readonly number[]
  readonly parts: readonly Part[]
  readonly propagation: Propagation
}

/**
 * Intervals of weighted sums of figures, and of ratios of such sums, by the same rule as `Propagation`. Parameters with
 * the same key are one quantity in every estimate, so what figures have in common cancels in their ratios.
 *
 * Each estimate is compiled once. A sum costs as much as the figures that have a weight in it, no matter how many lines
 * or how many other figures there are.
 */
export class JointFigures {
  readonly #estimates: Compiled[] = []
  /** The place of each variable, by its key. */
  readonly #places = new Map<string, number>()
  #figureCount = 0

  /** @param figures in the order of the weights */
  constructor(figures: Iterable<FiguresOf> = []) {
    for (const one of figures) this.add(one)
  }

  /** Takes the figures of one more estimate, which come next in the order of the weights. */
  add({ estimate, ids }: FiguresOf): void {
    const { program } = compileProgram(estimate, 'result')
    const places = program.variables.map(({ key }) => {
      const place = this.#places.get(key) ?? this.#places.size
      this.#places.set(key, place)
      return place
    })
    const propagation = new Propagation(program)
    const indexOf = new Map(program.figures.map(({ id }, index) => [id, index]))
    const first = this.#figureCount
    // A figure that the estimate does not have is left out.
    const parts = ids.flatMap((id, at): Part[] => {
      const index = indexOf.get(id)
      if (index === undefined) return []
      const { median, spread, gradient } = propagation.slopeOf(index)
      return [{ at: first + at, index, median, spread, gradient }]
    })
    this.#figureCount += ids.length
    this.#estimates.push({ places, parts, propagation })
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
    for (const { parts } of this.#estimates)
      for (const part of parts) {
        const weight = weights[part.at] as number
        if (weight !== 0) sum += weight * of(part)
      }
    return sum
  }

  /** The derivative of a weighted sum by the score of each variable. */
  #gradient(weights: Float64Array): Float64Array {
    const gradient = new Float64Array(this.#places.size)
    for (const { parts, places } of this.#estimates)
      for (const part of parts) {
        const weight = weights[part.at] as number
        if (weight === 0) continue
        for (const [own, place] of places.entries())
          gradient[place] = (gradient[place] as number) + weight * (part.gradient[own] as number)
      }
    return gradient
  }

  /** The second derivative of a weighted sum along a direction of the scores. */
  #bend(weights: Float64Array, direction: Float64Array): number {
    let sum = 0
    for (const { parts, places, propagation } of this.#estimates) {
      const weighted = parts.flatMap(({ at, index }) => {
        const weight = weights[at] as number
        return weight === 0 ? [] : [{ index, weight }]
      })
      if (weighted.length === 0) continue
      const along = Float64Array.from(places, (place) => direction[place] as number)
      sum += propagation.bendOfAll(weighted, along)
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

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}
