import { FACT_COLUMNS, type FactColumn } from './datasets.ts'

const ALL = Object.keys(FACT_COLUMNS) as FactColumn[]

/** Columns that tell what a fact describes. */
export const DIMENSIONS = ALL.filter((name) => FACT_COLUMNS[name] === 'VARCHAR')

/** Columns that tell how much. */
export const MEASURES = ALL.filter((name) => FACT_COLUMNS[name] === 'DOUBLE')

/**
 * Measures are stored as whole millionths: sums of whole numbers are the same in any order and on any number of threads,
 * sums of floating-point numbers are not. Nobody counts millionths of a trip or kilometre.
 */
export const MILLIONTHS = 1_000_000

/** The largest measure that can be stored. */
export const MOST = 9e12

/** The name of the stored column of a measure. */
export const kept = (measure: FactColumn | string): string => `${measure}_e6`
