/**
 * ln(b / a), accurate where the two are close to one another.
 *
 * @param a above 0
 * @param b above 0
 */
export function logarithmicChange(a: number, b: number): number {
  return Math.abs(b - a) < a / 2 ? Math.log1p((b - a) / a) : Math.log(b / a)
}

/**
 * The logarithmic mean L(a, b) = (a − b) / (ln a − ln b), with L(a, a) = a and L = 0 if either is 0.
 *
 * Source: Ang, LMDI (Energy Policy 2005, 2015).
 *
 * @param a not below 0
 * @param b not below 0
 */
export function logarithmicMean(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  return a === b ? a : (b - a) / logarithmicChange(a, b)
}
