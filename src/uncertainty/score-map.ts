import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import { type Distribution, SCORE_95, valueAtScore, valuesAtScores } from '../kernel/distribution.ts'

/** A quantity as a function of a standard normal score z: its median, and its first and second derivative at z = 0. */
export interface ScoreMap {
  readonly median: number
  readonly slope: number
  readonly curvature: number
}

/** Of distributions that come again in other estimates. */
const kept = new WeakMap<Distribution, ScoreMap>()

/**
 * Propagation replaces a distribution by this shifted lognormal `x = a + b·exp(s·z)` with the same median, the same skew
 * of the 95 % interval and the same standard deviation. It is exact for the normal and the lognormal.
 */
export function scoreMapOf(distribution: Distribution): ScoreMap {
  return kept.get(distribution) ?? makeMap(distribution)
}

/** Keeps the map of a distribution that comes again. To keep those of one request costs more than to make them. */
export function keepScoreMap(distribution: Distribution): void {
  kept.set(distribution, makeMap(distribution))
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
const SCORES = Float64Array.from({ length: 2 * FURTHEST + 1 }, (_, index) => (index - FURTHEST) * STEP)
const WEIGHTS = SCORES.map((score) => PER_SQRT_2_PI * exp(-0.5 * score * score) * STEP)
/** The values of one distribution at these scores; overwritten by the next. */
const VALUES = new Float64Array(SCORES.length)

/** By the trapezoidal rule over scores from −8 to 8, which is exact to many digits for smooth functions. */
function deviationOf(distribution: Distribution): number {
  if (distribution.kind === 'uniform') return (distribution.max - distribution.min) / Math.sqrt(12)
  valuesAtScores(distribution, SCORES, VALUES)
  let mean = 0
  for (let at = 0; at < SCORES.length; at += 1) mean += (WEIGHTS[at] as number) * (VALUES[at] as number)
  let variance = 0
  for (let at = 0; at < SCORES.length; at += 1)
    variance += (WEIGHTS[at] as number) * ((VALUES[at] as number) - mean) ** 2
  return Math.sqrt(variance)
}
