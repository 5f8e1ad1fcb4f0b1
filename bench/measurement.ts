/** One line of a benchmark's output. */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** `value` over the same measure of `against`, in the same run. */
  readonly ratio?: number
  readonly against?: string
  /** What each database could take of the memory [MB]. */
  readonly memory?: { readonly ours: number; readonly against: number }
  /** At most this is wanted, on two cores that do nothing else. */
  readonly target?: number
}

/** The value below which a share of the sorted sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
