/** A total and the parts that it is the sum of, by their names. */
export interface Equation {
  readonly total: string
  readonly parts: readonly string[]
}

/**
 * Every cell to withhold so that none can be had by subtraction: those that must be, and, wherever a total and its parts
 * would leave one of them alone unknown, the smallest of the others too.
 *
 * A first line of defence and no full disclosure control: it bounds nothing that may be inferred from several sums with
 * knowledge from elsewhere.
 *
 * @param primary the cells that must be withheld
 * @param sizeOf how much a cell holds; the smallest are withheld first, of equals the first named
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
