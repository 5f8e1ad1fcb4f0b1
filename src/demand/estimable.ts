import { groupBy } from '../group-by.ts'
import type { Refusal } from '../issues/issue.ts'
import type { FactCell } from './fact-cell.ts'
import type { ModalSplit } from './modal-split.ts'
import { type Travelled, travelledOf } from './travelled.ts'
import type { TripLengths } from './trip-length.ts'

/** The cells of a mode that cannot be estimated, and why not. */
export interface UnfitMode<Cell> {
  readonly mode: string
  readonly cells: readonly Cell[]
  readonly reason: string
}

/** Cells that can be estimated, with their mode and distance. */
interface Estimable<Cell> {
  readonly travelled: readonly { readonly cell: Cell; readonly parts: readonly Travelled[] }[]
  /** Modes of which a cell cannot be estimated, whole: a part of a mode would look like all of it. */
  readonly unfit: readonly UnfitMode<Cell>[]
  readonly refusals: readonly Refusal[]
}

/**
 * Gives every cell a mode and a distance. A mode with a cell that has neither is set apart if other modes remain; facts
 * without a mode are of every mode, so that what is wrong with them is refused.
 *
 * @param lengthsOf mean trip lengths of a cell
 * @param pointer where the request names the facts
 */
export function estimableOf<Cell extends FactCell>(
  cells: readonly Cell[],
  lengthsOf: (cell: Cell) => TripLengths,
  split: ModalSplit,
  pointer: string,
): Estimable<Cell> {
  const each = cells.map((cell) => {
    const { travelled, refusals } = travelledOf([cell], lengthsOf(cell), split, pointer)
    return { cell, parts: travelled, refusals }
  })
  const faulty = each.filter(({ cell, refusals }) => cell.mode !== null && refusals.length > 0)
  const faultyModes = new Set(faulty.map(({ cell }) => cell.mode))
  const others = each.filter(({ cell }) => !faultyModes.has(cell.mode))
  if (others.every(({ parts }) => parts.length === 0))
    return { travelled: each, unfit: [], refusals: distinct(each.flatMap(({ refusals }) => refusals)) }
  return {
    travelled: others,
    unfit: [...groupBy(faulty, ({ cell }) => cell.mode ?? '')].map(([mode, [first]]) => ({
      mode,
      cells: cells.filter((cell) => cell.mode === mode),
      reason: first?.refusals[0]?.detail ?? '',
    })),
    refusals: distinct(others.flatMap(({ refusals }) => refusals)),
  }
}

const distinct = (refusals: readonly Refusal[]): readonly Refusal[] => [
  ...new Map(refusals.map((refusal) => [refusal.detail, refusal])).values(),
]
