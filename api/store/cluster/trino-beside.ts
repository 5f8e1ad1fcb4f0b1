import type { DuckDBConnection } from '@duckdb/node-api'
import type { Reading } from '../catalog/statements.ts'
import { FACT_COLUMN_NAMES, factRelation, kept, MEASURES } from '../fact-column.ts'
import type { FactsFile, NewFile } from '../intake.ts'
import { quoted } from '../quoted.ts'
import { rowsOn } from '../rows-on.ts'
import type { TrinoReader } from './trino-reader.ts'

const COLUMNS = FACT_COLUMN_NAMES.map((name) =>
  MEASURES.includes(name) ? { name: kept(name), type: 'BIGINT' } : { name, type: 'VARCHAR' },
)
const NAMES = COLUMNS.map(({ name }) => name)

/**
 * Lays the facts that a file must not repeat or tell beside it, and the zones of the dataset, as tables of its connection
 * under the names that they have in a data file: the same statements look for both.
 */
export async function fetchBeside(
  reader: TrinoReader,
  catalog: Reading,
  on: DuckDBConnection,
  read: FactsFile,
  { dataset, digest, replaces }: NewFile,
): Promise<void> {
  const [registered] = await catalog.rows<{ registration: string }>(
    'SELECT registration FROM dataset WHERE id = $1',
    [dataset],
  )
  await on.run(
    `CREATE OR REPLACE TEMP TABLE dataset AS SELECT ${quoted(dataset)} AS id, ${quoted(registered?.registration ?? '{}')} AS registration`,
  )
  const zones = await catalog.rows<{ zone: string; city: string | null }>(
    'SELECT zone, city FROM zone WHERE dataset = $1',
    [dataset],
  )
  await on.run(
    `CREATE OR REPLACE TEMP TABLE zone AS SELECT ${quoted(dataset)} AS dataset, given[1] AS zone, given[2] AS city
     FROM (SELECT unnest($1::JSON::VARCHAR[][]) AS given)`,
    [JSON.stringify(zones.map(({ zone, city }) => [zone, city]))],
  )
  const [of] = await rowsOn<{ first: string | null; last: string | null; lengths: string }>(
    on,
    `SELECT min(period) AS first, max(period) AS last,
       to_json(list(DISTINCT length(period)) FILTER (period IS NOT NULL))::VARCHAR AS lengths
     FROM ${factRelation(read)}`,
  )
  const lengths = new Set(JSON.parse(of?.lengths ?? '[]') as readonly number[] | null)
  await reader.reading(dataset, async (seen) => {
    await on.run(
      `CREATE OR REPLACE TEMP TABLE activity_fact (dataset VARCHAR, version INTEGER, file VARCHAR,
         ${COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
    )
    const kinds = await seen.rows<{ length: number }>(
      'SELECT DISTINCT length(period) AS length FROM activity_fact WHERE dataset = $1 AND file NOT IN ($2, $3) AND period IS NOT NULL',
      [dataset, digest, replaces ?? digest],
    )
    for (const { length } of kinds) lengths.add(length)
    if (kinds.length === 0) return
    // Sums of a longer period are compared with all their parts; else only the same periods matter.
    const within = lengths.size > 1 ? '' : 'AND period BETWEEN $4 AND $5'
    const columns = COLUMNS.map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`)
    await seen.each<Readonly<Record<string, string | null>>>(
      `SELECT CAST(version AS VARCHAR) AS version, file, ${columns.join(', ')}
       FROM activity_fact WHERE dataset = $1 AND file NOT IN ($2, $3) ${within}`,
      [dataset, digest, replaces ?? digest, of?.first ?? '', of?.last ?? ''],
      async (rows) => {
        const given = rows.map((row) => ['version', 'file', ...NAMES].map((name) => row[name] ?? null))
        await on.run(
          `INSERT INTO activity_fact SELECT ${quoted(dataset)}, given[1]::INTEGER, given[2],
             ${COLUMNS.map(({ type }, at) => `given[${at + 3}]::${type}`).join(', ')}
           FROM (SELECT unnest($1::JSON::VARCHAR[][]) AS given)`,
          [JSON.stringify(given)],
        )
      },
    )
  })
}
