import { complementOf, randomChange, sumOf } from './elimination.ts'
import { RELEASE_CONTRIBUTORS } from './primary.ts'
import { componentsOf, type DisclosureTable, personsIn } from './table.ts'

/** More sensitive cells than this in one component are looked at alone and in pairs, and not three by three. */
const MAX_IN_THREES = 150

/** What all that is given out together tells exactly. */
export interface Recovered {
  /** Withheld cells, alone or with others, whose sum follows from what is given out. */
  readonly cells: readonly number[]
}

/**
 * Every sensitive cell, and every sum of up to three withheld cells of too few persons, that follows from what is given
 * out; sums of a row too, whatever their number. Whole numbers alone, and no solver.
 *
 * @param withheld the keys that are not given out
 */
export function recoveredBy(table: DisclosureTable, withheld: ReadonlySet<string>): readonly Recovered[] {
  return componentsOf(table).flatMap((component) => recoveredIn(table, component, withheld))
}

const isFew = (persons: number): boolean => persons < RELEASE_CONTRIBUTORS

function recoveredIn(
  { cells, rows }: DisclosureTable,
  component: { readonly cells: readonly number[]; readonly rows: readonly number[] },
  withheld: ReadonlySet<string>,
): readonly Recovered[] {
  const isUnknown = (at: number): boolean => withheld.has(cells[at]?.key ?? '') && !cells[at]?.isOut
  const unknown = component.cells.filter(isUnknown)
  if (unknown.length === 0) return []
  const columnOf = new Map(unknown.map((at, column) => [at, column]))
  const ofUnknown = component.rows.map((row) =>
    (rows[row]?.terms ?? []).flatMap(([at, coefficient]) => {
      const column = columnOf.get(at)
      return column === undefined ? [] : [[column, coefficient] as const]
    }),
  )
  const change = randomChange(unknown.length, ofUnknown)
  const moves = (at: number): bigint => change[columnOf.get(at) ?? -1] ?? 0n
  const recovered: Recovered[] = unknown
    .filter((at) => cells[at]?.needs && moves(at) === 0n)
    .map((at) => ({ cells: [at] }))
  // A zero is no company: with it or without, a sum is the same.
  const few = unknown.filter(
    (at) => (cells[at]?.value ?? 0) > 0 && isFew(cells[at]?.contributors ?? 0) && moves(at) !== 0n,
  )
  const persons = (some: readonly number[]): number =>
    personsIn(
      some.flatMap((at) => cells[at] ?? []),
      'others',
    )
  const byMove = new Map<bigint, number[]>()
  for (const at of few) byMove.set(moves(at), [...(byMove.get(moves(at)) ?? []), at])
  for (const [index, one] of few.entries()) {
    for (const other of byMove.get(complementOf(moves(one))) ?? [])
      if (other > one && isFew(persons([one, other]))) recovered.push({ cells: [one, other] })
    if (few.length > MAX_IN_THREES) continue
    for (const other of few.slice(index + 1))
      for (const third of byMove.get(complementOf(sumOf([moves(one), moves(other)]))) ?? [])
        if (third > other && isFew(persons([one, other, third])))
          recovered.push({ cells: [one, other, third] })
  }
  for (const row of component.rows) {
    const { parts } = rows[row] ?? {}
    if (!parts) continue
    const some = parts.cells.filter((at) => isUnknown(at) && (cells[at]?.value ?? 0) > 0)
    if (some.length < 2) continue
    const isKnown = sumOf(some.map(moves)) === 0n
    const together = personsIn(
      some.flatMap((at) => cells[at] ?? []),
      parts.persons,
    )
    if (isKnown && isFew(together)) recovered.push({ cells: some })
  }
  return recovered
}
