import type { Notice } from '../issues/issue.ts'

/** The method and the scope of the estimate of a year. If they change, the years cannot be compared. */
export interface Basis {
  readonly methodVersion: string
  readonly factorSet: string
  readonly gwp: string
  readonly allocation: string
  /** `none` for allocations that do not split crossing trips between scopes. */
  readonly transboundarySplit: string
  readonly city: string
  /** The estimated modes, as one text. */
  readonly modes: string
}

const WORDS: Readonly<Record<keyof Basis, string>> = {
  methodVersion: 'method version',
  factorSet: 'factor set',
  gwp: 'warming potentials',
  allocation: 'allocation',
  transboundarySplit: 'split of crossing trips',
  city: 'name of the city, and perhaps its boundary',
  modes: 'modes',
}
const ASPECTS = Object.keys(WORDS) as (keyof Basis)[]

/** A year of a series, with its place in the request. */
export interface YearBasis {
  readonly year: number
  readonly pointer: string
  readonly basis: Basis
}

/** One aspect of the basis that differs between two years. */
export interface BasisChange {
  readonly what: keyof Basis
  readonly before: string
  readonly after: string
}

/** Two neighbouring years with a different basis. */
export interface SeriesBreak {
  readonly before: number
  readonly after: number
  readonly pointer: string
  readonly changed: readonly BasisChange[]
}

export const basisChanges = (before: Basis, after: Basis): readonly BasisChange[] =>
  ASPECTS.filter((what) => before[what] !== after[what]).map((what) => ({
    what,
    before: before[what],
    after: after[what],
  }))

/** For example `factor set 2025.1 → 2026.2`. */
export const changeText = ({ what, before, after }: BasisChange): string =>
  `${WORDS[what]} ${before} → ${after}`

/**
 * The breaks of a series.
 *
 * @param years in order, each year once
 */
export function seriesBreaks(years: readonly YearBasis[]): readonly SeriesBreak[] {
  return years.flatMap((after, index): SeriesBreak[] => {
    const before = years[index - 1]
    const changed = before ? basisChanges(before.basis, after.basis) : []
    if (!before || changed.length === 0) return []
    return [{ before: before.year, after: after.year, pointer: after.pointer, changed }]
  })
}

/** The years that are missing between the first and the last. */
export function missingYears(years: readonly { readonly year: number }[]): readonly number[] {
  return years.flatMap(({ year }, index) => {
    const before = years[index - 1]?.year ?? year - 1
    return Array.from({ length: year - before - 1 }, (_, gap) => before + 1 + gap)
  })
}

/** Notices about breaks and gaps. */
export function seriesNotices(years: readonly YearBasis[]): readonly Notice[] {
  const breaks = seriesBreaks(years).map(
    ({ before, after, pointer, changed }): Notice => ({
      code: 'series-break',
      detail: `${before} and ${after} have a different basis and cannot be compared as filed: ${changed.map(changeText).join('; ')}.`,
      pointer,
    }),
  )
  const missing = missingYears(years)
  if (missing.length === 0) return breaks
  return [
    ...breaks,
    {
      code: 'series-gap',
      detail: `The series has no estimate for ${missing.join(', ')}. Cordon does not fill gaps.`,
    },
  ]
}
