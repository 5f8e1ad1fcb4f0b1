import type { TermRole } from '../kernel/product.ts'

/** The first derivative of a factor by the value that it is made of. */
export function slopeOf(x: number, role: TermRole): number {
  switch (role) {
    case 'times':
      return 1
    case 'divided-by':
      return -1 / (x * x)
    case 'times-complement':
      return -1
    case 'divided-by-complement':
    case 'times-loss-ratio':
      return 1 / ((1 - x) * (1 - x))
  }
}

/** The second derivative of a factor by the value that it is made of. */
export function curvatureOf(x: number, role: TermRole): number {
  switch (role) {
    case 'times':
    case 'times-complement':
      return 0
    case 'divided-by':
      return 2 / (x * x * x)
    case 'divided-by-complement':
    case 'times-loss-ratio':
      return 2 / (1 - x) ** 3
  }
}
