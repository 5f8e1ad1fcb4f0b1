import { ROWS, type Row } from '../rows/rows.ts'

/** Which of two ways to state the same vehicles counts. */
export type Counted = 'first' | 'second' | 'both'

/** Rows that state the same vehicles in two ways. */
export interface Pair {
  readonly mode: string
  readonly first: readonly string[]
  readonly second: readonly string[]
  /** Whether both may count: buses of one operator by litres, those of another by kilometres. */
  readonly mayBoth: boolean
}

const PAIRS: readonly Pair[] = [
  { mode: 'car', first: ['cars'], second: ['car-km'], mayBoth: false },
  { mode: 'van', first: ['vans'], second: ['van-km'], mayBoth: false },
  { mode: 'bus', first: ['buses-diesel', 'buses-electricity'], second: ['bus-km'], mayBoth: true },
]

/** What is stated twice among rows that have a value. */
export const statedTwice = (stated: ReadonlySet<string>): readonly Pair[] =>
  PAIRS.filter(
    ({ first, second }) => first.some((id) => stated.has(id)) && second.some((id) => stated.has(id)),
  )

/** The rows that do not count, by what was chosen. */
export const uncounted = (
  pairs: readonly Pair[],
  chosen: Readonly<Record<string, Counted>>,
): ReadonlySet<string> =>
  new Set(
    pairs.flatMap(({ mode, first, second }) =>
      chosen[mode] === 'first' ? second : chosen[mode] === 'second' ? first : [],
    ),
  )

/** A row by its id. */
export function rowOf(id: string): Row {
  const row = ROWS.find((one) => one.id === id)
  if (!row) throw new Error(`The form has no row ${id}.`)
  return row
}
