/** How a parameter's value x enters a product: x, 1/x, 1 − x, 1/(1 − x) or x/(1 − x). */
export const TERM_ROLES = [
  'times',
  'divided-by',
  'times-complement',
  'divided-by-complement',
  'times-loss-ratio',
] as const
export type TermRole = (typeof TERM_ROLES)[number]

/**
 * What a parameter contributes to a product.
 *
 * A product is multiplied from its first term to its last, starting at 1: the order is part of the result, so
 * that a checker that multiplies again gets the same bits.
 *
 * @param value the parameter's value in its canonical unit
 * @param role how it enters; the complement and loss roles take a share in [0, 1)
 */
export function termFactor(value: number, role: TermRole): number {
  switch (role) {
    case 'times':
      return value
    case 'divided-by':
      return 1 / value
    case 'times-complement':
      return 1 - value
    case 'divided-by-complement':
      return 1 / (1 - value)
    case 'times-loss-ratio':
      return value / (1 - value)
  }
}
