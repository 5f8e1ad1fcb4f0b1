import type { DisclosureTable } from './table.ts'

/** Parts of a unit in which a witness is looked at. */
const PARTS = 1000

/** A change of withheld cells that leads to another table, which is as true as the real one to whoever knows what is given out. */
export type Witness = ReadonlyMap<number, number>

/**
 * Whether a change proves what it should: it moves withheld cells alone, leaves nothing negative, keeps every row, and
 * moves a cell far enough. It does not matter who found it: a solver that errs is seen here.
 *
 * @param rowsOf the rows of each cell
 */
export function isWitness(
  { cells, rows }: DisclosureTable,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  change: Witness,
  withheld: ReadonlySet<string>,
  cell: number,
  atLeast: number,
): boolean {
  const moved = change.get(cell) ?? 0
  if (!(atLeast < 0 ? moved <= atLeast : moved >= atLeast)) return false
  const parts = new Map<number, bigint>()
  for (const [at, by] of change) {
    const { key, value, isOut } = cells[at] ?? {}
    if (key === undefined || value === undefined || isOut || !withheld.has(key) || !Number.isFinite(by))
      return false
    const whole = BigInt(Math.round(by * PARTS))
    if (BigInt(Math.round(value * PARTS)) + whole < -1n) return false
    parts.set(at, whole)
  }
  const touched = new Set([...change.keys()].flatMap((at) => rowsOf.get(at) ?? []))
  for (const at of touched) {
    let [sum, unsure] = [0n, 0n]
    for (const [of, coefficient] of rows[at]?.terms ?? []) {
      const part = parts.get(of)
      if (part === undefined) continue
      const times = BigInt(coefficient)
      sum += times * part
      unsure += times < 0n ? -times : times
    }
    // Each part was rounded once.
    if (sum > unsure || sum < -unsure) return false
  }
  return true
}
