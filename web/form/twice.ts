import { ROWS, type Row } from '../rows/rows.ts'

/** Which of two ways to state the same vehicles counts. */
export type Counted = 'first' | 'second' | 'both'

/** Rows that state the same vehicles in two ways. */
export interface Pair {
  /** The vehicles; {@link TRIPS} where trips of residents state them. */
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

/** Stands for all modes of the trips of residents: shares are of all trips, so they count together or not at all. */
export const TRIPS = 'trips'

/** What is stated twice among rows that have a value. */
export function statedTwice(stated: ReadonlySet<string>): readonly Pair[] {
  const trips = tripsBeside(stated)
  const pairs = PAIRS.filter(
    ({ first, second }) => first.some((id) => stated.has(id)) && second.some((id) => stated.has(id)),
  )
  return trips ? [...pairs, trips] : pairs
}

/** The trips of residents and the figures of an office, where a mode of the trips is among these. */
function tripsBeside(stated: ReadonlySet<string>): Pair | undefined {
  const rows = ROWS.filter(({ id }) => stated.has(id))
  const travelled = new Set(
    rows.flatMap(({ place }) =>
      place.part === 'trip-share' || place.part === 'trip-length' ? [place.mode] : [],
    ),
  )
  const first = rows.filter(({ place }) => place.part === 'demand' && travelled.has(place.mode))
  if (first.length === 0) return undefined
  const second = ROWS.filter(({ place }) => place.part.startsWith('trip-'))
  return { mode: TRIPS, first: first.map(({ id }) => id), second: second.map(({ id }) => id), mayBoth: false }
}

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
