import type { Mode } from '../../src/index.ts'
import type { Violation } from './case.ts'

/**
 * Cases for which a law does not hold yet, and why. Each line speaks of every one of its countries and modes: where the law
 * holds for one of them, the line is out of date, and a test fails.
 */
export interface Exclusion {
  readonly law: string
  readonly field?: string
  readonly countries: readonly string[]
  readonly modes: readonly Mode[]
  /** First and last year; absent: every year. */
  readonly years?: readonly [number, number]
  readonly reason: string
}

const NO_LEVEL =
  'the set has no level of the mode in the country yet, so that another country’s mix of powertrains is asked for an electric vehicle of which no figure is left'

export const EXCLUSIONS: readonly Exclusion[] = [
  { law: 'answers', countries: ['JP', 'IN', 'BR'], modes: ['car', 'bus'], reason: NO_LEVEL },
  { law: 'answers', countries: ['CN'], modes: ['car'], years: [2016, 2025], reason: NO_LEVEL },
  { law: 'answers', countries: ['CN'], modes: ['bus'], years: [1990, 2018], reason: NO_LEVEL },
  {
    law: 'answers',
    countries: ['CN', 'JP', 'IN', 'BR'],
    modes: ['van'],
    years: [1990, 1990],
    reason: 'the set has no level of vans in the country yet, and no other figure of 1990',
  },
  {
    law: 'stated-back',
    field: 'speeds/meanSpeed',
    countries: ['CN'],
    modes: ['van', 'rigid-truck', 'articulated-truck'],
    years: [2017, 2025],
    reason:
      'the set has no Chinese level yet: a stated speed reads a curve, which the published mean does not come from',
  },
]

const isOf = ({ law, field, years }: Exclusion, one: Violation): boolean =>
  law === one.law && field === one.field && isIn(years, one.year)

const isIn = (years: Exclusion['years'], year: number): boolean =>
  years === undefined || (years[0] <= year && year <= years[1])

/** Violations that no exclusion names. */
export const unexcused = (violations: readonly Violation[]): readonly Violation[] =>
  violations.filter(
    (one) =>
      !EXCLUSIONS.some(
        (exclusion) =>
          isOf(exclusion, one) &&
          exclusion.countries.includes(one.country) &&
          exclusion.modes.includes(one.mode),
      ),
  )

/**
 * Countries and modes of exclusions whose law holds in every year asked, in words.
 *
 * @param years those asked
 */
export const outdated = (violations: readonly Violation[], years: readonly number[]): readonly string[] =>
  EXCLUSIONS.filter((exclusion) => years.some((year) => isIn(exclusion.years, year))).flatMap((exclusion) => {
    const needed = new Set(
      violations.filter((one) => isOf(exclusion, one)).map(({ country, mode }) => `${country} ${mode}`),
    )
    return exclusion.countries
      .flatMap((country) => exclusion.modes.map((mode) => `${country} ${mode}`))
      .filter((one) => !needed.has(one))
      .map((one) => `${exclusion.law} ${exclusion.field ?? ''} ${one}: the law holds; take it out`)
  })
