/**
 * Puts the value of rank `k` of the first `length` values in its place, smaller ones before it and larger after;
 * Hoare's selection with the median of three.
 *
 * @param k from 0 to length − 1
 * @returns that value
 */
export function selectRank(values: Float64Array, length: number, k: number): number {
  let left = 0
  let right = length - 1
  while (left < right) {
    const a = values[left] as number
    const b = values[(left + right) >> 1] as number
    const c = values[right] as number
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b
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
  return values[k] as number
}
