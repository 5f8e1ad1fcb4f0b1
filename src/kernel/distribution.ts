import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** What a quantity may be, in its own unit. No distribution gives a negative number. */
export type Distribution =
  /** `mean` and `sd` before what lies outside [min, max] is cut off. */
  | {
      readonly kind: 'normal'
      readonly mean: number
      readonly sd: number
      readonly min: number
      /** Absent: no upper end. */
      readonly max?: number
    }
  /** Mean and standard deviation of the logarithm. */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  /** Mean and standard deviation of ln(x/(1 − x)): a share whose bounds are not symmetric. */
  | { readonly kind: 'logit-normal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  /** The beta distribution of shape 4: mean (min + 4 mode + max)/6. */
  | { readonly kind: 'pert'; readonly min: number; readonly mode: number; readonly max: number }
  | {
      readonly kind: 'beta'
      readonly alpha: number
      readonly beta: number
      readonly min: number
      readonly max: number
    }

/** The standard normal score of 97.5 %: half of the width of a 95 % interval in standard deviations. */
export const SCORE_95 = 1.959963984540054

/** A cut further out than this many standard deviations takes away less than 1e-9 of the draws. */
const CUT_UNSEEN = 6

/**
 * The value at a standard normal score: the quantile at Φ(score). Every draw is made so, and no result depends on how a
 * machine's own exponential rounds.
 *
 * @param score from −8 to 8
 */
export function valueAtScore(distribution: Distribution, score: number): number {
  switch (distribution.kind) {
    case 'normal':
      return normalAt(distribution, cutOf(distribution), score)
    case 'lognormal':
      return exp(distribution.mu + distribution.sigma * score)
    case 'logit-normal':
      return 1 / (1 + exp(-distribution.mu - distribution.sigma * score))
    case 'uniform':
      return distribution.min + normalCdf(score, 0, 1) * (distribution.max - distribution.min)
    case 'triangular':
      return triangularAt(distribution, normalCdf(score, 0, 1))
    case 'pert':
      return valueAtScore(betaOfPert(distribution), score)
    case 'beta': {
      const { alpha, beta, min, max } = distribution
      return min + (max - min) * betaQuantile(normalCdf(score, 0, 1), alpha, beta)
    }
  }
}

type Normal = Extract<Distribution, { kind: 'normal' }>

/** What is cut off of a normal distribution below and above, and what is kept. */
interface Cut {
  readonly below: number
  readonly above: number
  readonly kept: number
}

/** Undefined where the ends are too far out to be seen. */
function cutOf({ mean, sd, min, max = Number.POSITIVE_INFINITY }: Normal): Cut | undefined {
  const from = (min - mean) / sd
  const to = (max - mean) / sd
  if (from < -CUT_UNSEEN && to > CUT_UNSEEN) return undefined
  const below = normalCdf(from, 0, 1)
  const above = normalCdf(-to, 0, 1)
  return { below, above, kept: 1 - below - above }
}

function normalAt(
  { mean, sd, min, max = Number.POSITIVE_INFINITY }: Normal,
  cut: Cut | undefined,
  score: number,
): number {
  const z = cut ? scoreWithin(cut, score) : score
  return Math.min(Math.max(mean + sd * z, min), max)
}

function scoreWithin({ below, above, kept }: Cut, score: number): number {
  const share = below + normalCdf(score, 0, 1) * kept
  // Measured from the nearer tail, so that a cut far out keeps its digits.
  return share <= 0.5
    ? normalQuantile(share, 0, 1)
    : -normalQuantile(above + normalCdf(-score, 0, 1) * kept, 0, 1)
}

/**
 * Writes the values at many scores: each is `valueAtScore`.
 *
 * @param values as many as scores, overwritten
 */
export function valuesAtScores(distribution: Distribution, scores: Float64Array, values: Float64Array): void {
  if (distribution.kind === 'normal') {
    const cut = cutOf(distribution)
    for (let at = 0; at < scores.length; at += 1)
      values[at] = normalAt(distribution, cut, scores[at] as number)
    return
  }
  for (let at = 0; at < scores.length; at += 1) values[at] = valueAtScore(distribution, scores[at] as number)
}

/** The quantile of a triangular distribution. */
function triangularAt(
  { min, mode, max }: Extract<Distribution, { kind: 'triangular' }>,
  share: number,
): number {
  const width = max - min
  return share * width < mode - min
    ? min + Math.sqrt(share * width * (mode - min))
    : max - Math.sqrt((1 - share) * width * (max - mode))
}

/** The beta distribution that a PERT estimate stands for. */
function betaOfPert({
  min,
  mode,
  max,
}: Extract<Distribution, { kind: 'pert' }>): Extract<Distribution, { kind: 'beta' }> {
  const width = max - min
  return {
    kind: 'beta',
    alpha: 1 + (4 * (mode - min)) / width,
    beta: 1 + (4 * (max - mode)) / width,
    min,
    max,
  }
}

/** The same distribution of a quantity in another unit, `scale` of which make one. */
export function scale(distribution: Distribution, scale: number): Distribution {
  if (scale === 1) return distribution
  switch (distribution.kind) {
    case 'normal': {
      const { mean, sd, min, max } = distribution
      return {
        kind: 'normal',
        mean: mean * scale,
        sd: sd * scale,
        min: min * scale,
        ...(max === undefined ? {} : { max: max * scale }),
      }
    }
    case 'lognormal':
      return { ...distribution, mu: distribution.mu + ln(scale) }
    case 'logit-normal':
      throw new Error('A share has no other unit.')
    case 'uniform':
    case 'beta':
      return { ...distribution, min: distribution.min * scale, max: distribution.max * scale }
    case 'triangular':
    case 'pert': {
      const { min, mode, max } = distribution
      return { ...distribution, min: min * scale, mode: mode * scale, max: max * scale }
    }
  }
}
