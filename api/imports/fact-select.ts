import { FACT_COLUMNS, type FactColumn } from '../store/datasets.ts'

/** The international statute mile. Source: BIPM, SI Brochure; exact by definition since 1959. */
export const KM_PER_MILE = 1.609344

/** SQL expressions of the columns that a file fills; the others are null. */
export type FactExpressions = Readonly<Partial<Record<FactColumn, string>>>

/**
 * A SELECT of activity facts in the order of `FACT_COLUMNS`.
 *
 * @param from a relation, with a WHERE clause if rows are left out
 * @param grouping `grouped` if an expression is an aggregate, `as-is` if the rows are facts already
 */
export function factSelect(
  expressions: FactExpressions,
  from: string,
  grouping: 'grouped' | 'as-is' = 'grouped',
): string {
  const columns = Object.entries(FACT_COLUMNS).map(
    ([name, type]) => `CAST(${expressions[name as FactColumn] ?? 'NULL'} AS ${type}) AS ${name}`,
  )
  return `SELECT ${columns.join(', ')} FROM ${from}${grouping === 'grouped' ? ' GROUP BY ALL' : ''}`
}
