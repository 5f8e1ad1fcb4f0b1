import type { Estimate } from '../estimate/estimate.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { product } from './chain-cell.ts'
import { figuresOfNumbers, intervalsInSteps, intervalsOf } from './effect-interval.ts'
import { Side } from './side.ts'

/**
 * The intervals of an index of years of one city, step by step: each year's CO2e over that of the base. What the years share
 * cancels, so that the base itself is certain.
 *
 * @param scales what each year is multiplied by, so that a spliced line has one level
 * @param base place of the year that is 1
 */
export function* indexIntervalsInSteps(
  estimates: readonly Estimate[],
  scales: readonly number[],
  base: number,
): Generator<undefined, readonly Bounds[]> {
  const sides = estimates.map((estimate) => new Side(estimate))
  return yield* intervalsInSteps(
    sides,
    sides.map(() => 0),
    figuresOfNumbers(
      sides,
      totalOf,
      (year, totals) => {
        const levelOf = (index: number): number => (scales[index] as number) * (totals[index] as number)
        return levelOf(year) / levelOf(base)
      },
      sides.length,
      (year) => new Set([year, base]),
    ),
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
    figuresOfNumbers(
      sides,
      totalOf,
      (_, totals) => terms.reduce((sum, { weight }, index) => sum + weight * (totals[index] as number), 0),
      1,
      () => sides.keys(),
    ),
    [0],
  )
  return bounds as Bounds
}

function totalOf(side: Side, factors: Float64Array): number {
  let total = 0
  for (const { emissions } of side.lines) for (const { all } of emissions) total += product(all, factors)
  return total
}
