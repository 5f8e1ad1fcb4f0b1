import { selectRank } from './select.ts'

/** So many values tell about where the ends lie. */
const SAMPLE = 256
/** How far beyond an end, as a share of all values, a sample of them may set the limit; it is then rarely too near. */
const MARGIN = 0.05

/**
 * Two quantiles far out on either side, each between two order statistics. Only the values beyond about where they lie are
 * looked through for them.
 *
 * @param values at least one, in no order; they may be put in another one
 * @param lowerShare of all values, below a half
 * @param upperShare above a half
 */
export function outerQuantiles(
  values: Float64Array,
  lowerShare: number,
  upperShare: number,
): { readonly lower: number; readonly upper: number } {
  const { length } = values
  const [first, last] = [(length - 1) * lowerShare, (length - 1) * upperShare]
  const [low, high] = [Math.floor(first), Math.floor(last)]
  if (length > 4 * SAMPLE) {
    const sample = values.slice(0, SAMPLE)
    const below = selectRank(sample, SAMPLE, Math.ceil(SAMPLE * (lowerShare + MARGIN)))
    const above = selectRank(sample, SAMPLE, Math.floor(SAMPLE * (upperShare - MARGIN)))
    const room = length >> 2
    const lows = new Float64Array(room)
    const highs = new Float64Array(room)
    let lowCount = 0
    let highCount = 0
    for (let at = 0; at < length; at += 1) {
      const value = values[at] as number
      if (value <= below && lowCount < room) lows[lowCount++] = value
      if (value >= above && highCount < room) highs[highCount++] = value
    }
    // Full rooms lack some, as where many values are the same.
    const isEnough = lowCount > low + 1 && highCount >= length - high
    if (isEnough && lowCount < room && highCount < room)
      return {
        lower: between(lows, lowCount, low, first - low),
        upper: between(highs, highCount, high - (length - highCount), last - high),
      }
  }
  return {
    lower: between(values, length, low, first - low),
    upper: between(values, length, high, last - high),
  }
}

/** A value between those of rank `rank` and the next one. */
function between(values: Float64Array, length: number, rank: number, part: number): number {
  const above = selectRank(values, length, Math.min(rank + 1, length - 1))
  const below = selectRank(values, Math.min(rank + 2, length), rank)
  return below + part * (above - below)
}
