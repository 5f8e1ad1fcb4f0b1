/** How a lever comes in between its first and its last year. */
export const RAMPS = ['linear', 'step', 's-curve'] as const
export type Ramp = (typeof RAMPS)[number]

/**
 * The share of a lever that acts in a year, from 0 to 1. A step acts in full from its first year on; the others begin at 0
 * in the first year and are whole in the last one.
 */
export function rampShare(
  { from, to, ramp }: { from: number; to: number; ramp: Ramp },
  year: number,
): number {
  if (ramp === 'step') return year >= from ? 1 : 0
  if (year >= to) return 1
  if (year <= from) return 0
  const t = (year - from) / (to - from)
  return ramp === 'linear' ? t : t * t * (3 - 2 * t)
}

/** A value of a path in a year. */
export interface PathPoint {
  readonly year: number
  readonly value: number
}

/** The value of a path: straight between its points, and held before the first and after the last. */
export function pathValue(points: readonly PathPoint[], year: number): number {
  const after = points.findIndex((point) => point.year >= year)
  const last = points.at(-1)
  if (after < 0) return last?.value ?? Number.NaN
  const b = points[after] as PathPoint
  const a = points[after - 1]
  if (!a || b.year === year) return b.value
  return a.value + ((b.value - a.value) * (year - a.year)) / (b.year - a.year)
}
