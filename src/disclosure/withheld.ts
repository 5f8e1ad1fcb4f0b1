/** A total and its parts, by name. */
export interface Equation {
  readonly total: string
  readonly parts: readonly string[]
}

/**
 * The cells to withhold so that none can be recovered by subtraction. If a total and its parts would leave only one of
 * them unknown, the smallest of the others is withheld too.
 *
 * This is a first line of defence, not full disclosure control: it does not limit what someone can infer from several
 * sums and outside knowledge.
 *
 * @param primary the cells that must be withheld
 * @param sizeOf the size of a cell; the smallest are withheld first, and among equals the first named
 */
export function withheldCells(
  primary: Iterable<string>,
  equations: readonly Equation[],
  sizeOf: (cell: string) => number,
): ReadonlySet<string> {
  const withheld = new Set(primary)
  for (let changed = true; changed; ) {
    changed = false
    for (const { total, parts } of equations) {
      const members = [total, ...parts]
      if (members.filter((cell) => withheld.has(cell)).length !== 1) continue
      const second = smallest(
        (withheld.has(total) || parts.length === 1 ? members : parts).filter((cell) => !withheld.has(cell)),
        sizeOf,
      )
      if (second === undefined) continue
      withheld.add(second)
      changed = true
    }
  }
  return withheld
}

function smallest(cells: readonly string[], sizeOf: (cell: string) => number): string | undefined {
  let found: string | undefined
  for (const cell of cells) if (found === undefined || sizeOf(cell) < sizeOf(found)) found = cell
  return found
}
