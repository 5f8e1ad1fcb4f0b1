/** Two estimates of one quantity, and how far each and their difference may be off: standard deviations. */
export interface TwoEstimates {
  readonly firstSd: number
  readonly secondSd: number
  /** Of the difference as one figure, so that what the two share does not count in it. */
  readonly differenceSd: number
}

/**
 * The weight of the second of two estimates in their mean of least variance; the first has the rest.
 *
 * Of independent estimates it is the weight by inverse variances, `σ₁² ÷ (σ₁² + σ₂²)`. Where they share parameters,
 * the variance of their difference tells how much: `½ + (σ₁² − σ₂²) ÷ (2·σ_d²)`, kept in [0, 1] so that the mean lies
 * between the two.
 *
 * @returns ½ where the difference is certain, which says nothing of either
 */
export function weightOfSecond({ firstSd, secondSd, differenceSd }: TwoEstimates): number {
  if (!(differenceSd > 0)) return 0.5
  const weight = 0.5 + (firstSd ** 2 - secondSd ** 2) / (2 * differenceSd ** 2)
  return Math.min(1, Math.max(0, weight))
}

/**
 * The standard deviation of the logarithm of `second ÷ first`, to first order: what the two share cancels.
 *
 * @param first above 0
 * @param second above 0
 */
export function logRatioSd(first: number, second: number, sds: TwoEstimates): number {
  const { firstSd, secondSd, differenceSd } = sds
  const covariance = (firstSd ** 2 + secondSd ** 2 - differenceSd ** 2) / 2
  const variance = (firstSd / first) ** 2 + (secondSd / second) ** 2 - (2 * covariance) / (first * second)
  return Math.sqrt(Math.max(0, variance))
}
