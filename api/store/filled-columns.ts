import type { DuckDBConnection } from '@duckdb/node-api'
import { LRUCache } from 'lru-cache'
import type { FactColumn } from './datasets.ts'
import { FACT_COLUMN_NAMES, kept, MEASURES } from './fact-column.ts'
import { rowsOn } from './rows-on.ts'

/** Looking takes some time, which as many facts make up for. */
export const MIN_FACTS = 1_000_000

/** What a question of sums depends on. */
export const LOOKED_AT: readonly FactColumn[] = ['origin', 'destination', ...MEASURES]

/** Datasets whose columns are remembered: each takes some hundred bytes. */
export const MAX_REMEMBERED = 1000

/** Finds the columns that may have a value in some fact of a dataset. @param facts a relation like the table of facts */
export type FindFilled = (
  on: DuckDBConnection,
  facts: string,
  dataset: string,
) => Promise<ReadonlySet<FactColumn>>

/**
 * A sum over a column without values costs as much as another and gives nothing. The database sees from what it notes of
 * each part of a table that a column has none there, and stops at the first value of one that has. What was found holds
 * for as long as the dataset has the same files.
 */
export function findingFilled(): FindFilled {
  const remembered = new LRUCache<string, { readonly files: string; readonly filled: Set<FactColumn> }>({
    max: MAX_REMEMBERED,
  })
  return async (on, facts, dataset) => {
    const { count, files } = await filesOf(on, dataset)
    if (count < MIN_FACTS) return new Set(FACT_COLUMN_NAMES)
    const before = remembered.get(dataset)
    if (before?.files === files) return before.filled
    const filled = await lookInto(on, facts, dataset)
    remembered.set(dataset, { files, filled })
    return filled
  }
}

/** How many facts a dataset has, and a digest of all that they depend on. */
async function filesOf(on: DuckDBConnection, dataset: string): Promise<{ count: number; files: string }> {
  const [row] = await rowsOn<{ count: number | null; files: string | null }>(
    on,
    `SELECT sum(facts) AS count,
       sha256((SELECT registration FROM dataset WHERE id = $1) || string_agg(
         concat_ws(' ', version, digest, facts, format, options), ' ' ORDER BY version, digest)) AS files
     FROM imported_file WHERE dataset = $1`,
    [dataset],
  )
  return { count: row?.count ?? 0, files: row?.files ?? '' }
}

async function lookInto(on: DuckDBConnection, facts: string, dataset: string): Promise<Set<FactColumn>> {
  const looks = LOOKED_AT.map((name) => {
    const stored = MEASURES.includes(name) ? kept(name) : name
    return `(SELECT '${name}' AS name FROM ${facts} WHERE dataset = $1 AND ${stored} IS NOT NULL LIMIT 1)`
  })
  const found = await rowsOn<{ name: FactColumn }>(on, looks.join(' UNION ALL '), [dataset])
  return filledOf(found.map(({ name }) => name))
}

/** @param found of those that a question depends on */
export const filledOf = (found: readonly FactColumn[]): Set<FactColumn> =>
  new Set(FACT_COLUMN_NAMES.filter((name) => !LOOKED_AT.includes(name) || found.includes(name)))
