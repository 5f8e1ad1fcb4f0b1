/** The first and last year of every series. */
export const FIRST_YEAR = 1990
export const LAST_YEAR = 2025
export const YEARS: readonly number[] = Array.from(
  { length: LAST_YEAR - FIRST_YEAR + 1 },
  (_, index) => FIRST_YEAR + index,
)

/** One value for each of `YEARS`, in order. */
export type Line = readonly number[]

/** Values of single years. */
export type Points = ReadonlyMap<number, number>

/** A value with the weight that smoothing gives it. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

export const lineOf = (numberOf: (year: number) => number): Line => YEARS.map(numberOf)
export const constantLine = (value: number): Line => lineOf(() => value)

/**
 * @throws {Error} if the year is none of `YEARS`
 */
export function at(line: Line, year: number): number {
  const value = line[year - FIRST_YEAR]
  if (value === undefined) throw new Error(`${year} is outside ${FIRST_YEAR} to ${LAST_YEAR}`)
  return value
}

export const times = (line: Line, factor: number | Line): Line =>
  line.map((value, index) => value * (typeof factor === 'number' ? factor : (factor[index] ?? Number.NaN)))

/** Straight lines between known years, held before the first and after the last. */
export function interpolated(points: Points): Line {
  const known = [...points].sort(([a], [b]) => a - b)
  return lineOf((year) => {
    const after = known.find(([known]) => known >= year)
    const before = known.findLast(([known]) => known <= year)
    if (!after || !before) return (after ?? before)?.[1] ?? Number.NaN
    const [from, low] = before
    const [to, high] = after
    return from === to ? low : low + ((high - low) * (year - from)) / (to - from)
  })
}

/** A piece of a series carried back and forth by changes of its logarithm from one year to the next. */
export function extended(piece: Points, backwards: Line, forwards: Line): Line {
  const known = new Map(piece)
  const first = Math.min(...known.keys())
  const last = Math.max(...known.keys())
  for (let year = first - 1; year >= FIRST_YEAR; year -= 1)
    known.set(year, (known.get(year + 1) ?? Number.NaN) * Math.exp(-at(backwards, year + 1)))
  for (let year = last + 1; year <= LAST_YEAR; year += 1)
    known.set(year, (known.get(year - 1) ?? Number.NaN) * Math.exp(at(forwards, year)))
  return lineOf((year) => known.get(year) ?? Number.NaN)
}
