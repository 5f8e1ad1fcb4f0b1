import { type Country, EUROPEAN, type EuropeanGroup } from './countries.ts'
import type { Level } from './level.ts'
import { type Line, lineOf, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { withoutJumps } from './smooth.ts'

/** A country whose stock of cars is in no figure counts as a small one [million cars]. */
const USUAL_STOCK = 1

/** Cars of a country [million]: how much it weighs in the mean of a group. */
export const stockOf = (figures: NationalFigures, region: string): number =>
  figures.list({ measure: 'vehicle-stock', mode: 'car', region }).at(-1)?.value ?? USUAL_STOCK

/** The countries of a group in Europe. */
export const membersOf = (group: EuropeanGroup): readonly Country[] =>
  EUROPEAN.filter((country) => country.group === group)

/** The geometric mean of lines, each by its weight, without jumps. */
export function meanLine(lines: readonly { readonly line: Line; readonly weight: number }[]): Line {
  const whole = lines.reduce((sum, { weight }) => sum + weight, 0)
  const mean = lineOf((year) => {
    const index = year - (YEARS[0] ?? 0)
    return Math.exp(
      lines.reduce((sum, { line, weight }) => sum + weight * Math.log(line[index] as number), 0) / whole,
    )
  })
  return [...withoutJumps(new Map(YEARS.map((year, index) => [year, mean[index] as number]))).values()]
}

/**
 * The mean of what the members of a group have of their own.
 *
 * @param own the lines of the countries that have anchors
 */
export function groupLine(
  figures: NationalFigures,
  group: EuropeanGroup,
  own: ReadonlyMap<string, Line>,
): Line {
  const members = membersOf(group).flatMap(({ region }) => {
    const line = own.get(region)
    return line === undefined ? [] : [{ line, weight: stockOf(figures, region) }]
  })
  return meanLine(members)
}

/**
 * The levels of a place without its own: of each mode and powertrain the mean of the members that have it, with the widest of
 * their intervals, widened.
 *
 * @param sd standard deviation of the logarithm, of places of the group about their mean
 */
export function meanLevels(
  levels: readonly Level[],
  members: ReadonlyMap<string, number>,
  region: string,
  { sd, whose }: { readonly sd: number; readonly whose: string },
): readonly Level[] {
  const alike = new Map<string, Level[]>()
  for (const level of levels) {
    if (!members.has(level.region)) continue
    const key = [level.mode, level.vehicleClass, level.powertrain, level.carrier].join('|')
    alike.set(key, [...(alike.get(key) ?? []), level])
  }
  return [...alike.values()].map((list): Level => {
    const weighted = list.map(({ values, region: of }) => ({ line: values, weight: members.get(of) ?? 0 }))
    const widest = (bounds: readonly Line[], sign: 1 | -1): Line =>
      lineOf((year) => {
        const logs = bounds.map((bound) => Math.abs(Math.log(bound[year - (YEARS[0] ?? 0)] as number)))
        return Math.exp(sign * Math.hypot(Math.max(...logs), 1.96 * sd))
      })
    return {
      ...(list[0] as Level),
      region,
      values: meanLine(weighted),
      lower: widest(
        list.map(({ lower }) => lower),
        -1,
      ),
      upper: widest(
        list.map(({ upper }) => upper),
        1,
      ),
      spliced: YEARS.map(() => 'surrogate' as const),
      quality: 'L',
      locator: whose,
    }
  })
}
