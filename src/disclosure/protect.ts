import { type Recovered, recoveredBy } from './audit.ts'
import { RELEASE_CONTRIBUTORS } from './primary.ts'
import { componentsOf, type DisclosureTable, personsIn, type TableCell } from './table.ts'
import { isWitness, type Witness } from './witness.ts'

/** How far a sensitive figure stays open on either side, as a share of it. */
export const PROTECTION_SHARE = 0.3

/** A withheld zero stays open by this much above [unit of the figure]. */
export const LEAST_OPEN = 1

/** Moves below this share of the largest figure of a table are the solver's rounding. */
const NOISE_SHARE = 1e-9

/** Finds changes of a table that keep all its rows. */
export interface Mover {
  /** What a move of a cell costs from now on, per unit. */
  setCost(cell: number, cost: number): void
  /**
   * The change that costs least of those that move a cell by an amount, leave no cell negative and keep every row.
   *
   * @returns the moves of all cells; undefined if there is none
   * @throws if the solver cannot tell, or not in time
   */
  move(cell: number, amount: number): Float64Array | undefined
  close(): void
}

/** A table as a mover takes it: how far each cell may fall, what a move costs, and the rows. */
export interface MovableTable {
  readonly falls: Float64Array
  /** 0 for a cell that may not move. */
  readonly rises: Float64Array
  readonly costs: Float64Array
  readonly rows: DisclosureTable['rows']
}
export type OpenMover = (table: MovableTable) => Mover

/** What is withheld, and the proofs that it stays open. */
export interface Protection {
  /** Keys, those of sensitive cells and those that would give them away. */
  readonly withheld: ReadonlySet<string>
  /** Sensitive cells that cannot be kept open, since too much is given out already. */
  readonly open: readonly number[]
  /** What follows exactly from all that is given out; empty unless too much is given out already. */
  readonly recovered: readonly Recovered[]
}

/** A solver gave a change that is none. */
export class WrongWitness extends Error {
  override readonly name = 'WrongWitness'
}

/**
 * Withholds further keys until every sensitive figure may be 30 % higher and 30 % lower for all that is given out: the
 * change that costs least tells which. The solver is not trusted, each of its changes is looked at again.
 *
 * @param barred keys that are not given out, whatever they are of
 * @throws if the solver does not answer, or answers wrongly
 */
export function protect(
  table: DisclosureTable,
  openMover: OpenMover,
  barred: Iterable<string> = [],
): Protection {
  const withheld = new Set(barred)
  for (const cell of table.cells) if (cell.needs && !cell.isOut) withheld.add(cell.key)
  const rowsOf = rowsByCell(table)
  const found: Found = { withheld, open: [] }
  for (const component of componentsOf(table)) {
    if (!component.cells.some((at) => table.cells[at]?.needs)) continue
    protectComponent(table, component, rowsOf, openMover, found)
  }
  for (let before = -1; before < withheld.size; ) {
    before = withheld.size
    for (const row of table.rows) addCompany(table, row, withheld)
  }
  return { ...found, recovered: closeRecovered(table, rowsOf, withheld) }
}

/**
 * Withholds one more key beside everything that still follows exactly, until nothing does.
 *
 * @returns what follows all the same, since too much is given out already
 */
function closeRecovered(
  table: DisclosureTable,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  withheld: Set<string>,
): readonly Recovered[] {
  for (;;) {
    const recovered = recoveredBy(table, withheld)
    let isClosing = false
    for (const { cells: some } of recovered) {
      const beside = nearest(table, rowsOf, withheld, some)
      if (!beside) continue
      withheld.add(beside.key)
      isClosing = true
    }
    if (!isClosing) return recovered
  }
}

function rowsByCell({ rows }: DisclosureTable): ReadonlyMap<number, readonly number[]> {
  const rowsOf = new Map<number, number[]>()
  for (const [at, { terms }] of rows.entries()) for (const [cell] of terms) put(rowsOf, cell, at)
  return rowsOf
}

function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** The cheapest cell to withhold beside some, in the rows of these, or of cells that are withheld in them, and so on. */
function nearest(
  { cells, rows }: DisclosureTable,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  withheld: ReadonlySet<string>,
  some: readonly number[],
): TableCell | undefined {
  const seen = new Set(some)
  for (let ring: readonly number[] = some; ring.length > 0; ) {
    const next = new Set(
      ring
        .flatMap((at) => rowsOf.get(at) ?? [])
        .flatMap((row) => rows[row]?.terms ?? [])
        .flatMap(([at, coefficient]) => (coefficient === 0 || seen.has(at) ? [] : [at])),
    )
    const free = [...next]
      .flatMap((at) => cells[at] ?? [])
      .filter(({ key, value, isOut }) => value > 0 && !isOut && !withheld.has(key))
      .sort((a, b) => costly(a) - costly(b))
    if (free[0]) return free[0]
    for (const at of next) seen.add(at)
    ring = [...next].filter((at) => !cells[at]?.isOut)
  }
  return undefined
}

interface Found {
  readonly withheld: Set<string>
  readonly open: number[]
}

function protectComponent(
  table: DisclosureTable,
  component: { readonly cells: readonly number[]; readonly rows: readonly number[] },
  rowsOf: ReadonlyMap<number, readonly number[]>,
  openMover: OpenMover,
  found: Found,
): void {
  const cells = component.cells.map((at) => ({ ...(table.cells[at] as TableCell), at }))
  const local = new Map(component.cells.map((at, index) => [at, index]))
  const most = Math.max(1, ...cells.map(({ value }) => value))
  const scale = most > 1e6 ? 1e6 / most : 1
  const costOf = (cell: TableCell): number => (found.withheld.has(cell.key) ? 0 : costly(cell))
  let mover: Mover | undefined
  const opened = (): Mover => {
    mover ??= openMover({
      falls: Float64Array.from(cells, ({ value, isOut }) => (isOut ? 0 : value * scale)),
      rises: Float64Array.from(cells, ({ isOut }) => (isOut ? 0 : 10 * most * scale)),
      costs: Float64Array.from(cells, costOf),
      rows: component.rows.map((row) => ({
        terms: (table.rows[row]?.terms ?? []).map(([at, coefficient]) => [local.get(at) ?? 0, coefficient]),
      })),
    })
    return mover
  }
  const ofKey = new Map<string, number[]>()
  for (const [index, { key }] of cells.entries()) put(ofKey, key, index)
  /** By the cells that they move. */
  const known = new Map<number, Witness[]>()
  try {
    const sensitive = cells.filter((cell) => cell.needs && !cell.isOut).sort((a, b) => b.value - a.value)
    for (const cell of sensitive) {
      const above = Math.max(PROTECTION_SHARE * cell.value, cell.needs?.above ?? 0, LEAST_OPEN)
      // What is 0 cannot fall.
      for (const amount of cell.value > 0 ? [above, -PROTECTION_SHARE * cell.value] : [above]) {
        if (known.get(cell.at)?.some((witness) => fits(table, witness, cell.at, amount))) continue
        const moves = opened().move(local.get(cell.at) ?? 0, amount * scale)
        if (!moves) {
          found.open.push(cell.at)
          continue
        }
        const witness = toWitness(moves, cells, scale)
        for (const at of witness.keys()) {
          const key = table.cells[at]?.key ?? ''
          if (found.withheld.has(key)) continue
          found.withheld.add(key)
          for (const index of ofKey.get(key) ?? []) mover?.setCost(index, 0)
        }
        if (!isWitness(table, rowsOf, witness, found.withheld, cell.at, amount * (1 - 1e-6)))
          throw new WrongWitness('A change that the solver gave does not keep what is given out.')
        for (const at of witness.keys()) put(known, at, witness)
      }
    }
  } finally {
    mover?.close()
  }
}

function toWitness(moves: Float64Array, cells: readonly { readonly at: number }[], scale: number): Witness {
  const largest = moves.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  const witness = new Map<number, number>()
  for (const [index, { at }] of cells.entries()) {
    const by = moves[index] ?? 0
    if (Math.abs(by) > NOISE_SHARE * largest) witness.set(at, by / scale)
  }
  return witness
}

/** Whether a known change, made larger or smaller or turned round, moves a cell by an amount. */
function fits({ cells }: DisclosureTable, witness: Witness, cell: number, amount: number): boolean {
  const by = witness.get(cell)
  if (!by) return false
  const times = amount / by
  for (const [at, move] of witness) if ((cells[at]?.value ?? 0) + times * move < 0) return false
  return true
}

/** What a row leaves unknown must be of enough persons together, or their sum points at them. A withheld zero is no company. */
function addCompany(
  { cells }: DisclosureTable,
  { terms, parts }: DisclosureTable['rows'][number],
  withheld: Set<string>,
): void {
  if (!parts) return
  const isWithheld = (at: number): boolean => withheld.has(cells[at]?.key ?? '') && !cells[at]?.isOut
  const unknown = parts.cells.filter(isWithheld)
  const total = terms.find(([at]) => !parts.cells.includes(at))?.[0]
  if (unknown.length === 0 || total === undefined || isWithheld(total)) return
  const persons = unknown.flatMap((at) => cells[at] ?? []).filter(({ value }) => value > 0)
  // The sum of two or more, of enough persons, tells none of them.
  if (persons.length > 1 && personsIn(persons, parts.persons) >= RELEASE_CONTRIBUTORS) return
  if (persons.length === 0) return
  const more = [...parts.cells, total]
    .filter((at) => !isWithheld(at) && !cells[at]?.isOut && (at === total || (cells[at]?.value ?? 0) > 0))
    .sort((a, b) => costly(cells[a]) - costly(cells[b]))
  const [first] = more
  const key = first === undefined ? undefined : cells[first]?.key
  if (key !== undefined) withheld.add(key)
}

const costly = (cell: TableCell | undefined): number =>
  cell ? cell.weight * Math.log2(2 + cell.value) : Number.POSITIVE_INFINITY
