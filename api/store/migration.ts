import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Migration } from './migration-step.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { withdrawnDatasets } from './migrations/0002-withdrawn-datasets.ts'
import { keysAndAudit } from './migrations/0003-keys-and-audit.ts'
import { erasure } from './migrations/0004-erasure.ts'
import { releases } from './migrations/0005-releases.ts'
import { releasedFlows } from './migrations/0006-released-flows.ts'
import { failedReleases } from './migrations/0007-failed-releases.ts'
import { cityYears } from './migrations/0008-city-years.ts'
import { largestShares } from './migrations/0009-largest-shares.ts'
import { zoneBoundaries } from './migrations/0010-zone-boundaries.ts'
import { narrowFacts } from './migrations/0011-narrow-facts.ts'
import { factsInPlace } from './migrations/0012-facts-in-place.ts'
import { rowsOn } from './rows-on.ts'
import { StoreRefused } from './store-refused.ts'
import { inTransaction } from './transaction.ts'

/** In order; the last is the version that this Cordon writes. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  withdrawnDatasets,
  keysAndAudit,
  erasure,
  releases,
  releasedFlows,
  failedReleases,
  cityYears,
  largestShares,
  zoneBoundaries,
  narrowFacts,
  factsInPlace,
]

export const SCHEMA_VERSION = MIGRATIONS.length

/** Where a data file stands, and what opening it does. */
export interface SchemaState {
  /** 0: the file has no tables, or not all of the first. */
  readonly version: number
  /** It has no tables at all. */
  readonly isNew: boolean
  readonly pending: readonly Migration[]
}

const VERSIONS = `
  CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY,
    what VARCHAR NOT NULL,
    migrated_at VARCHAR NOT NULL
  )`

/**
 * The version of a data file. Files of before versions have that of the first tables, if they have them.
 *
 * @throws {StoreRefused} if a later Cordon wrote the file, or if its tables are none of ours
 */
export async function schemaStateOf(on: DuckDBConnection): Promise<SchemaState> {
  const names = await namesIn(on)
  const version = names.has('schema_version')
    ? await recordedVersion(on)
    : names.size === 0
      ? 0
      : await unrecordedVersion(await columnsOf(on))
  if (version > SCHEMA_VERSION)
    throw new StoreRefused(
      `A later Cordon wrote it: it has schema version ${version}, and this one reads up to ${SCHEMA_VERSION}. Start that Cordon, or restore a backup made before.`,
    )
  return { version, isNew: names.size === 0, pending: MIGRATIONS.slice(version) }
}

/**
 * Brings a data file to the version of this Cordon: all steps, or none.
 *
 * @throws {StoreRefused} as {@link schemaStateOf}
 */
export async function migrate(on: DuckDBConnection): Promise<SchemaState> {
  const state = await schemaStateOf(on)
  if (state.pending.length === 0) return state
  await inTransaction(on, async () => {
    await on.run([VERSIONS, ...state.pending.map(({ sql }) => sql)].join(';'))
    // A file of before versions has the first tables, and no record of them.
    const rows = MIGRATIONS.map((_, at) => `($${2 * at + 2}, $${2 * at + 3}, $1)`)
    await on.run(`INSERT INTO schema_version VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`, [
      new Date().toISOString(),
      ...MIGRATIONS.flatMap(({ version, what }) => [version, what]),
    ])
  })
  return state
}

async function recordedVersion(on: DuckDBConnection): Promise<number> {
  const [row] = await rowsOn<{ version: number }>(
    on,
    'SELECT coalesce(max(version), 0)::INTEGER AS version FROM schema_version',
  )
  return row?.version ?? 0
}

/** Names what an unversioned file lacks: an early draft of a table would take no row, and nobody would know before. */
async function unrecordedVersion(tables: Tables): Promise<number> {
  const known = await firstColumns()
  const strange = [...tables.keys()].filter((name) => !known.has(name))
  const faults = [...known].flatMap(([name, columns]) => {
    const found = tables.get(name)
    // A missing table was made later, and the first migration makes it.
    if (!found) return []
    const lacking = columns.filter((column) => !found.includes(column))
    const further = found.filter((column) => !columns.includes(column))
    return [
      ...lacking.map((column) => `table ${name} lacks ${column}`),
      ...further.map((column) => `table ${name} has ${column}`),
    ]
  })
  if (strange.length > 0 || faults.length > 0)
    throw new StoreRefused(
      `Its tables are of no version of Cordon: ${[...faults, ...strange.map((name) => `table ${name} is not known`)].join('; ')}. Give Cordon an empty folder, or restore a backup.`,
    )
  // Running the first step again makes the tables that are missing.
  return [...known.keys()].every((name) => tables.has(name)) ? 1 : 0
}

/** Columns with their types, by table. */
type Tables = ReadonlyMap<string, readonly string[]>

/** Names of tables and views: found in a quarter of the time that their columns take. */
async function namesIn(on: DuckDBConnection): Promise<ReadonlySet<string>> {
  const rows = await rowsOn<{ name: string }>(
    on,
    `SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal
     UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal`,
  )
  return new Set(rows.map(({ name }) => name))
}

async function columnsOf(on: DuckDBConnection): Promise<Tables> {
  const rows = await rowsOn<{ name: string; columns: string }>(
    on,
    `SELECT table_name AS name, string_agg(column_name || ' ' || data_type, ',' ORDER BY column_index) AS columns
     FROM duckdb_columns() WHERE NOT internal GROUP BY table_name`,
  )
  return new Map(rows.map(({ name, columns }) => [name, columns.split(',')]))
}

async function firstColumns(): Promise<Tables> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    await connection.run(firstTables.sql)
    return await columnsOf(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
