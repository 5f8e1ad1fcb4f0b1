import { FACT_COLUMNS, type FactColumn } from './datasets.ts'
import { relationInPlace } from './in-place/facts-in-place.ts'
import type { FactsFile } from './intake.ts'
import { quoted } from './quoted.ts'

export const FACT_COLUMN_NAMES = Object.keys(FACT_COLUMNS) as FactColumn[]

/** Columns that tell what a fact describes. */
export const DIMENSIONS = FACT_COLUMN_NAMES.filter((name) => FACT_COLUMNS[name] === 'VARCHAR')

/** Columns that tell how much. */
export const MEASURES = FACT_COLUMN_NAMES.filter((name) => FACT_COLUMNS[name] === 'DOUBLE')

/** Measures that say how much there was. */
export const AMOUNTS = [
  'trips',
  'passenger_distance_pkm',
  'vehicle_distance_vkm',
  'tonne_distance_tkm',
] as const satisfies readonly FactColumn[]

/**
 * Measures are stored as whole millionths: sums of whole numbers are the same in any order and on any number of threads,
 * sums of floating-point numbers are not. Nobody counts millionths of a trip or kilometre.
 */
export const MILLIONTHS = 1_000_000

/** The largest measure that can be stored. */
export const MOST = 9e12

/** The name of the stored column of a measure. */
export const kept = (measure: FactColumn | string): string => `${measure}_e6`

/** Where the facts of a file are. */
export type FactsOf = Pick<FactsFile, 'path' | 'columns' | 'hasComparison' | 'inPlace'>

/** The facts of a file as a relation, with the names of our columns; those without any value are left out. */
export function factRelation({ path, columns, hasComparison, inPlace }: FactsOf): string {
  if (inPlace) return relationInPlace(inPlace)
  const named = Object.entries(columns).map(([name, written]) => `"${written}" AS ${name}`)
  const isFact = hasComparison ? ' WHERE quantity IS NULL' : ''
  return `(SELECT ${named.join(', ')} FROM ${writtenRows(path)}${isFact})`
}

/** A number of its unit as it is stored. */
export const inMillionths = (value: string): string => `round(${value} * ${MILLIONTHS})::BIGINT`

export const writtenRows = (path: string): string => `read_parquet(${quoted(path)})`
