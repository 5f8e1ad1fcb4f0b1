import ln from '@stdlib/math-base-special-ln'
import type { StatedUncertainty } from '../estimate/input.ts'
import { type Distribution, SCORE_95 } from '../kernel/distribution.ts'

/** The possible values: an amount from 0 up, a share from 0 to 1, or degrees Celsius. */
export type Support = 'amount' | 'share' | 'temperature'

/** Bounds count as symmetric if their distances from the value differ by less than this share of the larger one. */
const SYMMETRIC = 0.2

/** The score of 98.75 %, which is the 97.5th percentile of the upper half of a normal distribution. */
const SCORE_HALF_NORMAL = 2.241402727604945

/** The lowest temperature [°C]; no climate comes near this cut. */
export const ABSOLUTE_ZERO_C = -273.15

/**
 * The distribution of a value, by the rules of the 2006 IPCC Guidelines, Volume 1, chapter 3:
 *
 * - Bounds are the 2.5th and 97.5th percentiles. If their distances from the value differ by less than 20 % of the
 *   larger one, the distribution is normal around their middle, with impossible values cut off. Otherwise it is
 *   lognormal with `μ = (ln L + ln U)/2` and `σ = (ln U − ln L)/3.92`. A share uses `ln(x/(1 − x))` in the same way, which
 *   keeps it below 1. Temperatures are always normal around the middle.
 * - A lower bound of 0 has no logarithm. The value is then the median, and the upper bound the 97.5th percentile, of a
 *   lognormal. If the value is nearer to the upper bound, or is a share, the distribution is a cut normal around the
 *   middle. If the value is 0, it is the upper half of a normal.
 * - ± up to 100 % gives a normal with `σ = U/1.96`, cut at 0. More than that gives a lognormal with the value as mean and
 *   the same σ (Eq. 3.5 to 3.8), because a normal that wide would lose so much below 0 that its mean moves up. A share
 *   stays a cut normal.
 *
 * The value stays the point estimate, even if it is not the median or mean of its distribution.
 *
 * @param value ≥ 0 unless it is a temperature, and between the bounds
 * @returns undefined if nothing is uncertain: ± 0, equal bounds, a lognormal of factor 1, or ± a share of 0
 */
export function distributionOf(
  value: number,
  uncertainty: StatedUncertainty,
  support: Support = 'amount',
): Distribution | undefined {
  if ('distribution' in uncertainty) return certainOrNot(uncertainty.distribution)
  if ('plusMinusShare' in uncertainty) return ofPlusMinus(value, uncertainty.plusMinusShare, support)
  return certainOrNot(ofBounds(value, uncertainty.lower, uncertainty.upper, support))
}

/** A normal distribution without the values that the quantity cannot have. */
export function cutNormal(
  mean: number,
  sd: number,
  support: Support,
): Extract<Distribution, { kind: 'normal' }> {
  const min = support === 'temperature' ? ABSOLUTE_ZERO_C : 0
  return { kind: 'normal', mean, sd, min, ...(support === 'share' ? { max: 1 } : {}) }
}

/** The lognormal distribution with these 2.5th and 97.5th percentiles, both above 0. */
export function lognormalThrough(lower: number, upper: number): Distribution {
  return { kind: 'lognormal', ...through(ln(lower), ln(upper)) }
}

function ofPlusMinus(value: number, share: number, support: Support): Distribution | undefined {
  const sd = (share * Math.abs(value)) / SCORE_95
  if (sd === 0) return undefined
  if (share <= 1 || support !== 'amount') return cutNormal(value, sd, support)
  const variance = ln(1 + (share / SCORE_95) ** 2)
  return { kind: 'lognormal', mu: ln(value) - variance / 2, sigma: Math.sqrt(variance) }
}

function ofBounds(value: number, lower: number, upper: number, support: Support): Distribution | undefined {
  if (lower === upper) return undefined
  const below = value - lower
  const above = upper - value
  const isSymmetric = Math.abs(above - below) < SYMMETRIC * Math.max(above, below)
  const aroundMiddle = (): Distribution =>
    cutNormal((lower + upper) / 2, (upper - lower) / (2 * SCORE_95), support)
  if (isSymmetric || support === 'temperature') return aroundMiddle()
  if (value === 0) return cutNormal(0, upper / SCORE_HALF_NORMAL, support)
  if (support === 'share') {
    if (lower === 0 || upper === 1) return aroundMiddle()
    return { kind: 'logit-normal', ...through(logit(lower), logit(upper)) }
  }
  if (lower > 0) return lognormalThrough(lower, upper)
  if (above < below) return aroundMiddle()
  return { kind: 'lognormal', mu: ln(value), sigma: (ln(upper) - ln(value)) / SCORE_95 }
}

/** Mean and standard deviation of a normal with these 2.5th and 97.5th percentiles. */
const through = (from: number, to: number): { mu: number; sigma: number } => ({
  mu: (from + to) / 2,
  sigma: (to - from) / (2 * SCORE_95),
})

const logit = (share: number): number => ln(share / (1 - share))

/** Bounds may be so close to each other, or to 0, that the distribution has no width. */
function certainOrNot(distribution: Distribution | undefined): Distribution | undefined {
  if (!distribution) return undefined
  const width = 'sigma' in distribution ? distribution.sigma : 'sd' in distribution ? distribution.sd : 1
  return width === 0 ? undefined : distribution
}
