import { groupBy } from '../group-by.ts'
import { type CellPart, isStructuralZero, tellsEverybody } from './primary.ts'

/** How many persons a mode of a city was counted of, or what has no mode: its total, if it has modes too. */
export interface OfMode {
  readonly city: string
  /** Empty for facts without a mode. */
  readonly mode: string
  readonly period: string
  /** Undefined if not all of it was counted. */
  readonly persons: number | undefined
}

/** How many persons a cell was counted of, at least; undefined if a part of it counts nobody. */
export function personsCounted(parts: readonly CellPart[]): number | undefined {
  const isCounted = parts.every((part) => (part.contributors ?? 0) > 0 || isStructuralZero(part))
  return isCounted ? Math.max(0, ...parts.map(({ contributors }) => contributors ?? 0)) : undefined
}

/**
 * Cells that would tell how nearly everybody travels in a city, where all but a few were counted in one mode. That mode
 * says so beside the total, and zeros of the other modes do. Alone it does not: of modes that are not given out, nobody
 * knows whether there are any.
 */
export function tellingCells<Cell extends OfMode>(cells: readonly Cell[]): ReadonlySet<Cell> {
  const telling = new Set<Cell>()
  for (const area of groupBy(cells, ({ city, period }) => `${city}\n${period}`).values()) {
    const modes = area.filter(({ mode }) => mode !== '')
    const persons = modes.flatMap((one) => one.persons ?? [])
    if (persons.length === 0 || persons.length < modes.length) continue
    const most = Math.max(...persons)
    const all = area.find(({ mode }) => mode === '')?.persons ?? 0
    // What has no mode and is of fewer than a mode is no total of them.
    const hasTotal = all >= most
    const others = persons.reduce((left, one) => Math.max(0, left - one), all)
    if (!tellsEverybody(hasTotal ? [...persons, others] : persons)) continue
    for (const one of modes) if (one.persons === 0 || (hasTotal && one.persons === most)) telling.add(one)
  }
  return telling
}
