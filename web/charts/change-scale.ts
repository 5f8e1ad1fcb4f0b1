import { extent, nice, ticks } from 'd3-array'
import type { Scale } from './strip-scale.ts'

/** About how many grid lines a chart has. */
const TICKS = 4

/** A scale over amounts that may lie on both sides of 0, which it always holds. */
export function scaleAroundZero(values: Iterable<number>): Scale {
  const [least = 0, most = 0] = extent([0, ...values])
  const [from, to] = least === most ? [0, 1] : nice(least, most, TICKS)
  return { ticks: ticks(from, to, TICKS), at: (value) => (value - from) / (to - from) }
}
