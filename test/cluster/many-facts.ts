import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import type { TrinoPlace } from '../../api/store/cluster/trino.ts'
import { trinoAt } from '../../api/store/cluster/trino.ts'
import { tableOf } from '../../api/store/cluster/trino-table.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { BANDS, CITIES, DAYS, FLOWS, keep, MODES } from '../../bench/kept-facts.ts'

const A_DAY = MODES.length * BANDS.length * CITIES
/** More than any engine is sent at once: what it writes beside is bounded by it. */
const MAX_BATCH = 10_000_000

/** What DuckDB and Trino write otherwise. */
interface Words {
  list(words: readonly string[], at: string): string
  quotient(of: string, by: number): string
  day(number: string): string
}

const IN_DUCKDB: Words = {
  list: (words, at) => `[${words.map((word) => `'${word}'`).join(', ')}][${at}]`,
  quotient: (of, by) => `(${of} // ${by})`,
  day: (number) => `CAST(DATE '2023-01-01' + CAST(${number} AS INTEGER) AS VARCHAR)`,
}
const IN_TRINO: Words = {
  list: (words, at) => `element_at(ARRAY[${words.map((word) => `'${word}'`).join(', ')}], ${at})`,
  quotient: (of, by) => `(${of} / ${by})`,
  day: (number) => `CAST(date_add('day', ${number}, DATE '2023-01-01') AS VARCHAR)`,
}

/** Facts of cities by day, mode and distance, and beyond 10 million by speed: no two with the same key. Measures are of their unit times 100 and 10. */
const factsSql = ({ list, quotient, day }: Words): string => `
  ${day(`${quotient('i', A_DAY)} % ${DAYS}`)} AS period,
  'city-' || CAST(${quotient('i', MODES.length * BANDS.length)} % ${CITIES} AS VARCHAR) AS city,
  ${list(MODES, `1 + i % ${MODES.length}`)} AS mode,
  ${list(BANDS, `1 + ${quotient('i', MODES.length)} % ${BANDS.length}`)} AS distance_band,
  CASE WHEN i < ${A_DAY * DAYS} THEN NULL ELSE CAST(${quotient('i', A_DAY * DAYS)} * 10 AS VARCHAR) || '+' END AS speed_band,
  i * 7919 % 100000 AS hundredths_of_trips, i * 104729 % 10000000 AS tenths_of_km`

/** Keeps so many facts in a store of one process, as one file. */
export async function keepHere(store: WholeStore, folder: string, rows: number): Promise<void> {
  const path = join(folder, `${rows}.parquet`)
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const on = await instance.connect()
  await on.run(
    `COPY (SELECT * EXCLUDE (hundredths_of_trips, tenths_of_km), hundredths_of_trips / 100 AS trips,
       tenths_of_km / 10 AS passenger_distance_pkm
     FROM (SELECT ${factsSql(IN_DUCKDB)} FROM range(${rows}) made(i))) TO '${path}' (FORMAT parquet)`,
  )
  on.closeSync()
  instance.closeSync()
  await keep(store, path, rows)
}

/** Where a store of several processes keeps its catalog and its facts. */
export interface SharedPlace {
  readonly catalog: string
  readonly schema: string
  readonly facts: TrinoPlace
}

/**
 * Adds facts to a store of several processes up to so many: made by Trino itself and published as their files would be. Sent
 * through the service, fifty million would take hours.
 */
export async function keepThere(
  store: WholeStore,
  { catalog, schema, facts }: SharedPlace,
  before: number,
  rows: number,
): Promise<void> {
  if (before === 0) await store.registerDataset(FLOWS)
  const trino = trinoAt(facts, 600_000)
  const client = new pg.Client({ connectionString: catalog, options: `-c search_path=${schema}` })
  await client.connect()
  try {
    for (let from = before; from < rows; from += MAX_BATCH) {
      const to = Math.min(rows, from + MAX_BATCH)
      const [id, digest] = [`made ${to}`, `sha256:${to}`]
      await trino.rows(
        `INSERT INTO ${tableOf(facts)} (batch, dataset, period, city, mode, distance_band, speed_band, trips_e6, passenger_distance_pkm_e6)
         SELECT '${id}', '${FLOWS.id}', period, city, mode, distance_band, speed_band, hundredths_of_trips * 10000, tenths_of_km * 100000
         FROM (SELECT ${factsSql(IN_TRINO)} FROM TABLE(sequence(start => ${from}, stop => ${to - 1})) AS made(i))`,
      )
      await client.query('BEGIN')
      const { rows: found } = await client.query<{ version: number }>(
        'UPDATE dataset SET version = version + 1 WHERE id = $1 RETURNING version',
        [FLOWS.id],
      )
      const version = found[0]?.version
      await client.query('INSERT INTO batch VALUES ($1, $2, $3, $4, $5, NULL)', [
        id,
        FLOWS.id,
        digest,
        version,
        to - from,
      ])
      await client.query("INSERT INTO imported_file VALUES ($1, $2, 'tidy', '{}', $3, $4, $4, '[]')", [
        FLOWS.id,
        digest,
        version,
        to - from,
      ])
      await client.query('COMMIT')
    }
  } finally {
    trino.close()
    await client.end()
  }
}
