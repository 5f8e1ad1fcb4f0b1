import type { Estimate } from '../estimate/estimate.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { intervalsOf } from './effect-interval.ts'
import { Side } from './side.ts'

/**
 * The intervals of an index of years of one city: each year's CO2e over that of the base. What the years share cancels, so
 * that the base itself is certain.
 *
 * @param scales what each year is multiplied by, so that a spliced line has one level
 * @param base place of the year that is 1
 */
export function indexIntervals(
  estimates: readonly Estimate[],
  scales: readonly number[],
  base: number,
): readonly Bounds[] {
  const sides = estimates.map((estimate) => new Side(estimate))
  const totalOf = (side: Side, factors: Float64Array): number => {
    let total = 0
    for (const { emissions } of side.lines)
      for (const { all } of emissions) {
        let product = 1
        for (const place of all) product *= factors[place] as number
        total += product
      }
    return total
  }
  let usual: readonly number[] = []
  return intervalsOf(
    sides,
    true,
    (factors, moved) => {
      const totals = sides.map((side, index) =>
        moved.size > 0 && !moved.has(index)
          ? (usual[index] as number)
          : (scales[index] as number) * totalOf(side, factors[index] as Float64Array),
      )
      if (moved.size === 0) usual = totals
      return Float64Array.from(totals, (total) => total / (totals[base] as number))
    },
    estimates.keys(),
  )
}
