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
  let usual: readonly number[] = []
  return intervalsOf(
    sides,
    sides.map(() => 0),
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

/**
 * The interval of a weighted sum of the CO2e of estimates: what they share moves all of them.
 *
 * @param terms each estimate once for each weight, with the number of the city whose statements it has
 */
export function sumInterval(
  terms: readonly { readonly estimate: Estimate; readonly weight: number; readonly place: number }[],
): Bounds {
  const sides = terms.map(({ estimate }) => new Side(estimate))
  const [bounds] = intervalsOf(
    sides,
    terms.map(({ place }) => place),
    (factors) =>
      Float64Array.of(
        terms.reduce(
          (sum, { weight }, index) =>
            sum + weight * totalOf(sides[index] as Side, factors[index] as Float64Array),
          0,
        ),
      ),
    [0],
  )
  return bounds as Bounds
}

function totalOf(side: Side, factors: Float64Array): number {
  let total = 0
  for (const { emissions } of side.lines)
    for (const { all } of emissions) {
      let product = 1
      for (const place of all) product *= factors[place] as number
      total += product
    }
  return total
}
