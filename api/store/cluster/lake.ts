import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { FACT_COLUMN_NAMES, kept, MEASURES } from '../fact-column.ts'
import { readable } from '../facts-unreadable.ts'
import { makeFolder } from '../own-folder.ts'
import { quoted } from '../quoted.ts'
import { rowsOn } from '../rows-on.ts'
import { StoreRefused } from '../store-refused.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { lakeRefusal, requireLake } from './require-lake.ts'
import { MEMORY, SETTINGS } from './scratch.ts'

/** Where the facts of several processes lie. */
export interface LakeSettings {
  /** Of the catalog. */
  readonly url: string
  readonly schema: string
  /** A folder that all processes see. */
  readonly facts: string
  /** A folder with the extensions of the database: nothing is fetched. */
  readonly extensions: string
  /** What does not fit into memory goes here. */
  readonly spilled: string
  /** What the database may take [bytes]; absent, or less than what reads a file takes: as much as that. */
  readonly factsMemoryBytes?: number | undefined
}

/** Facts in a lake: Parquet files that the catalog lists. */
export interface Lake {
  /**
   * Runs work that only reads, over the facts that are seen at one moment; done again if some of them were removed
   * meanwhile, so that no sum is half.
   */
  reading<T>(work: (on: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs work on a connection of its own. */
  aside<T>(work: (on: DuckDBConnection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const EXTENSIONS = ['postgres_scanner', 'ducklake'] as const

/** The schema of the lake's own tables, beside ours. */
const lakeSchema = (schema: string): string => `${schema}_lake`

/** The columns of the lake's facts, with their types. */
const COLUMNS = [
  'batch VARCHAR',
  'dataset VARCHAR',
  ...FACT_COLUMN_NAMES.map((name) => (MEASURES.includes(name) ? `${kept(name)} BIGINT` : `${name} VARCHAR`)),
]

/** Facts of batches that are published and not retired, under the names that they have in a data file. */
const VIEWS = (schema: string): string => `
  CREATE VIEW batch AS SELECT id, dataset, digest, version FROM catalog.${schema}.batch WHERE retired_at IS NULL;
  CREATE VIEW dataset AS FROM catalog.${schema}.dataset;
  CREATE VIEW zone AS FROM catalog.${schema}.zone;
  CREATE VIEW imported_file AS FROM catalog.${schema}.imported_file;
  CREATE VIEW facts_in_place AS FROM catalog.${schema}.facts_in_place;
  CREATE VIEW file_in_place AS FROM catalog.${schema}.file_in_place;
  CREATE VIEW activity_fact AS
    SELECT fact.dataset, batch.version, batch.digest AS file, fact.* EXCLUDE (batch, dataset)
    FROM lake.activity_fact fact JOIN batch ON batch.id = fact.batch`

/** How long work that was interrupted may take to end [ms]. */
const MAX_CLOSE_MS = 1000

/** Removed again and again while it was read. */
const MAX_TRIES = 5

/**
 * Opens the lake; makes its table if it is missing.
 *
 * @throws {StoreRefused} if an extension is missing, if the lake has other columns, or if it is not that of the catalog
 */
export async function openLake(settings: LakeSettings): Promise<Lake> {
  const missing = EXTENSIONS.filter((name) => !existsSync(extensionFile(settings.extensions, name)))
  if (missing.length > 0)
    throw new StoreRefused(
      `The folder ${settings.extensions} of CORDON_DUCKDB_EXTENSIONS lacks ${missing.map((name) => `${name}.duckdb_extension`).join(' and ')}. The page on deploying says where to get them.`,
    )
  requireFolder(settings.facts)
  const instance = await DuckDBInstance.create(':memory:', {
    ...SETTINGS,
    memory_limit: `${Math.max(MEMORY, settings.factsMemoryBytes ?? 0)}B`,
    temp_directory: settings.spilled,
    // Of files that were changed or put back it would give what it read before, for good.
    enable_external_file_cache: 'false',
  })
  const first = await instance.connect()
  try {
    await attach(first, settings)
  } catch (error) {
    first.closeSync()
    instance.closeSync()
    throw isLakeLost(error) ? error : lakeRefusal(error, settings.schema)
  }
  const open = new Set<DuckDBConnection>()
  let isClosed = false
  const aside = async <T>(work: (on: DuckDBConnection) => Promise<T>): Promise<T> => {
    if (isClosed) throw new Error('The store is closed.')
    const on = await instance.connect()
    open.add(on)
    try {
      return await work(on)
    } catch (error) {
      throw isLakeLost(error) ? new StoreUnavailable() : error
    } finally {
      open.delete(on)
      on.closeSync()
    }
  }
  return {
    aside,
    reading: (work) => readable(() => aside((on) => readSettled(on, work))),
    close: async () => {
      if (isClosed) return
      isClosed = true
      for (const on of open) on.interrupt()
      const deadline = Date.now() + MAX_CLOSE_MS
      while (open.size > 0 && Date.now() < deadline) await wait(20)
      // What waits for a catalog that is silent cannot be interrupted, and closing it would wait as long.
      if (open.size > 0) return
      first.closeSync()
      instance.closeSync()
    },
  }
}

async function readSettled<T>(
  on: DuckDBConnection,
  work: (on: DuckDBConnection) => Promise<T>,
  tries = MAX_TRIES,
): Promise<T> {
  await on.run('BEGIN TRANSACTION')
  let before: readonly string[]
  let done: T
  try {
    // Batches first: facts of each are in the lake by then.
    before = await batchesOn(on)
    done = await work(on)
    await on.run('COMMIT')
  } catch (error) {
    await on.run('ROLLBACK').catch(() => undefined)
    throw error
  }
  const now = new Set(await batchesOn(on))
  if (before.every((id) => now.has(id))) return done
  if (tries <= 1) throw new StoreUnavailable()
  return readSettled(on, work, tries - 1)
}

const batchesOn = async (on: DuckDBConnection): Promise<readonly string[]> =>
  (await rowsOn<{ id: string }>(on, 'SELECT id FROM batch')).map(({ id }) => id)

/** @throws {StoreRefused} if it cannot be written */
function requireFolder(folder: string): void {
  const refusal = (code: string | undefined): string =>
    `The folder ${folder} of CORDON_FACTS cannot be written (${code}).`
  makeFolder(folder, refusal)
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StoreRefused(refusal((error as NodeJS.ErrnoException).code))
  }
}

const extensionFile = (folder: string, name: string): string => join(folder, `${name}.duckdb_extension`)

/** As the driver of PostgreSQL takes them: a connection to a machine that is gone is given up, not kept for minutes. */
const LIMITS = {
  connect_timeout: 5,
  keepalives_idle: 5,
  keepalives_interval: 5,
  keepalives_count: 2,
  tcp_user_timeout: 10_000,
}

/** With the limits that it does not state itself. */
const limited = (url: string): string =>
  Object.entries(LIMITS)
    .filter(([name]) => !url.includes(`${name}=`))
    .reduce((longer, [name, limit]) => `${longer}${longer.includes('?') ? '&' : '?'}${name}=${limit}`, url)

async function attach(on: DuckDBConnection, settings: LakeSettings): Promise<void> {
  const { schema, facts, extensions } = settings
  const url = limited(settings.url)
  for (const name of EXTENSIONS) await on.run(`LOAD ${quoted(extensionFile(extensions, name))}`)
  await on.run(`ATTACH ${quoted(url)} AS catalog (TYPE postgres, READ_ONLY, SCHEMA ${quoted(schema)})`)
  await on.run(
    `ATTACH ${quoted(`ducklake:postgres:${url}`)} AS lake
     (DATA_PATH ${quoted(`${facts}/`)}, METADATA_SCHEMA ${quoted(lakeSchema(schema))}, DATA_INLINING_ROW_LIMIT 0)`,
  )
  await requireLake(on, schema, facts)
  await on.run(`CREATE TABLE IF NOT EXISTS lake.activity_fact (${COLUMNS.join(', ')})`)
  const found = await rowsOn<{ column: string }>(
    on,
    `SELECT column_name || ' ' || data_type AS "column" FROM duckdb_columns()
     WHERE database_name = 'lake' AND table_name = 'activity_fact' ORDER BY column_index`,
  )
  if (found.map(({ column }) => column).join() !== COLUMNS.join())
    throw new StoreRefused(
      `The lake in ${facts} has other columns than this Cordon writes. Name another folder with CORDON_FACTS, or start the Cordon that wrote it.`,
    )
  await on.run(VIEWS(schema))
}

/** What the database says when its own catalog, or the folder of its files, does not answer. */
const LOST =
  /Connection refused|server closed the connection|could not connect|terminating connection|Unable to connect to Postgres|the database system is|No space left on device|Input\/output error|no connection to the server|Connection reset/i

const isLakeLost = (error: unknown): boolean => error instanceof Error && LOST.test(error.message)
