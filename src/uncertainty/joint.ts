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
  readonly gradient: Float64Array
  readonly bendOf: (direction: Float64Array) => number
}

/**
 * Intervals of weighted sums of figures, and of ratios of such sums, by the same rule as `Propagation`. Parameters with
 * the same key are one quantity in every estimate, so what figures have in common cancels in their ratios.
 *
 * Each figure is evaluated once; a sum costs no more than its parts, no matter how many lines they have.
 */
export class JointFigures {
  readonly #medians: Float64Array
  readonly #spreads: Float64Array
  /** The covariance of two figures, at n × row + column. */
  readonly #covariances: Float64Array
  /** The curvature of the first of three figures along the other two. */
  readonly #bends: Float64Array
  readonly #count: number

  /** @param figures in the order of the weights */
  constructor(figures: readonly FiguresOf[]) {
    const parts = partsOf(figures)
    const n = parts.length
    this.#count = n
    this.#medians = Float64Array.from(parts, ({ median }) => median)
    this.#spreads = Float64Array.from(parts, ({ spread }) => spread)
    this.#covariances = new Float64Array(n * n)
    for (const [i, one] of parts.entries())
      for (const [j, other] of parts.entries())
        this.#covariances[i * n + j] = dot(one.gradient, other.gradient)
    this.#bends = bendsOf(parts)
  }

  /** The interval of Σ weight × figure. */
  interval(weights: Float64Array): Bounds {
    const median = dot(weights, this.#medians)
    const variance = this.#covariance(weights, weights)
    if (!(variance > 0)) return { lower: median, upper: median }
    const along = this.#bend(weights, weights) / variance
    return bounds(median, variance, dot(weights, this.#spreads), along)
  }

  /**
   * The interval of one weighted sum over another.
   *
   * @param ownVariance variance of the logarithm of the ratio that no parameter explains
   */
  ratio(above: Float64Array, below: Float64Array, ownVariance = 0): Bounds {
    const top = dot(above, this.#medians)
    const bottom = dot(below, this.#medians)
    const median = top / bottom
    const direction = Float64Array.from(above, (weight, k) => weight / top - (below[k] as number) / bottom)
    const shared = this.#covariance(direction, direction)
    const variance = shared + ownVariance
    if (!(variance > 0)) return { lower: median, upper: median }
    const rate = (weights: Float64Array, of: number): number => this.#covariance(weights, direction) / of
    const bend = (weights: Float64Array, of: number): number =>
      this.#bend(weights, direction) / of - rate(weights, of) ** 2
    const curved = bend(above, top) - bend(below, bottom) + shared ** 2
    const along = shared > 0 ? (curved / shared) * (shared / variance) : 0
    const across = (weights: Float64Array, of: number): number =>
      dot(weights, this.#spreads) / of - this.#covariance(weights, weights) / (of * of)
    const spread = across(above, top) - across(below, bottom) + shared
    return bounds(median, median ** 2 * variance, median * spread, median * along)
  }

  #covariance(one: Float64Array, other: Float64Array): number {
    const n = this.#count
    let sum = 0
    for (let i = 0; i < n; i += 1) {
      const weight = one[i] as number
      if (weight === 0) continue
      for (let j = 0; j < n; j += 1)
        sum += weight * (other[j] as number) * (this.#covariances[i * n + j] as number)
    }
    return sum
  }

  /** The second derivative of a weighted sum along a combination of the figures' own directions. */
  #bend(weights: Float64Array, direction: Float64Array): number {
    const n = this.#count
    let sum = 0
    for (let i = 0; i < n; i += 1) {
      const weight = weights[i] as number
      if (weight === 0) continue
      for (let j = 0; j < n; j += 1) {
        const by = weight * (direction[j] as number)
        if (by === 0) continue
        const row = (i * n + j) * n
        for (let k = 0; k < n; k += 1) sum += by * (direction[k] as number) * (this.#bends[row + k] as number)
      }
    }
    return sum
  }
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
function partsOf(figures: readonly FiguresOf[]): readonly Part[] {
  const places = new Map<string, number>()
  const compiled = figures.map(({ estimate, ids }) => {
    const { program } = compileProgram(estimate, 'result')
    const own = program.variables.map(({ key }) => {
      const place = places.get(key) ?? places.size
      places.set(key, place)
      return place
    })
    return { program, own, ids, propagation: new Propagation(program) }
  })
  return compiled.flatMap(({ program, own, ids, propagation }) =>
    ids.map((id): Part => {
      const index = program.figures.findIndex((figure) => figure.id === id)
      const gradient = new Float64Array(places.size)
      if (index < 0) return { median: 0, spread: 0, gradient, bendOf: () => 0 }
      const slope = propagation.slopeOf(index)
      for (const [at, place] of own.entries()) gradient[place] = slope.gradient[at] as number
      const local = new Float64Array(own.length)
      return {
        median: slope.median,
        spread: slope.spread,
        gradient,
        bendOf: (direction) => {
          for (const [at, place] of own.entries()) local[at] = direction[place] as number
          return propagation.bendOf(index, local)
        },
      }
    }),
  )
}

/** B(j, k) = (B(j + k) − B(j) − B(k)) ÷ 2 for every figure, because the curvature is a quadratic form. */
function bendsOf(parts: readonly Part[]): Float64Array {
  const n = parts.length
  const bends = new Float64Array(n * n * n)
  for (const [i, { bendOf }] of parts.entries()) {
    const alone = parts.map(({ gradient }) => bendOf(gradient))
    for (let j = 0; j < n; j += 1)
      for (let k = 0; k <= j; k += 1) {
        const { gradient } = parts[j] as Part
        const other = (parts[k] as Part).gradient
        const both = bendOf(gradient.map((value, at) => value + (other[at] as number)))
        const bend = (both - (alone[j] as number) - (alone[k] as number)) / 2
        bends[(i * n + j) * n + k] = bend
        bends[(i * n + k) * n + j] = bend
      }
  }
  return bends
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number)
  return sum
}
