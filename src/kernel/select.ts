/** Among more values than this, a sample is looked at first. */
const SAMPLED = 600

/**
 * Puts the value of rank `k` of the first `length` values in its place, smaller ones before it and larger after.
 *
 * Source: R. W. Floyd and R. L. Rivest, Algorithm 489: SELECT, Communications of the ACM 18 (1975). A sample finds a value
 * of nearly that rank, so that nearly all others are compared with one value, and mostly with the same answer.
 *
 * @param k from 0 to length − 1
 * @returns that value
 */
export function selectRank(values: Float64Array, length: number, k: number): number {
  selectWithin(values, 0, length - 1, k)
  return values[k] as number
}

/** The same from the place `first` to the place `last`, with `k` between them. */
function selectWithin(values: Float64Array, first: number, last: number, k: number): void {
  let left = first
  let right = last
  while (left < right) {
    if (right - left > SAMPLED) {
      const size = right - left + 1
      const before = k - left
      // How these are rounded changes nothing but the time.
      const sample = 0.5 * size ** (2 / 3)
      const margin = 0.5 * Math.sqrt((Math.log(size) * sample * (size - sample)) / size)
      const side = before < size / 2 ? -margin : margin
      const from = Math.max(left, Math.floor(k - (before * sample) / size + side))
      const to = Math.min(right, Math.floor(k + ((size - before) * sample) / size + side))
      selectWithin(values, from, to, k)
    }
    const pivot = values[k] as number
    let i = left
    let j = right
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1
      while ((values[j] as number) > pivot) j -= 1
      if (i > j) break
      const kept = values[i] as number
      values[i] = values[j] as number
      values[j] = kept
      i += 1
      j -= 1
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
}
