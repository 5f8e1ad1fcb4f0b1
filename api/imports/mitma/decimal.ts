import { measure, type RowCheck } from '../row-check.ts'

/** Decimal marks that a file may use. */
export const DECIMAL_MARKS = ['point', 'comma'] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

/**
 * A number with the stated decimal mark. The other mark is read as a thousands separator only where it clearly is one:
 * if the mark is a point, `6,329` is refused, because it could mean thousands or decimals.
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

/** Finds numbers that are not written with the stated mark. */
export const decimalCheck = (column: string, mark: DecimalMark): RowCheck => ({
  code: 'value-not-read',
  column,
  detail: `Every row needs a number of 0 or more with a decimal ${mark}. If the file has the other mark, set option “decimal”.`,
  where: `(${column} IS NULL OR ${decimal(column, mark)} IS NULL OR ${decimal(column, mark)} < 0)`,
})
