import { nice, ticks } from 'd3-array'

/** About how many grid lines a chart has. */
const TICKS = 4

/** A scale from 0 to a round number past the largest. */
export interface Scale {
  readonly ticks: readonly number[]
  /** Where a value lies, from 0 to 1. */
  readonly at: (value: number) => number
}

/** Amounts begin at 0: a broken axis would make small differences look large. */
export function scaleFromZero(largest: number): Scale {
  const end = largest > 0 ? (nice(0, largest, TICKS)[1] ?? largest) : 1
  return { ticks: ticks(0, end, TICKS), at: (value) => Math.min(1, Math.max(0, value / end)) }
}
