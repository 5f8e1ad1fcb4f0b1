import { groupBy } from '../group-by.ts'
import { GRAIN_LENGTHS } from '../kernel/period.ts'
import { type Counted, contributorsOf, isReleasable } from './contributors.ts'
import { type Equation, withheldCells } from './withheld.ts'

/** The finest cell that may be published: one mode of one city in one period of the dataset's grain. */
export interface ReleaseCell extends Counted {
  readonly period: string
  readonly mode: string | null
}

/** Tells which activity of one city may be published, by mode and period. */
export interface Release {
  /** @param period with the grain of the facts, or coarser */
  isWithheld(period: string, mode: string | null): boolean
}

/** For facts that are already public under an open licence. */
export const OPEN_RELEASE: Release = { isWithheld: () => false }

const nameOf = (period: string, mode: string | null): string => `${mode ?? ''} ${period}`

/**
 * Withholds cells with too few contributors in days, months and years, and other cells that would reveal them by
 * subtraction.
 *
 * @param cells all cells of a city in whole calendar years, so that every question gets the same answer
 * @param daysIn the number of days in a period
 */
export function releaseOf(cells: readonly ReleaseCell[], daysIn: (period: string) => number): Release {
  const withheld = new Set<string>()
  for (const ofMode of groupBy(cells, ({ mode }) => mode ?? '').values())
    for (const cell of withheldOfMode(ofMode, daysIn)) withheld.add(cell)
  return { isWithheld: (period, mode) => withheld.has(nameOf(period, mode)) }
}

interface Node extends ReleaseCell {
  readonly days: number
}

function withheldOfMode(
  cells: readonly ReleaseCell[],
  daysIn: (period: string) => number,
): ReadonlySet<string> {
  const nodes = new Map<string, Node>()
  const equations: Equation[] = []
  let level: readonly Node[] = [...groupBy(cells, ({ period }) => period)].map(([period, same]) => {
    const days = daysIn(period)
    return {
      ...sumOf(
        period,
        same.map((cell) => ({ ...cell, days })),
      ),
      days,
    }
  })
  for (const node of level) nodes.set(nameOf(node.period, node.mode), node)
  for (const length of [GRAIN_LENGTHS.month, GRAIN_LENGTHS.year]) {
    const parts = level.filter(({ period }) => period.length > length)
    if (parts.length === 0) continue
    level = [...groupBy(parts, ({ period }) => period.slice(0, length))].map(([period, children]) => {
      const total = sumOf(period, children)
      nodes.set(nameOf(period, total.mode), total)
      equations.push({
        total: nameOf(period, total.mode),
        parts: children.map((child) => nameOf(child.period, child.mode)),
      })
      return total
    })
  }
  const primary = [...nodes].filter(([, node]) => !isReleasable(node, node.days)).map(([name]) => name)
  return withheldCells(primary, equations, (name) => {
    const node = nodes.get(name)
    return (node && contributorsOf(node, node.days)) ?? 0
  })
}

function sumOf(period: string, children: readonly Node[]): Node {
  const sum = (of: (node: Node) => number | null): number | null =>
    children.reduce<number | null>((total, node) => {
      const value = of(node)
      return value === null ? total : (total ?? 0) + value
    }, null)
  return {
    period,
    mode: children[0]?.mode ?? null,
    days: children.reduce((total, { days }) => total + days, 0),
    // The same people may contribute on several days, so only the day with the most contributors counts.
    contributors: children.reduce<number | null>(
      (most, { contributors: one }) => (one === null ? most : Math.max(most ?? 0, one)),
      null,
    ),
    trips: sum(({ trips }) => trips),
    passengerDistancePkm: sum(({ passengerDistancePkm }) => passengerDistancePkm),
    vehicleDistanceVkm: sum(({ vehicleDistanceVkm }) => vehicleDistanceVkm),
    tonneDistanceTkm: sum(({ tonneDistanceTkm }) => tonneDistanceTkm),
  }
}
