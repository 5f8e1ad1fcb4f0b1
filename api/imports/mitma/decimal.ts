import { measure, type RowCheck } from '../row-check.ts'

/** Marks that a number may be written with. */
export const DECIMAL_MARKS = ['point', 'comma'] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

/**
 * A number whose decimals stand behind the stated mark; the other mark is only read as one of thousands where it stands
 * like one. `6,329` is thus no number where the mark is a point: whether thousands or decimals are meant is not guessed.
 */
export function decimal(of: string, mark: DecimalMark): string {
  const column = `CAST(${of} AS VARCHAR)`
  if (mark === 'point')
    return measure(
      `CASE WHEN NOT contains(${column}, ',') THEN ${column} ` +
        `WHEN regexp_full_match(${column}, '[0-9]{1,3}(,[0-9]{3})+[.][0-9]+') THEN replace(${column}, ',', '') END`,
    )
  return measure(
    `CASE WHEN regexp_full_match(${column}, '[0-9]+(,[0-9]+)?|[0-9]{1,3}([.][0-9]{3})+,[0-9]+') ` +
      `THEN replace(replace(${column}, '.', ''), ',', '.') END`,
  )
}

/** Numbers that are not written with the stated mark. */
export const decimalCheck = (column: string, mark: DecimalMark): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Not a number from 0 with a decimal ${mark}, or missing. Option “decimal” says which mark the file has.`,
  where: `(${column} IS NULL OR ${decimal(column, mark)} IS NULL OR ${decimal(column, mark)} < 0)`,
})
