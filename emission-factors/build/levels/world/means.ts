import { stockOf } from '../group.ts'
import type { Level } from '../level.ts'
import { type Line, YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { meanOf } from '../smooth.ts'

const SCORE_95 = 1.96
/** How far a country lies from the mean of its group, beside what is not known of that [of the logarithm]. */
const BETWEEN_COUNTRIES = 0.1
/** How far one lies from the mean of all groups. */
const BETWEEN_GROUPS = 0.17

interface Mean {
  readonly region: string
  readonly levels: readonly Level[]
  /** Of each region among the levels. */
  readonly weights: ReadonlyMap<string, number>
  readonly between: number
  readonly locator: string
}

/** The level of a group: the weighted geometric mean of those of its members, wider by how far members lie apart. */
export function meanLevels({ region, levels, weights, between, locator }: Mean): readonly Level[] {
  const cells = new Map<string, Level[]>()
  for (const level of levels) {
    // A class of one country's statistics is none of its neighbours'.
    if (level.vehicleClass !== undefined || !weights.has(level.region)) continue
    const key = `${level.mode}|${level.powertrain}|${level.carrier}`
    cells.set(key, [...(cells.get(key) ?? []), level])
  }
  return [...cells.values()].map((members): Level => {
    const [first] = members as [Level, ...Level[]]
    const weigh = members.map((one) => weights.get(one.region) ?? 0)
    const whole = weigh.reduce((sum, one) => sum + one, 0)
    const logMean = (numberOf: (one: Level, index: number) => number): Line =>
      YEARS.map((_, index) =>
        members.reduce((sum, one, at) => sum + ((weigh[at] ?? 0) / whole) * numberOf(one, index), 0),
      )
    const own = (bound: 'lower' | 'upper'): Line =>
      logMean((one, index) => Math.abs(Math.log(one[bound][index] as number)) / SCORE_95)
    const [below, above] = [own('lower'), own('upper')]
    const wide = (sd: Line, sign: 1 | -1): Line =>
      sd.map((one) => Math.exp(sign * SCORE_95 * Math.hypot(one, between)))
    return {
      mode: first.mode,
      powertrain: first.powertrain,
      carrier: first.carrier,
      region,
      values: logMean((one, index) => Math.log(one.values[index] as number)).map(Math.exp),
      lower: wide(below, -1),
      upper: wide(above, 1),
      spliced: YEARS.map(() => 'surrogate' as const),
      seriesErrorShare: meanOf(members.map((one) => one.seriesErrorShare)),
      quality: 'L',
      locator,
    }
  })
}

const names = (regions: Iterable<string>): string => [...new Set(regions)].sort().join(', ')

/** Levels of a group by those of the members that have any. */
export function groupLevels(
  figures: NationalFigures,
  region: string,
  levels: readonly Level[],
  members: ReadonlySet<string>,
): readonly Level[] {
  const having = names(levels.filter((one) => members.has(one.region)).map((one) => one.region))
  const weights = new Map(having.split(', ').map((one) => [one, stockOf(figures, one)]))
  const locator = `mean of ${having}, by their cars; stands in for countries of the group without a level`
  return meanLevels({ region, levels, weights, between: BETWEEN_COUNTRIES, locator })
}

/** The level of the world: all groups count the same, for it stands in for countries of which nothing is known. */
export function worldLevel(region: string, groups: readonly Level[]): readonly Level[] {
  const weights = new Map(groups.map((one) => [one.region, 1]))
  const locator = 'mean of all groups; stands in where neither the country nor its group has a level'
  return meanLevels({ region, levels: groups, weights, between: BETWEEN_GROUPS, locator })
}
