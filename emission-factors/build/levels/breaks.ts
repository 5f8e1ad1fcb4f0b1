import { meansOf } from '../../breaks.ts'
import type { DeclaredBreak } from '../../domain.ts'
import type { SeriesRow, YearRow } from '../../series.ts'
import type { TrueStep } from './countries.ts'

const LARGEST_STEP = 0.03
const DIGITS = 5

/** A true step of a country. */
export interface CountryStep extends TrueStep {
  readonly region: string
}

/**
 * The steps that are declared, as rows of `breaks.csv`: each names the series of the fleet that grew most, and what a mean vehicle
 * of the mode uses before and after: on roads the fuel that it burns. What nobody declares is not a row here, and the set is refused for it.
 */
export function declaredBreaks(
  series: readonly SeriesRow[],
  years: readonly YearRow[],
  steps: readonly CountryStep[],
): readonly DeclaredBreak[] {
  const byId = new Map(series.map((one) => [one.id, one]))
  const rows = years.flatMap(({ series: id, year, value }) => {
    const of = byId.get(id)
    return of ? [{ ...of, value, yearFrom: year, series: id }] : []
  })
  const means = new Map([...meansOf(rows, 'energy'), ...meansOf(rows, 'fuel')])
  const shareOf = new Map(
    rows
      .filter(({ kind }) => kind === 'fleet-share')
      .map((row) => [`${row.series}|${row.yearFrom}`, row.value]),
  )
  const grownMost = (mode: string, region: string, year: number): string => {
    const growth = (id: string): number =>
      (shareOf.get(`${id}|${year}`) ?? 0) - (shareOf.get(`${id}|${year - 1}`) ?? 0)
    const fleet = series.filter(
      (one) => one.kind === 'fleet-share' && one.mode === mode && one.region === region,
    )
    return fleet.reduce((most, { id }) => (growth(id) > growth(most) ? id : most), fleet[0]?.id ?? '')
  }
  return steps.flatMap(({ region, modes, from, to, least = LARGEST_STEP, why }) =>
    modes.flatMap((mode) => {
      const mean = means.get(`${mode} in ${region}`) ?? new Map<number, number>()
      return Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap(
        (year): DeclaredBreak[] => {
          const [before, after] = [mean.get(year - 1) ?? Number.NaN, mean.get(year) ?? Number.NaN]
          const ratio = after / before
          if (!(Math.abs(ratio - 1) > least)) return []
          const rounded = (value: number): number => Number(value.toPrecision(DIGITS))
          return [
            {
              series: grownMost(mode, region, year),
              year,
              from: rounded(before),
              to: rounded(after),
              ratio: rounded(ratio),
              why,
            },
          ]
        },
      )
    }),
  )
}
