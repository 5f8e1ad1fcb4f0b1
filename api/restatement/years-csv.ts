import { knownOf } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { CityYears } from './years-schema.ts'

/** The years of a city as CSV (RFC 4180): a row for each; a missing year has only its number. */
export function cityYearsCsv({ city, basis, years, missing, breaks }: CityYears): string {
  const rows = years.map(
    ({ year, estimate, population, co2e, perCapita, spliced, index, change, coverage }) => ({
      year,
      city: city.name,
      population: population ?? '',
      unit: co2e.unit,
      co2e: knownOf(co2e)?.value ?? '',
      lower: knownOf(co2e)?.lower ?? '',
      upper: knownOf(co2e)?.upper ?? '',
      perInhabitant: knownOf(perCapita)?.value ?? '',
      spliced: spliced.value,
      splicedLower: spliced.lower ?? '',
      splicedUpper: spliced.upper ?? '',
      index: index.value,
      indexLower: index.lower ?? '',
      indexUpper: index.upper ?? '',
      change: change ?? '',
      breaks: breaks
        .filter(({ after }) => after === year)
        .map(({ what }) => what)
        .join('; '),
      estimate,
      ...basis,
      coverage: coverage.sentence,
    }),
  )
  const gaps = missing.map((year) => ({ year }))
  return csvText(
    [...rows, ...gaps].sort((a, b) => a.year - b.year),
    Object.keys(rows[0] ?? {}),
  )
}
