import type { Range } from '../numbers/figure-text.ts'

/** A year of a line. */
export interface LinePoint {
  readonly year: number
  /** Absent where nothing of the year is known. */
  readonly range: Range | undefined
  /** A part of the figure is not known, so that it is said as “at least”. */
  readonly isPart: boolean
  /** The year is not to be compared with the one before. */
  readonly isApart: boolean
}

type Known = LinePoint & { readonly range: Range }

/** Years that a line may join: one after the other, with no break between. */
export function runsOf(points: readonly LinePoint[]): readonly (readonly Known[])[] {
  const runs: Known[][] = []
  for (const point of points) {
    if (!point.range) continue
    const known = { ...point, range: point.range }
    const last = runs.at(-1)
    if (last && !point.isApart && last.at(-1)?.year === point.year - 1) last.push(known)
    else runs.push([known])
  }
  return runs
}
