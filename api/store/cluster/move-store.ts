import { existsSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { requireWholeLedger } from '../catalog/ledger-chain.ts'
import type { Reading } from '../catalog/statements.ts'
import { schemaStateIn } from '../data-file.ts'
import { putInPlace } from '../durable-file.ts'
import { FACT_COLUMN_NAMES, kept, MEASURES } from '../fact-column.ts'
import { FACT_BATCHES, tableFor } from '../fact-tables.ts'
import { migrate, SCHEMA_VERSION } from '../migration.ts'
import { databaseFileIn, refusedBy } from '../open-database.ts'
import { makeFolder } from '../own-folder.ts'
import { quoted } from '../quoted.ts'
import type { TableContent } from '../read-through.ts'
import { rowsOn } from '../rows-on.ts'
import { StoreRefused } from '../store-refused.ts'
import { inTransaction } from '../transaction.ts'
import { newBatch } from './batch-name.ts'
import { type ClusterSettings, clusterRefusal, SCHEMA } from './cluster-store.ts'
import { LEASE_SECONDS } from './job-leases.ts'
import { openLake } from './lake.ts'
import { postgresCatalog } from './postgres-catalog.ts'
import { catalogTables, prepareTables } from './postgres-tables.ts'

const FACTS = 'activity_fact'
const COMING = '.moving'

/**
 * Copies everything of a data folder that no process uses into a catalog and a lake that have nothing yet. Facts go first,
 * file by file: broken off, it goes on where it was. All else follows in one transaction, so that nothing is seen of it
 * before all is there and was compared.
 *
 * @throws {StoreRefused} if the folder or the catalog cannot be taken for it, or if a copy differs
 */
export async function moveToCluster(
  folder: string,
  settings: ClusterSettings,
): Promise<readonly TableContent[]> {
  const file = databaseFileIn(folder)
  if (!existsSync(file)) throw new StoreRefused(`There is no data in the folder ${folder}.`)
  const { version } = await schemaStateIn(folder)
  if (version !== SCHEMA_VERSION)
    throw new StoreRefused(`The data file has version ${version}; bring it up to date first: cordon migrate.`)
  return withCluster(settings, folder, async (on, tables, shared, catalog) => {
    await on.run(`ATTACH ${quoted(file)} AS embedded (READ_ONLY)`).catch((error: unknown) => {
      throw refusedBy(folder, error)
    })
    for (const table of tables) {
      const [row] = await rowsOn<{ rows: number }>(
        on,
        `SELECT count(*)::DOUBLE AS rows FROM ${shared(table)}`,
      )
      if (row && row.rows > 0)
        throw new StoreRefused(`The catalog has data already (${table}); name an empty schema or database.`)
    }
    await copyFacts(on, shared, catalog)
    await inTransaction(on, async () => {
      for (const table of tables)
        await on.run(`INSERT INTO ${shared(table)} SELECT * FROM ${embedded(table)}`)
      await requireSame(on, tables, embedded, shared)
    })
    return requireSame(on, [FACTS], embedded, own)
  })
}

/**
 * Copies everything of a catalog and its lake into a new data file, which is named when it is whole and was compared.
 *
 * @throws {StoreRefused} as {@link moveToCluster}
 */
export async function moveToFolder(
  folder: string,
  settings: ClusterSettings,
): Promise<readonly TableContent[]> {
  const file = databaseFileIn(folder)
  if (existsSync(file)) throw new StoreRefused(`The folder ${folder} has data; name an empty one.`)
  makeFolder(folder)
  const coming = file + COMING
  const drop = async (): Promise<void> => {
    for (const end of ['', '.wal']) await rm(coming + end, { force: true })
  }
  await drop()
  try {
    const moved = await withCluster(settings, folder, async (on, tables, shared) => {
      await makeFile(coming)
      await on.run(`ATTACH ${quoted(coming)} AS embedded`)
      const contents = await inTransaction(on, async () => {
        for (const table of tables)
          await on.run(`INSERT INTO ${embedded(table)} SELECT * FROM ${shared(table)}`)
        // Batches are read before the lake: facts of each are there by then.
        await on.run('SELECT id FROM batch')
        await bringFacts(on)
        return [
          ...(await requireSame(on, tables, shared, embedded)),
          ...(await requireSame(on, [FACTS], own, embedded)),
        ]
      })
      await on.run('CHECKPOINT embedded')
      await on.run('DETACH embedded')
      return contents
    })
    await putInPlace(coming, file)
    return moved
  } finally {
    await drop()
  }
}

type Place = (table: string) => string
const embedded: Place = (table) => `embedded.${table}`
/** The views of the connection's own database. */
const own: Place = (table) => `memory.main.${table}`

type Work = (
  on: DuckDBConnection,
  tables: readonly string[],
  shared: Place,
  catalog: Reading,
) => Promise<readonly TableContent[]>

/** Runs work with the catalog attached to be written, and the facts of the lake in a view. */
async function withCluster(settings: ClusterSettings, folder: string, work: Work) {
  const { catalog: url, schema = SCHEMA, facts, extensions = '', leaseSeconds = LEASE_SECONDS } = settings
  if (typeof facts !== 'string')
    throw new StoreRefused('Facts cannot be moved to Trino or from it; send the files again.')
  const catalog = postgresCatalog(url, schema)
  try {
    await prepareTables(catalog, schema, leaseSeconds)
    const living = await catalog.rows(
      'SELECT id FROM process WHERE seen_at > clock_timestamp() - make_interval(secs => $1::FLOAT8)',
      [leaseSeconds],
    )
    if (living.length > 0)
      throw new StoreRefused(
        `${living.length} processes use the catalog; stop them and wait ${leaseSeconds} seconds.`,
      )
    await catalog.inTransaction(requireWholeLedger)
    const lake = await openLake({ url, schema, facts, extensions, spilled: join(folder, 'moving') })
    try {
      return await lake.aside(async (on) => {
        await on.run(`ATTACH ${quoted(url)} AS shared (TYPE postgres, SCHEMA ${quoted(schema)})`)
        return work(on, await catalogTables(), (table) => `shared.${schema}.${table}`, catalog)
      })
    } finally {
      await lake.close()
      await rm(join(folder, 'moving'), { recursive: true, force: true })
    }
  } catch (error) {
    throw clusterRefusal(url, error)
  } finally {
    await catalog.close()
  }
}

/** Facts of a file that were copied before are there: a batch is noted when its facts are. */
async function copyFacts(on: DuckDBConnection, shared: Place, catalog: Reading): Promise<void> {
  const files = await rowsOn<{ dataset: string; digest: string; version: number; facts: number }>(
    on,
    `SELECT dataset, file AS digest, version, count(*)::DOUBLE AS facts FROM ${embedded(FACTS)} fact
     WHERE NOT EXISTS (
       SELECT 1 FROM ${shared('batch')} batch
       WHERE batch.dataset = fact.dataset AND batch.digest = fact.file AND batch.version = fact.version)
     GROUP BY ALL ORDER BY ALL`,
  )
  for (const { dataset, digest, version, facts } of files) {
    const batch = await newBatch(catalog)
    const copied = await on.run(
      `INSERT INTO lake.${FACTS} BY NAME
       SELECT $1 AS batch, * EXCLUDE (version, file) FROM ${embedded(FACTS)}
       WHERE dataset = $2 AND file = $3 AND version = $4`,
      [batch, dataset, digest, version],
    )
    if (copied.rowsChanged !== facts) throw new StoreRefused('Facts were not copied in full; start again.')
    await on.run(`INSERT INTO ${shared('batch')} VALUES ($1, $2, $3, $4, $5, NULL)`, [
      batch,
      dataset,
      digest,
      version,
      facts,
    ])
  }
}

/** Facts of each file into the table of its columns. */
async function bringFacts(on: DuckDBConnection): Promise<void> {
  const stored = FACT_COLUMN_NAMES.map((name) => (MEASURES.includes(name) ? kept(name) : name))
  const batches = await rowsOn<Record<string, unknown> & { dataset: string; version: number; file: string }>(
    on,
    `SELECT dataset, version, file, ${stored.map((name) => `count(${name}) > 0 AS ${name}`).join(', ')}
     FROM ${own(FACTS)} GROUP BY ALL ORDER BY dataset, version, file`,
  )
  for (const [at, { dataset, version, file, ...has }] of batches.entries()) {
    const filled = stored.filter((name) => has[name])
    const table = tableFor(FACT_COLUMN_NAMES.filter((_, column) => has[stored[column] ?? '']))
    const of = [dataset, version, file]
    await on.run(`INSERT INTO ${embedded(FACT_BATCHES)} VALUES (${at + 1}, $1, $2, $3)`, of)
    await on.run(
      `INSERT INTO ${embedded(table)} BY NAME SELECT ${at + 1} AS batch, ${filled.join(', ')}
       FROM ${own(FACTS)} WHERE dataset = $1 AND version = $2 AND file = $3`,
      of,
    )
  }
}

/** Compares all rows, whatever their order. */
async function requireSame(
  on: DuckDBConnection,
  tables: readonly string[],
  one: Place,
  other: Place,
): Promise<readonly TableContent[]> {
  const contents: TableContent[] = []
  for (const table of tables) {
    const [before, after] = [await contentOf(on, one(table), table), await contentOf(on, other(table), table)]
    if (!isDeepStrictEqual(before, after))
      throw new StoreRefused(`The copy of ${table} does not hold what was copied.`)
    contents.push(after)
  }
  return contents
}

async function contentOf(on: DuckDBConnection, place: string, table: string): Promise<TableContent> {
  const columns = await rowsOn<{ column_name: string }>(on, `DESCRIBE ${embedded(table)}`)
  const names = columns.map(({ column_name }) => column_name).join(', ')
  const [row] = await rowsOn<{ rows: number; digest: string }>(
    on,
    `SELECT count(*)::DOUBLE AS rows, coalesce(sum(hash(${names})::HUGEINT), 0)::VARCHAR AS digest FROM ${place}`,
  )
  return { table, rows: row?.rows ?? 0, digest: row?.digest ?? '' }
}

async function makeFile(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file, { storage_compatibility_version: 'latest' })
  const on = await instance.connect()
  try {
    await migrate(on)
    await chmod(file, 0o600)
  } finally {
    on.closeSync()
    instance.closeSync()
  }
}
