import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import { type Distribution, SCORE_95, valueAtScore } from '../kernel/distribution.ts'

/** A quantity as a function of a standard normal score z: its median, and its first and second derivative at z = 0. */
export interface ScoreMap {
  readonly median: number
  readonly slope: number
  readonly curvature: number
}

/** A cache, because one quantity is drawn, propagated and explained many times. */
const known = new WeakMap<Distribution, ScoreMap>()

/**
 * Propagation replaces a distribution by this shifted lognormal `x = a + b·exp(s·z)` with the same median, the same skew
 * of the 95 % interval and the same standard deviation. It is exact for the normal and the lognormal.
 */
export function scoreMapOf(distribution: Distribution): ScoreMap {
  const before = known.get(distribution)
  if (before) return before
  const map = makeMap(distribution)
  known.set(distribution, map)
  return map
}

function makeMap(distribution: Distribution): ScoreMap {
  const median = valueAtScore(distribution, 0)
  if (distribution.kind === 'lognormal') {
    const { sigma } = distribution
    return { median, slope: sigma * median, curvature: sigma * sigma * median }
  }
  const below = median - valueAtScore(distribution, -SCORE_95)
  const above = valueAtScore(distribution, SCORE_95) - median
  const sd = deviationOf(distribution)
  if (!(below > 0 && above > 0)) return { median, slope: sd, curvature: 0 }
  const s = ln(above / below) / SCORE_95
  const squared = s * s
  // For x = exp(s·z)/s, the slope is 1 and the standard deviation is exp(s²/2)·√(exp(s²) − 1)/s.
  const slope = squared < 1e-8 ? sd : sd / Math.sqrt((exp(squared) * (exp(squared) - 1)) / squared)
  return { median, slope, curvature: s * slope }
}

const STEP = 0.5
const FURTHEST = 16
const PER_SQRT_2_PI = 0.3989422804014327
const SCORES = Array.from({ length: 2 * FURTHEST + 1 }, (_, index) => {
  const score = (index - FURTHEST) * STEP
  return { score, weight: PER_SQRT_2_PI * exp(-0.5 * score * score) * STEP }
})

/** By the trapezoidal rule over scores from −8 to 8, which is exact to many digits for smooth functions. */
function deviationOf(distribution: Distribution): number {
  if (distribution.kind === 'uniform') return (distribution.max - distribution.min) / Math.sqrt(12)
  const values = SCORES.map(({ score }) => valueAtScore(distribution, score))
  const weighted = (of: (value: number) => number): number =>
    SCORES.reduce((sum, { weight }, index) => sum + weight * of(values[index] as number), 0)
  const mean = weighted((value) => value)
  return Math.sqrt(weighted((value) => (value - mean) ** 2))
}
