import { groupBy } from '../../../domain.ts'
import { stockOf } from '../group.ts'
import type { Mixture } from '../indices.ts'
import { YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { EUROPEAN_GROUPS } from './places.ts'
import { membersOf } from './world.ts'

/** Mixtures of the European groups: the mean of those of their countries, by their cars. */
export function groupMixtures(figures: NationalFigures, national: readonly Mixture[]): readonly Mixture[] {
  const cells = groupBy(national, ({ kind, mode, powertrain, gas }) => `${kind}|${mode}|${powertrain}|${gas}`)
  return EUROPEAN_GROUPS.flatMap((region) => {
    const members = new Set(membersOf(national, region))
    return [...cells.values()].flatMap((cell): readonly Mixture[] => {
      const having = cell.filter((one) => members.has(one.region))
      const [first] = having
      return first ? [{ ...first, region, points: meanOf(figures, having) }] : []
    })
  })
}

/** The weighted mean of each year that all have. */
function meanOf(figures: NationalFigures, mixtures: readonly Mixture[]): ReadonlyMap<number, number> {
  const weights = mixtures.map(({ region }) => stockOf(figures, region))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return new Map(
    YEARS.filter((year) => mixtures.every(({ points }) => points.has(year))).map((year) => {
      const sum = mixtures.reduce(
        (total, { points }, index) => total + (weights[index] ?? 0) * (points.get(year) ?? 0),
        0,
      )
      return [year, Number((sum / whole).toPrecision(6))]
    }),
  )
}
