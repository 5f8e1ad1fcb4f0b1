import { groupBy } from '../group-by.ts'
import { RELEASE_CONTRIBUTORS } from './primary.ts'
import type { Figures } from './settle.ts'

/** What is known of a cell of a city. */
export interface CityCell {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly figures: Figures
  /** Undefined for what was given out before: the count is not kept. */
  readonly contributors?: number
}

/**
 * Cities that look like another one less a few persons: a core and its town, each given out, would tell the ring between
 * them. A guess on the safe side, for nobody says how cities lie: in every figure that both have, one is not above the
 * other, and the difference is what fewer than 25 persons make.
 *
 * @param fresh cells that may be given out now
 * @param out cells that are given out already
 * @returns cities of `fresh` that are not to be given out
 */
export function nestedCities(fresh: readonly CityCell[], out: readonly CityCell[]): ReadonlySet<string> {
  const nested = new Set<string>()
  const all = [...groupBy([...fresh, ...out], ({ city }) => city)].map(([city, cells]) => ({
    city,
    isFresh: fresh.some((cell) => cell.city === city),
    cells: new Map(cells.map((cell) => [`${cell.mode} ${cell.period}`, cell])),
  }))
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1)) {
      if ((!one.isFresh && !other.isFresh) || nested.has(one.city) || nested.has(other.city)) continue
      const smaller = smallerOf(one.cells, other.cells)
      if (smaller === undefined) continue
      const core = smaller === 'first' ? one : other
      const town = smaller === 'first' ? other : one
      nested.add(core.isFresh ? core.city : town.city)
    }
  return nested
}

/** Which of two cities is the other less a few persons, if one is. */
function smallerOf(
  first: ReadonlyMap<string, CityCell>,
  second: ReadonlyMap<string, CityCell>,
): 'first' | 'second' | undefined {
  let smaller: 'first' | 'second' | undefined
  for (const [key, one] of first) {
    const other = second.get(key)
    if (!other) continue
    const persons = Math.min(one.contributors ?? Infinity, other.contributors ?? Infinity)
    for (const [measure, value] of Object.entries(one.figures)) {
      const beside = other.figures[measure] ?? null
      if (value === null || beside === null || value === beside) continue
      const ring = (Math.abs(value - beside) * persons) / Math.min(value, beside)
      const less = value < beside ? 'first' : 'second'
      if (!(ring < RELEASE_CONTRIBUTORS) || (smaller !== undefined && less !== smaller)) return undefined
      smaller = less
    }
  }
  return smaller
}
