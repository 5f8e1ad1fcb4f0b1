import { FACT_COLUMNS, type FactColumn } from './datasets.ts'

const ALL = Object.keys(FACT_COLUMNS) as FactColumn[]

/** Columns that say what a fact is of. */
export const DIMENSIONS = ALL.filter((name) => FACT_COLUMNS[name] === 'VARCHAR')

/** Columns that say how much. */
export const MEASURES = ALL.filter((name) => FACT_COLUMNS[name] === 'DOUBLE')

/**
 * Measures are kept as whole millionths: sums of whole numbers are the same in any order and on any number of threads,
 * sums of floating-point numbers are not. A millionth of a trip or kilometre is beyond what anybody counts.
 */
export const MILLIONTHS = 1_000_000

/** The largest measure that can be kept. */
export const MOST = 9e12

/** The name of a measure where it is kept. */
export const kept = (measure: FactColumn | string): string => `${measure}_e6`
