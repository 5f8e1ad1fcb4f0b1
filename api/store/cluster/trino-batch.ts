import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf } from '../chunks.ts'
import { FACT_COLUMN_NAMES, factRelation, inMillionths, MEASURES } from '../fact-column.ts'
import type { FactsFile } from '../intake.ts'
import { quoted } from '../quoted.ts'
import { rowsOn } from '../rows-on.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import type { Trino, TrinoPlace } from './trino.ts'
import { ADDING_IN_TRINO, givenRows } from './trino-reader.ts'
import { FACTS, tableOf } from './trino-table.ts'

/** Facts that are written under one name, which nobody reads before it is published. */
export interface Batch {
  readonly id: string
  readonly dataset: string
}

/** Trino takes a million characters in a statement, unless it is told otherwise. */
const MAX_STATEMENT = 900_000

const NAMES = FACTS.map(({ name }) => name).join(', ')

/**
 * Writes the facts of a file as a batch, and compares what can be read of it with the file.
 *
 * @returns how many facts
 * @throws {StoreUnavailable} if it is not there in full
 */
export async function writeBatch(
  trino: Trino,
  place: TrinoPlace,
  on: DuckDBConnection,
  read: FactsFile,
  batch: Batch,
  signal: AbortSignal,
): Promise<number> {
  try {
    let some: string[] = []
    let length = 0
    const send = async (): Promise<void> => {
      if (some.length === 0) return
      await trino.rows(insertSql(place, batch, some), { signal })
      some = []
      length = 0
    }
    const rows = await on.stream(
      `SELECT json_array(${columnsOf(read).join(', ')})::VARCHAR FROM ${factRelation(read)}`,
    )
    for await (const chunk of rows.yieldRowsJs())
      for (const [row] of chunk) {
        const text = `${row}`
        const more = text.length + text.split("'").length
        if (length + more > MAX_STATEMENT) await send()
        some.push(text)
        length += more
      }
    await send()
    return await requireWhole(trino, place, on, read, batch, signal)
  } catch (error) {
    // Nobody would ever read them. If that fails too, they go when facts are erased.
    await discardBatches(trino, place, [batch.id]).catch(() => undefined)
    throw error
  }
}

/** In the order of the table; a column that the file lacks has no value. */
const columnsOf = (read: FactsFile): readonly string[] =>
  FACT_COLUMN_NAMES.map((name) => {
    if (!(name in read.columns)) return 'NULL'
    return MEASURES.includes(name) ? inMillionths(name) : name
  })

const insertSql = (place: TrinoPlace, { id, dataset }: Batch, rows: readonly string[]): string =>
  `INSERT INTO ${tableOf(place)} (batch, dataset, ${NAMES})
   SELECT ${quoted(id)}, ${quoted(dataset)}, ${NAMES}
   FROM ${givenRows(
     `[${rows.join(',')}]`,
     FACTS.map(({ name, type }) => [name, type] as const),
   )}`

async function requireWhole(
  trino: Trino,
  place: TrinoPlace,
  on: DuckDBConnection,
  read: FactsFile,
  { id, dataset }: Batch,
  signal: AbortSignal,
): Promise<number> {
  const [local] = await rowsOn<Record<string, string | null>>(
    on,
    `SELECT count(*)::VARCHAR AS facts, ${FACT_COLUMN_NAMES.map((name, at) =>
      MEASURES.includes(name) && name in read.columns
        ? `sum(${inMillionths(name)})::VARCHAR AS sum_${at}`
        : `${name in read.columns ? `nullif(count(${name}), 0)::VARCHAR` : 'NULL'} AS sum_${at}`,
    ).join(', ')} FROM ${factRelation(read)}`,
  )
  const [there = []] = await trino.rows(
    `SELECT CAST(count(*) AS VARCHAR), ${FACTS.map(({ name, type }) =>
      type === 'bigint' ? ADDING_IN_TRINO.sum(name) : `CAST(nullif(count(${name}), 0) AS VARCHAR)`,
    ).join(', ')} FROM ${tableOf(place)} WHERE dataset = ${quoted(dataset)} AND batch = ${quoted(id)}`,
    { signal },
  )
  const here = Object.values(local ?? {})
  if (JSON.stringify(here) !== JSON.stringify(there)) throw new StoreUnavailable()
  return Number(here[0])
}

/** A name that may not be published: erasing needs a later change of the table than the one that removed facts. */
const SWEPT = 'swept'

/** Removes batches that nobody reads any more. Named one by one they go with their files, and no fact is rewritten. */
export async function discardBatches(trino: Trino, place: TrinoPlace, ids: readonly string[]): Promise<void> {
  for (const some of chunksOf(ids))
    await trino.rows(`DELETE FROM ${tableOf(place)} WHERE batch IN (${some.map(quoted).join(', ')})`)
}

/** The names of all batches of which there are facts, published or not. */
export const listBatches = async (trino: Trino, place: TrinoPlace): Promise<readonly string[]> =>
  (
    await trino.rows(
      `SELECT DISTINCT partition.batch FROM ${place.catalog}.${place.schema}."activity_fact$partitions"`,
    )
  ).map(([id]) => `${id}`)

/** Removes the bytes of what was discarded: files that only earlier states of the table name. */
export async function eraseDiscarded(trino: Trino, place: TrinoPlace): Promise<void> {
  const table = tableOf(place)
  await trino.rows(`DELETE FROM ${table} WHERE batch = ${quoted(SWEPT)}`)
  await trino.rows(`INSERT INTO ${table} (batch, dataset) VALUES (${quoted(SWEPT)}, '')`)
  await trino.rows(`ALTER TABLE ${table} EXECUTE expire_snapshots(retention_threshold => '0s')`, {
    session: { [`${place.catalog}.expire_snapshots_min_retention`]: '0s' },
  })
  // Files of statements that failed; those of statements that still run are younger.
  await trino.rows(`ALTER TABLE ${table} EXECUTE remove_orphan_files(retention_threshold => '1d')`, {
    session: { [`${place.catalog}.remove_orphan_files_min_retention`]: '1d' },
  })
}
