import { RELEASE_CONTRIBUTORS } from './primary.ts'
import { sumRow, type TableCell, type TableRow } from './table.ts'

/** Facts without a mode that may be the total of those with one. */
export interface ModeSums<Cell> {
  readonly total: Cell
  readonly modes: readonly Cell[]
}

interface OfMode {
  readonly city: string
  readonly period: string
  readonly figures: Readonly<Record<string, number | null>>
  readonly contributors: number
  readonly weight: number
}

/** Sums that agree but for their rounding. */
const ROUNDING = 1e-6

/** No mode has this name. */
const REST = '*'

/** Whether a key is of what modes leave of their total, which is given out by nobody. */
export const isOfRest = (key: string): boolean => key.split('\n')[1] === REST

/**
 * Ties the modes of a city to the facts without a mode beside them, where these are no less than all modes together and so
 * may be their total: what is withheld, and what a supplier left out, would follow from it.
 *
 * @param cellOf the number of the cell of a mode and measure
 * @param next the number that a new cell gets
 */
export function restRows<Cell extends OfMode>(
  { total, modes }: ModeSums<Cell>,
  cellOf: (of: Cell, measure: string) => number | undefined,
  next: number,
): { readonly cells: readonly TableCell[]; readonly rows: readonly TableRow[] } {
  const cells: TableCell[] = []
  const rows: TableRow[] = []
  const left = total.contributors - modes.reduce((sum, { contributors }) => sum + contributors, 0)
  const contributors = Math.max(0, left)
  for (const [measure, value] of Object.entries(total.figures)) {
    const whole = cellOf(total, measure)
    const parts = modes.flatMap((mode) => cellOf(mode, measure) ?? [])
    if (value === null || whole === undefined || parts.length === 0) continue
    const rest = modes.reduce((sum, { figures }) => sum - (figures[measure] ?? 0), value)
    if (rest < -ROUNDING * value) continue
    if (rest <= ROUNDING * value && parts.length === modes.length) {
      rows.push(sumRow(whole, parts, 'same'))
      continue
    }
    rows.push(sumRow(whole, [...parts, next + cells.length], 'same'))
    cells.push({
      key: `${total.city}\n${REST}\n${total.period}`,
      value: Math.max(0, rest),
      contributors,
      weight: total.weight,
      ...(contributors < RELEASE_CONTRIBUTORS ? { needs: { above: 0 } } : {}),
    })
  }
  return { cells, rows }
}
