import exp from '@stdlib/math-base-special-exp'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { rootOf } from './figure-leaves.ts'
import type { Program, ProgramFigure } from './program.ts'
import { RatioSlopes } from './ratio-slopes.ts'
import type { Workspace } from './room.ts'
import type { Curve, Slope } from './slope.ts'
import { SumSlopes } from './sum-slopes.ts'
import type { Bounds } from './uncertainty-notice.ts'

/** The ends of a figure's interval. */
export interface Interval extends Bounds {
  readonly id: string
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
  readonly #sums: SumSlopes
  readonly #ratios: RatioSlopes
  readonly #score: number

  /**
   * @param level of confidence, above 0 and below 1
   * @param workspace for one that is not needed for longer
   */
  constructor(program: Program, level = 0.95, workspace?: Workspace) {
    this.#program = program
    this.#sums = new SumSlopes(program, workspace)
    this.#ratios = new RatioSlopes(program, this.#sums)
    this.#score = level === 0.95 ? SCORE_OF_95 : scoreOf(level)
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
    const { figures } = this.#program
    const root = rootOf(figures, index)
    const { rule } = figures[root] as ProgramFigure
    return rule.kind === 'ratio' ? this.#ratios.slope(rule.above, rule.below) : this.#sums.slope(root)
  }

  /** The second derivative of a sum along a direction of the scores. */
  bendOf(index: number, direction: Float64Array): number {
    const root = rootOf(this.#program.figures, index)
    const on = this.#sums.of(root)
    return this.#sums.bend(
      root,
      on,
      Float64Array.from(on.variables, (k) => direction[k] as number),
    )
  }

  /** The second derivative of a weighted sum of figures along a direction of the scores: the program is followed once. */
  bendOfAll(
    figures: readonly { readonly index: number; readonly weight: number }[],
    direction: Float64Array,
  ): number {
    return this.#sums.bendOfAll(
      figures.map(({ index, weight }) => ({ index: rootOf(this.#program.figures, index), weight })),
      direction,
    )
  }

  #bounds(index: number): Bounds {
    const { rule, isDifference } = this.#program.figures[index] as ProgramFigure
    const curve = rule.kind === 'ratio' ? this.#ratios.curve(rule.above, rule.below) : this.#sums.curve(index)
    if (curve) return this.#boundsOf(curve, isDifference)
    const value = this.#program.values[index] as number
    return { lower: value, upper: value }
  }

  #boundsOf(
    { median, variance, spread, square, bendTogether, bendAlone }: Curve,
    isDifference?: true,
  ): Bounds {
    const deviation = Math.sqrt(variance)
    const along = bendTogether / variance
    // The curvature across ignores correlations: it treats the scores as independent.
    const middle = median + (spread - bendAlone / square) / 2
    const skew = along / deviation
    const lower = middle + deviation * bend(-this.#score, skew)
    return {
      lower: isDifference ? lower : Math.max(0, lower),
      upper: middle + deviation * bend(this.#score, skew),
    }
  }
}

/** @param level of confidence, above 0 and below 1 */
export const propagate = (program: Program, level = 0.95): readonly Interval[] =>
  new Propagation(program, level).intervals()

const scoreOf = (level: number): number => normalQuantile((1 + level) / 2, 0, 1)
const SCORE_OF_95 = scoreOf(0.95)

/** (exp(s·z) − 1)/s, which is z if s is 0. */
export function bend(z: number, s: number): number {
  const x = s * z
  return Math.abs(x) < 1e-4 ? z * (1 + x / 2 + (x * x) / 6) : (exp(x) - 1) / s
}
