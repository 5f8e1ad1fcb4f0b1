import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import type { SavedEstimate, SavedEstimateSummary, Store } from './store.ts'

const FILE = 'cordon.duckdb'

const SCHEMA = `
  BEGIN TRANSACTION;
  CREATE TABLE IF NOT EXISTS estimate (
    id VARCHAR PRIMARY KEY,
    city_name VARCHAR NOT NULL,
    city_country VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    factor_set VARCHAR NOT NULL,
    co2e_value DOUBLE NOT NULL,
    co2e_unit VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    result VARCHAR NOT NULL,
    lines VARCHAR NOT NULL
  );
  COMMIT;`

const SUMMARY = 'id, city_name, city_country, period, factor_set, co2e_value, co2e_unit'

/** One small catalog: a thread and a few megabytes do, and nothing is fetched or written elsewhere. */
const SETTINGS = {
  threads: '1',
  memory_limit: '96MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}

/** The data folder cannot be used; the message says why. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused'
}

/** Another process, such as a running service, has the data folder. */
export class StoreInUse extends StoreRefused {
  override readonly name = 'StoreInUse'
}

/**
 * The embedded store: one DuckDB file in the data folder, which is made when missing.
 *
 * @throws {StoreRefused} if the folder is in use by another process, or cannot be written or read
 */
export async function openDuckdbStore(folder: string): Promise<Store> {
  const { instance, connection } = await open(folder)
  let ready = true
  // A connection runs one statement at a time; the next waits for the one before, whether or not that failed.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      if (!ready) throw new Error('The store is closed.')
      return work()
    })
    last = turn.catch(() => undefined)
    return turn
  }
  const rows = (sql: string, values: DuckDBValue[]): Promise<Row[]> =>
    inTurn(async () => (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as Row[])

  return {
    isReady: () => ready,
    saveEstimate: async ({ id, city, period, factorSet, co2e, request, result, lines }) => {
      const values = [
        id,
        city.name,
        city.country,
        period,
        factorSet,
        co2e.value,
        co2e.unit,
        request,
        result,
        lines,
      ]
      await inTurn(() =>
        connection.run(
          `INSERT INTO estimate VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT DO NOTHING`,
          values,
        ),
      )
    },
    findEstimate: async (id) => {
      const [row] = await rows(`SELECT ${SUMMARY}, request, result, lines FROM estimate WHERE id = $1`, [id])
      return row && toEstimate(row)
    },
    listEstimates: async ({ limit, after = '' }) => {
      // One row more than asked for shows whether there is a next page.
      const found = await rows(`SELECT ${SUMMARY} FROM estimate WHERE id > $1 ORDER BY id LIMIT $2`, [
        after,
        limit + 1,
      ])
      const items = found.slice(0, limit).map(toSummary)
      const end = items.at(-1)
      return found.length > limit && end ? { items, next: end.id } : { items }
    },
    close: async () => {
      await last
      if (!ready) return
      ready = false
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function open(folder: string): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  try {
    mkdirSync(folder, { recursive: true })
    const instance = await DuckDBInstance.create(join(folder, FILE), SETTINGS)
    const connection = await instance.connect()
    await connection.run(SCHEMA)
    return { instance, connection }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (why.includes('Could not set lock')) {
      const detail = `The data folder ${folder} is in use by another process. Give each its own CORDON_DATA_DIR.`
      throw new StoreInUse(detail, { cause: error })
    }
    throw new StoreRefused(`The data folder ${folder} cannot be used: ${why}`, { cause: error })
  }
}

interface SummaryRow {
  readonly id: string
  readonly city_name: string
  readonly city_country: string
  readonly period: string
  readonly factor_set: string
  readonly co2e_value: number
  readonly co2e_unit: string
}

interface Row extends SummaryRow {
  readonly request: string
  readonly result: string
  readonly lines: string
}

const toSummary = (row: SummaryRow): SavedEstimateSummary => ({
  id: row.id,
  city: { name: row.city_name, country: row.city_country },
  period: row.period,
  factorSet: row.factor_set,
  co2e: { value: row.co2e_value, unit: row.co2e_unit },
})

const toEstimate = (row: Row): SavedEstimate => ({
  ...toSummary(row),
  request: row.request,
  result: row.result,
  lines: row.lines,
})
