import type { Fault } from '../request/failure.ts'
import { sqlTexts } from './sql-text.ts'

/** Rows that a file must not have: an SQL condition that is true for them. */
export interface RowCheck {
  readonly code: Fault['code']
  readonly column?: string
  /** Must not repeat a value of the file. */
  readonly detail: string
  readonly where: string
  /** The one column that `where` looks at: then it is asked once for each text of the column, and not for each row. */
  readonly of?: string
  /**
   * `where` of any text: columns of texts that all ask the same are asked together. `found` stands for what looks for signs of
   * persons, where that was done before.
   */
  readonly ofText?: (text: string, found?: string) => string
  /** Allows some such rows: they are a fault if their share exceeds `share` in a file of at least `fromRows` rows. */
  readonly tolerated?: { readonly share: number; readonly fromRows: number }
}

/** The fault of a check, or undefined if so many such rows are allowed. */
export function faultOf(check: RowCheck, count: number, rows: number): Fault | undefined {
  const { code, column, detail, tolerated } = check
  const isTolerated = tolerated && (rows < tolerated.fromRows || count / rows <= tolerated.share)
  if (count === 0 || isTolerated) return undefined
  return { code, ...(column === undefined ? {} : { column }), detail, count }
}

/** A number of the file, or null if its text is not a number. */
export const measure = (column: string): string => `TRY_CAST(${column} AS DOUBLE)`

/** No sum of a city's transport is larger, but device numbers and times in milliseconds are. */
const MAX_MEASURE = 1e12

/** How to read the numbers of a column, if not as they stand, and whether every row needs one. */
interface MeasureRules {
  readonly number?: string
  readonly required?: boolean
}

/**
 * Finds texts that are not numbers from 0 to the largest possible sum (NaN sorts above all numbers), and missing ones if
 * the column is required.
 */
export const measureCheck = (
  column: string,
  { number = measure(column), required = false }: MeasureRules = {},
): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Values must be numbers from 0 to 10^12${required ? '; none may be missing' : ''}. Leave units, words and notes out of the cells: 1200000, and not 1.2 million.`,
  where:
    `(${column} IS ${required ? 'NULL OR' : 'NOT NULL AND'} ` +
    `(${number} IS NULL OR ${number} < 0 OR ${number} > ${MAX_MEASURE}))`,
})

/** Finds texts that are not on a list. */
export const wordCheck = (text: string, words: readonly string[], column = text): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Values must be among: ${words.join(', ')}.`,
  where: `${text} NOT IN ${sqlTexts(words)}`,
  of: column,
})

/** Finds missing texts. */
export const presenceCheck = (column: string): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: 'Every row needs a value in this column. Leave out rows of sums and notes.',
  where: `${column} IS NULL`,
  of: column,
})

/** Finds texts that do not match a pattern as a whole. */
export const patternCheck = (column: string, pattern: string, detail: string): RowCheck => ({
  code: 'value-not-read',
  column,
  detail,
  where: `NOT regexp_full_match(${column}, '${pattern}')`,
  of: column,
})
