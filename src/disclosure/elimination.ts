/** A Mersenne prime: whole numbers below it stay apart, and nothing is rounded. */
const PRIME = (1n << 61n) - 1n

/** Any start does: what is looked for does not depend on it. */
const START = 88_172_645_463_325_252n

type SparseRow = Map<number, bigint>

/**
 * A change of unknowns that leaves every row as it is, taken at random among all there are. What does not move in it is
 * fixed by the rows, but for one chance in 2⁶¹. Whole numbers alone: no solver has to be trusted.
 *
 * @param rows of whole coefficients over unknowns 0 … count − 1
 */
export function randomChange(
  count: number,
  rows: readonly (readonly (readonly [unknown: number, coefficient: number])[])[],
): readonly bigint[] {
  const reduced = echelonOf(rows.map(toSparse))
  const change: (bigint | undefined)[] = Array.from({ length: count }, () => undefined)
  let state = START
  const next = (): bigint => {
    state ^= (state << 13n) & ((1n << 64n) - 1n)
    state ^= state >> 7n
    state ^= (state << 17n) & ((1n << 64n) - 1n)
    return (state % (PRIME - 1n)) + 1n
  }
  // A row has no pivot of a row before it, and those of the rows behind it are known when it is its turn.
  for (const { pivot, row } of reduced.reverse()) {
    let sum = 0n
    for (const [unknown, coefficient] of row) {
      if (unknown === pivot) continue
      const value = change[unknown] ?? next()
      change[unknown] = value
      sum = (sum + coefficient * value) % PRIME
    }
    change[pivot] = (PRIME - sum) % PRIME
  }
  return change.map((value) => value ?? next())
}

function toSparse(terms: readonly (readonly [number, number])[]): SparseRow {
  const row: SparseRow = new Map()
  for (const [unknown, coefficient] of terms) add(row, unknown, modulo(BigInt(coefficient)))
  return row
}

/** Rows by their pivots, each 1 there and 0 at all pivots before it. */
function echelonOf(rows: readonly SparseRow[]): { readonly pivot: number; readonly row: SparseRow }[] {
  const waiting = rows.filter(({ size }) => size > 0)
  const reduced: { pivot: number; row: SparseRow }[] = []
  const rowsOf = new Map<number, Set<SparseRow>>()
  for (const row of waiting) for (const unknown of row.keys()) found(rowsOf, unknown).add(row)
  const left = new Set(waiting)
  while (left.size > 0) {
    const row = shortest(left)
    left.delete(row)
    for (const unknown of row.keys()) found(rowsOf, unknown).delete(row)
    if (row.size === 0) continue
    const pivot = rarest(row, rowsOf)
    const scale = inverse(row.get(pivot) ?? 1n)
    for (const [unknown, value] of row) row.set(unknown, (value * scale) % PRIME)
    reduced.push({ pivot, row })
    for (const other of [...found(rowsOf, pivot)]) {
      const times = PRIME - (other.get(pivot) ?? 0n)
      for (const [unknown, value] of row) {
        add(other, unknown, (value * times) % PRIME)
        if (other.has(unknown)) found(rowsOf, unknown).add(other)
        else found(rowsOf, unknown).delete(other)
      }
    }
  }
  return reduced
}

function add(row: SparseRow, unknown: number, value: bigint): void {
  const sum = ((row.get(unknown) ?? 0n) + value) % PRIME
  if (sum === 0n) row.delete(unknown)
  else row.set(unknown, sum)
}

function found(rowsOf: Map<number, Set<SparseRow>>, unknown: number): Set<SparseRow> {
  const rows = rowsOf.get(unknown) ?? new Set<SparseRow>()
  rowsOf.set(unknown, rows)
  return rows
}

/** Short rows first: they fill the others least. */
function shortest(rows: ReadonlySet<SparseRow>): SparseRow {
  let least: SparseRow | undefined
  for (const row of rows) {
    if (row.size <= 2) return row
    if (!least || row.size < least.size) least = row
  }
  return least as SparseRow
}

function rarest(row: SparseRow, rowsOf: Map<number, Set<SparseRow>>): number {
  let [pivot, fewest] = [-1, Number.POSITIVE_INFINITY]
  for (const unknown of row.keys()) {
    const { size } = found(rowsOf, unknown)
    if (size < fewest) [pivot, fewest] = [unknown, size]
  }
  return pivot
}

const modulo = (value: bigint): bigint => ((value % PRIME) + PRIME) % PRIME

/** By Fermat: a ^ (p − 2). */
function inverse(value: bigint): bigint {
  let [result, base, power] = [1n, value, PRIME - 2n]
  while (power > 0n) {
    if (power & 1n) result = (result * base) % PRIME
    base = (base * base) % PRIME
    power >>= 1n
  }
  return result
}

/** The sum of what some unknowns move in a change; 0 if the rows fix their sum. */
export const sumOf = (moves: readonly bigint[]): bigint =>
  moves.reduce((sum, move) => (sum + move) % PRIME, 0n)

/** What must be added to a sum so that it is 0. */
export const complementOf = (sum: bigint): bigint => (PRIME - sum) % PRIME
