import type { FactorRow, Table } from './table.ts'
import { PROVENANCE, readTable } from './table.ts'

/** What all years of a series have in common: a row of `series.csv`. */
export type SeriesRow = Omit<
  FactorRow,
  'value' | 'lower' | 'upper' | 'yearFrom' | 'yearTo' | 'series' | 'spliced' | 'spliceFactor' | 'role'
>

/** One year of a series: a row of `years.csv`. */
export interface YearRow extends Required<Pick<FactorRow, 'series' | 'value' | 'spliced'>> {
  readonly year: number
  readonly lower?: number
  readonly upper?: number
  readonly spliceFactor?: number
}

/** Columns of `series.csv`, in order. */
export const SERIES_COLUMNS = [
  'id',
  'kind',
  'mode',
  'vehicleClass',
  'powertrain',
  'carrier',
  'gas',
  'unit',
  'seriesErrorShare',
  'region',
  ...PROVENANCE,
] as const

/** Columns of `years.csv`, in order. */
export const YEAR_COLUMNS = ['series', 'year', 'value', 'lower', 'upper', 'spliced', 'spliceFactor'] as const

export const readSeries = (text: string): Table => readTable(text, SERIES_COLUMNS, 'series.csv')
export const readYears = (text: string): Table => readTable(text, YEAR_COLUMNS, 'years.csv')

/**
 * One record for each year of each series, in the order of the years' rows.
 *
 * @throws {Error} if a year names a series that is not there
 */
export function recordsOfSeries(series: readonly SeriesRow[], years: readonly YearRow[]): FactorRow[] {
  const byId = new Map(series.map((one) => [one.id, one]))
  return years.map(({ series: id, year, ...figure }) => {
    const common = byId.get(id)
    if (!common) throw new Error(`years.csv: there is no series ${id}`)
    return { ...common, ...figure, id: `${id}.${year}`, yearFrom: year, yearTo: year, series: id }
  })
}
