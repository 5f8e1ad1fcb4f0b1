import type { DuckDBConnection } from '@duckdb/node-api'
import type { FactColumn } from './datasets.ts'
import { FACT_COLUMN_NAMES, kept, MEASURES } from './fact-column.ts'
import { rowsOn } from './rows-on.ts'

/** Looking takes some milliseconds, which as many facts make up for. */
const MIN_FACTS = 1_000_000

/** What a question of sums depends on. */
const LOOKED_AT: readonly FactColumn[] = ['origin', 'destination', ...MEASURES]

/**
 * The columns that may have a value in some fact of a dataset: a sum over the others costs as much and gives nothing. The
 * database sees from what it notes of each part of a table that a column has none there, and stops at the first value of
 * one that has.
 */
export async function filledColumns(
  on: DuckDBConnection,
  facts: string,
  dataset: string,
): Promise<ReadonlySet<FactColumn>> {
  const [size] = await rowsOn<{ facts: number | null }>(
    on,
    'SELECT sum(facts) AS facts FROM imported_file WHERE dataset = $1',
    [dataset],
  )
  if ((size?.facts ?? 0) < MIN_FACTS) return new Set(FACT_COLUMN_NAMES)
  const columns = LOOKED_AT.map((name) => {
    const stored = MEASURES.includes(name) ? kept(name) : name
    return `(SELECT true FROM ${facts} WHERE dataset = $1 AND ${stored} IS NOT NULL LIMIT 1) AS ${name}`
  })
  const [found = {}] = await rowsOn<Record<string, true | null>>(on, `SELECT ${columns.join(', ')}`, [
    dataset,
  ])
  return new Set(FACT_COLUMN_NAMES.filter((name) => !LOOKED_AT.includes(name) || found[name] === true))
}
