import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Catalog } from '../catalog/statements.ts'
import type { FactColumn } from '../datasets.ts'
import { FACT_COLUMN_NAMES, kept, MEASURES } from '../fact-column.ts'
import { type Adding, DAYS, type FactReader, type FactsSeen, filtered } from '../fact-reader.ts'
import { filledOf, LOOKED_AT, MAX_REMEMBERED, MIN_FACTS } from '../filled-columns.ts'
import { quoted } from '../quoted.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import type { Trino, TrinoPlace } from './trino.ts'
import { FACTS, tableOf } from './trino-table.ts'

/** Sums of eight bytes overflow in Trino, and those of 38 digits do not. */
const WHOLE = 'DECIMAL(38, 0)'

export const ADDING_IN_TRINO: Adding = {
  whole: WHOLE,
  // A bit for each needs no table of all that were seen.
  daysOfMonth: `coalesce(bit_count(bitwise_or_agg(bitwise_left_shift(BIGINT '1', CAST(strpos('${DAYS}', substr(period, 8)) / 3 AS INTEGER))), 64), 0)`,
  // A sum of 38 digits has more than a number of JSON can tell.
  exact: (number) => `CAST(${number} AS VARCHAR)`,
  sum: (number, condition) => `CAST(sum(CAST(${number} AS ${WHOLE}))${filtered(condition)} AS VARCHAR)`,
}

/** Rows of texts and whole numbers as a table in a statement. @param columns with their types */
export const givenRows = (
  rows: string,
  columns: readonly (readonly [name: string, type: string])[],
): string =>
  `UNNEST(CAST(JSON ${quoted(rows)} AS ARRAY(ROW(${columns.map((column) => column.join(' ')).join(', ')}))))
   AS given(${columns.map(([name]) => name).join(', ')})`

/** What the catalog says of a dataset at one moment. */
interface Published {
  readonly batches: readonly (readonly [id: string, version: number, digest: string])[]
  readonly facts: number
  readonly zones: readonly (readonly [zone: string, city: string | null])[]
}

/** Removed again and again while it was read. */
const MAX_TRIES = 5

/** Facts of Trino as they are at one moment. */
interface TrinoSeen extends FactsSeen {
  /** As rows that are too many to be held. @param take gets some at a time */
  each<Row>(sql: string, values: string[], take: (rows: readonly Row[]) => Promise<void>): Promise<void>
}

export interface TrinoReader extends FactReader {
  reading<T>(dataset: string, work: (seen: TrinoSeen) => Promise<T>): Promise<T>
}

/** Reads facts that Trino keeps: those of batches that are published and not retired. */
export function trinoReader(
  trino: Trino,
  place: TrinoPlace,
  catalog: Pick<Catalog, 'rows' | 'inTransaction'>,
): TrinoReader {
  const findFilled = findingFilled(trino, place)
  const read = async <T>(
    dataset: string,
    work: (seen: TrinoSeen) => Promise<T>,
    tries = MAX_TRIES,
  ): Promise<T> => {
    const found = await publishedOf(catalog, dataset)
    const each: TrinoSeen['each'] = async (sql, values, take) => {
      if (found.batches.length === 0) return
      await trino.run(`${tablesSql(place, dataset, found)} ${withValues(sql, values)}`, (rows, columns) =>
        take(
          rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])) as never),
        ),
      )
    }
    const seen: TrinoSeen = {
      facts: 'activity_fact',
      filled: () => findFilled(dataset, found),
      each,
      isZoned: async () => found.zones.length > 0,
      rows: async <Row>(sql: string, values: string[]): Promise<Row[]> => {
        const all: Row[] = []
        await each<Row>(sql, values, async (rows) => {
          for (const row of rows) all.push(row)
        })
        return all
      },
    }
    const outcome = await work(seen).then(
      (done) => ({ done }),
      (error: unknown) => ({ error }),
    )
    // Facts of a batch that was retired meanwhile may be gone.
    if (await allStand(catalog, dataset, found)) {
      if ('error' in outcome) throw outcome.error
      return outcome.done
    }
    if (tries <= 1) throw new StoreUnavailable()
    return read(dataset, work, tries - 1)
  }
  return { adding: ADDING_IN_TRINO, reading: (dataset, work) => read(dataset, work) }
}

/**
 * Finds the columns that may have a value in some fact of a dataset, as what Iceberg notes of its files says. The facts of a
 * batch never change, so what was found holds for as long as the batches are the same.
 */
function findingFilled(trino: Trino, { catalog, schema }: TrinoPlace) {
  const remembered = new LRUCache<string, ReadonlySet<FactColumn>>({ max: MAX_REMEMBERED })
  return async (dataset: string, { batches, facts }: Published): Promise<ReadonlySet<FactColumn>> => {
    if (facts < MIN_FACTS) return new Set(FACT_COLUMN_NAMES)
    const ids = batches.map(([id]) => quoted(id)).join(', ')
    const key = createHash('sha256').update(`${dataset} ${ids}`).digest('hex')
    const before = remembered.get(key)
    if (before) return before
    const columns = LOOKED_AT.map((name) => {
      const stored = MEASURES.includes(name) ? kept(name) : name
      // Where nothing is noted, a column may have values.
      return `bool_and(coalesce(data.${stored}.null_count = record_count, false))`
    })
    const [empty = []] = await trino.rows(
      `SELECT ${columns.join(', ')} FROM ${catalog}.${schema}."activity_fact$partitions"
       WHERE partition.dataset = ${quoted(dataset)} AND partition.batch IN (${ids})`,
    )
    const filled = filledOf(LOOKED_AT.filter((_, at) => empty[at] !== true))
    remembered.set(key, filled)
    return filled
  }
}

const publishedOf = (catalog: Pick<Catalog, 'inTransaction'>, dataset: string): Promise<Published> =>
  catalog.inTransaction(async (on) => {
    const batches = await on.rows<{ id: string; version: number; digest: string; facts: number }>(
      'SELECT id, version, digest, facts FROM batch WHERE dataset = $1 AND retired_at IS NULL ORDER BY id',
      [dataset],
    )
    const zones = await on.rows<{ zone: string; city: string | null }>(
      'SELECT zone, city FROM zone WHERE dataset = $1 ORDER BY zone',
      [dataset],
    )
    return {
      batches: batches.map(({ id, version, digest }) => [id, version, digest]),
      facts: batches.reduce((sum, { facts }) => sum + facts, 0),
      zones: zones.map(({ zone, city }) => [zone, city]),
    }
  })

async function allStand(
  catalog: Pick<Catalog, 'rows'>,
  dataset: string,
  { batches }: Published,
): Promise<boolean> {
  const found = await catalog.rows<{ id: string }>(
    'SELECT id FROM batch WHERE dataset = $1 AND retired_at IS NULL',
    [dataset],
  )
  const now = new Set(found.map(({ id }) => id))
  return batches.every(([id]) => now.has(id))
}

/** Facts and zones of a dataset, under the names and with the columns that they have in a data file. */
const tablesSql = (place: TrinoPlace, dataset: string, { batches, zones }: Published): string => `
  WITH zone AS (SELECT ${quoted(dataset)} AS dataset, zone, city FROM ${givenRows(JSON.stringify(zones), [
    ['zone', 'varchar'],
    ['city', 'varchar'],
  ])}),
  published AS (SELECT id, version, digest FROM ${givenRows(JSON.stringify(batches), [
    ['id', 'varchar'],
    ['version', 'bigint'],
    ['digest', 'varchar'],
  ])}),
  activity_fact AS (
    SELECT fact.dataset, published.version, published.digest AS file, ${FACTS.map(({ name }) => `fact.${name}`).join(', ')}
    FROM ${tableOf(place)} fact JOIN published ON published.id = fact.batch
    WHERE fact.dataset = ${quoted(dataset)})`

/** Trino takes no values beside a statement. */
export const withValues = (sql: string, values: readonly string[]): string =>
  sql.replaceAll(/\$(\d+)/g, (_, at: string) => {
    const value = values[Number(at) - 1]
    if (value === undefined) throw new Error(`A statement has no value ${at}.`)
    return quoted(value)
  })
