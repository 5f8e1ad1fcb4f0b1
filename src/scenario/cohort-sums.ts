import type { ModelFleet } from './model.ts'

/** A fleet's turnover as one list: the shares of year y begin at y × (y − 1) ÷ 2. */
export interface FlatFleet {
  readonly kept: Float64Array
  readonly sold: Float64Array
  readonly fresh: Float64Array | undefined
}

export function flat({ kept, sold, fresh }: ModelFleet): FlatFleet {
  return {
    kept: Float64Array.from(kept),
    sold: Float64Array.from(sold.flat()),
    fresh: fresh && Float64Array.from(fresh),
  }
}

/**
 * By year from `first` on: the shares of its distance by year of sale × the sales of that year, added up in the order of
 * those years. Four years at a time, because a sum waits for each of its additions.
 *
 * @param from the place of year 0 in `sales` and `sums`
 */
export function sumCohorts(
  { sold }: FlatFleet,
  sales: Float64Array,
  sums: Float64Array,
  from: number,
  first: number,
  years: number,
): void {
  let year = first
  for (; year + 3 < years; year += 4) {
    const one = beginOf(year)
    const two = one + year
    const three = two + year + 1
    const four = three + year + 2
    const begin = from + 1
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let cohort = 0; cohort < year; cohort += 1) {
      const sale = sales[begin + cohort] as number
      a += (sold[one + cohort] as number) * sale
      b += (sold[two + cohort] as number) * sale
      c += (sold[three + cohort] as number) * sale
      d += (sold[four + cohort] as number) * sale
    }
    const at = begin + year
    const [x, y, z] = [sales[at] as number, sales[at + 1] as number, sales[at + 2] as number]
    sums[from + year] = a
    sums[from + year + 1] = b + (sold[two + year] as number) * x
    sums[from + year + 2] = c + (sold[three + year] as number) * x + (sold[three + year + 1] as number) * y
    sums[from + year + 3] =
      d +
      (sold[four + year] as number) * x +
      (sold[four + year + 1] as number) * y +
      (sold[four + year + 2] as number) * z
  }
  for (; year < years; year += 1) {
    const begin = beginOf(year)
    let sum = 0
    for (let cohort = 0; cohort < year; cohort += 1)
      sum += (sold[begin + cohort] as number) * (sales[from + 1 + cohort] as number)
    sums[from + year] = sum
  }
}

const beginOf = (year: number): number => (year * (year - 1)) / 2
