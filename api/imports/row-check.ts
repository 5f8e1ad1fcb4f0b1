import type { Fault } from '../request/failure.ts'
import { sqlTexts } from './sql-text.ts'

/** Rows that must not be, as an SQL condition that is true of them. */
export interface RowCheck {
  readonly code: Fault['code']
  readonly column?: string
  /** Never a value of the file. */
  readonly detail: string
  readonly where: string
  /** Rows that may be so: a fault where their share is above `share` in a file of at least `fromRows` rows. */
  readonly tolerated?: { readonly share: number; readonly fromRows: number }
}

/** The fault of a check, or undefined where so many of the rows may be so. */
export function faultOf(check: RowCheck, count: number, rows: number): Fault | undefined {
  const { code, column, detail, tolerated } = check
  const isTolerated = tolerated && (rows < tolerated.fromRows || count / rows <= tolerated.share)
  if (count === 0 || isTolerated) return undefined
  return { code, ...(column === undefined ? {} : { column }), detail, count }
}

/** A number of the file, or null where its text is none. */
export const measure = (column: string): string => `TRY_CAST(${column} AS DOUBLE)`

/** Above this no sum of a city's transport can be, but numbers of devices and moments in milliseconds are. */
const MAX_MEASURE = 1e12

/** How the numbers of a column are read, where that is not as they stand, and whether each row must have one. */
interface MeasureRules {
  readonly number?: string
  readonly required?: boolean
}

/** Texts that are no number from 0 to what can be true (NaN is above all numbers); missing ones too, where the column is required. */
export const measureCheck = (
  column: string,
  { number = measure(column), required = false }: MeasureRules = {},
): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Not a number from 0 to 10^12${required ? ', or missing' : ''}.`,
  where:
    `(${column} IS ${required ? 'NULL OR' : 'NOT NULL AND'} ` +
    `(${number} IS NULL OR ${number} < 0 OR ${number} > ${MAX_MEASURE}))`,
})

/** Texts that are not of a list. */
export const wordCheck = (text: string, words: readonly string[], column = text): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Not one of: ${words.join(', ')}.`,
  where: `${text} NOT IN ${sqlTexts(words)}`,
})

/** Missing texts. */
export const presenceCheck = (column: string): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: 'A value is missing.',
  where: `${column} IS NULL`,
})

/** Texts that do not match a pattern of the whole. */
export const patternCheck = (column: string, pattern: string, detail: string): RowCheck => ({
  code: 'value-not-read',
  column,
  detail,
  where: `NOT regexp_full_match(${column}, '${pattern}')`,
})
