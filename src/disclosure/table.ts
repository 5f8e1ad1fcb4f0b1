/** A figure of a table: one measure of one cell of a release. */
export interface TableCell {
  /** Cells of one key are withheld together: what tells the distance tells the trips. */
  readonly key: string
  /** Not negative. */
  readonly value: number
  /** At least this many; 0 if nobody was counted. */
  readonly contributors: number
  /** How far the value has to stay open above, beyond the protection interval; undefined if the cell is not sensitive. */
  readonly needs?: { readonly above: number }
  /** Given out before: it cannot be withheld any more. */
  readonly isOut?: boolean
  /** What it costs to withhold; 1 for the finest cell. */
  readonly weight: number
}

/** Cells, each with a whole number, whose weighted sum is 0 in every table that may be true. */
export interface TableRow {
  readonly terms: readonly (readonly [cell: number, coefficient: number])[]
  /**
   * The cells that the row adds up, if it is a sum: whose contributors may be the same persons (months of a year) or are
   * others (areas).
   */
  readonly parts?: { readonly cells: readonly number[]; readonly persons: 'same' | 'others' }
}

/** All figures of a release, and how they hang together: distances, trips and emissions in one system. */
export interface DisclosureTable {
  readonly cells: readonly TableCell[]
  readonly rows: readonly TableRow[]
}

/** A total and its parts as a row. */
export function sumRow(total: number, parts: readonly number[], persons: 'same' | 'others'): TableRow {
  return {
    terms: [[total, -1], ...parts.map((part) => [part, 1] as const)],
    parts: { cells: parts, persons },
  }
}

/** How many persons some cells are of at least. */
export function personsIn(
  cells: readonly Pick<TableCell, 'contributors'>[],
  persons: 'same' | 'others',
): number {
  return cells.reduce(
    (known, { contributors }) => (persons === 'same' ? Math.max(known, contributors) : known + contributors),
    0,
  )
}

/** The parts of a table that no row connects, as the numbers of their cells and rows. */
export function componentsOf({ cells, rows }: DisclosureTable): readonly {
  readonly cells: readonly number[]
  readonly rows: readonly number[]
}[] {
  const parent = cells.map((_, at) => at)
  const rootOf = (of: number): number => {
    let at = of
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  for (const { terms } of rows) {
    const [first] = terms
    if (first) for (const [cell] of terms) parent[rootOf(cell)] = rootOf(first[0])
  }
  const found = new Map<number, { cells: number[]; rows: number[] }>()
  for (const at of cells.keys()) {
    const root = rootOf(at)
    const component = found.get(root) ?? { cells: [], rows: [] }
    component.cells.push(at)
    found.set(root, component)
  }
  for (const [at, { terms }] of rows.entries()) {
    const [first] = terms
    if (first) found.get(rootOf(first[0]))?.rows.push(at)
  }
  return [...found.values()]
}
