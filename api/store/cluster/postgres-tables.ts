import { DuckDBInstance } from '@duckdb/node-api'
import type { Catalog, Statements } from '../catalog/statements.ts'
import { FACT_BATCHES, FACT_TABLE_NAMES } from '../fact-tables.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../migration.ts'
import type { Migration } from '../migration-step.ts'
import { rowsOn } from '../rows-on.ts'
import { StoreRefused } from '../store-refused.ts'

/** Tables that only the catalog of several processes has. */
const SHARED = `
  CREATE TABLE batch (
    id VARCHAR COLLATE "C" PRIMARY KEY,
    dataset VARCHAR COLLATE "C" NOT NULL,
    digest VARCHAR COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    facts FLOAT8 NOT NULL,
    retired_at TIMESTAMPTZ
  );
  CREATE INDEX ON batch (dataset);
  CREATE TABLE process (
    id VARCHAR COLLATE "C" PRIMARY KEY,
    seen_at TIMESTAMPTZ NOT NULL
  );
  CREATE TABLE job_owner (
    job VARCHAR COLLATE "C" PRIMARY KEY,
    process VARCHAR COLLATE "C" NOT NULL
  );`

/** Where the embedded database looks through all rows, a large one should not. */
const SOUGHT: Readonly<Record<string, readonly string[]>> = {
  zone: ['dataset'],
  imported_file: ['dataset', 'version'],
  comparison_figure: ['dataset'],
  release: ['dataset', 'number'],
  released_cell: ['dataset', 'release_number'],
  released_flow: ['dataset', 'period', 'city'],
  ledger_cell: ['pool'],
  job: ['dataset'],
  estimate: ['dataset'],
}

/** Facts stand in the lake. */
const NOT_HERE = ['activity_fact', FACT_BATCHES, ...FACT_TABLE_NAMES]

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'VARCHAR COLLATE "C"',
  DOUBLE: 'FLOAT8',
  INTEGER: 'INTEGER',
  BIGINT: 'BIGINT',
  BOOLEAN: 'BOOLEAN',
}

/**
 * Makes the tables in a new schema, or brings those of an earlier Cordon up to date; they are those of the data file, but the
 * facts.
 *
 * @param leaseSeconds a process that has not been seen for so long is gone
 * @throws {StoreRefused} if a later Cordon made the schema, or processes of the earlier one still use it
 */
export async function prepareTables(
  { inTransaction }: Catalog,
  schema: string,
  leaseSeconds: number,
): Promise<void> {
  await inTransaction(async (on) => {
    // Of two processes that start at once, one makes them.
    await on.alone('tables')
    const [table] = await on.rows<{ name: string | null }>('SELECT to_regclass($1)::TEXT AS name', [
      `${schema}.schema_version`,
    ])
    if (table?.name == null) return makeTables(on, schema)
    const [found] = await on.rows<{ version: number }>('SELECT max(version) AS version FROM schema_version')
    const version = found?.version ?? 0
    if (version > SCHEMA_VERSION || !canMigrateFrom(version))
      throw new StoreRefused(
        `The catalog has schema version ${version}, and this Cordon works with ${SCHEMA_VERSION}. Start all processes with one Cordon.`,
      )
    if (version < SCHEMA_VERSION) await migrateTables(on, version, leaseSeconds)
  })
}

const ADDED_TABLE = /^CREATE TABLE (\w+) /
const ADDED_COLUMN = /^ALTER TABLE (\w+) ADD COLUMN /

/** `CREATE TABLE IF NOT EXISTS` may add nothing, and facts stand elsewhere. */
const isAddition = (statement: string): boolean =>
  (ADDED_TABLE.exec(statement)?.[1] ?? 'IF') !== 'IF' ||
  (ADDED_COLUMN.exec(statement)?.[1] ?? 'activity_fact') !== 'activity_fact'

/** Steps that only add can be taken by what they add; whatever else a step does is written for the embedded database. */
const canMigrateFrom = (version: number): boolean =>
  version > 0 &&
  MIGRATIONS.slice(version).every(
    ({ sql, isOfFactsAlone }) =>
      isOfFactsAlone ||
      sql
        .split(';')
        .map((statement) => statement.trim())
        .every((statement) => statement === '' || isAddition(statement)),
  )

/** In the transaction that found the version: all steps, or none. */
async function migrateTables(on: Statements, from: number, leaseSeconds: number): Promise<void> {
  const living = await on.rows(
    'SELECT id FROM process WHERE seen_at > clock_timestamp() - make_interval(secs => $1::FLOAT8)',
    [leaseSeconds],
  )
  if (living.length > 0)
    throw new StoreRefused(
      `${living.length} processes of an earlier Cordon use the catalog. Stop them, wait ${leaseSeconds} seconds, and start this one.`,
    )
  const before = await columnsByTable(from)
  for (const [table, columns] of await columnsByTable()) {
    const had = before.get(table)
    if (!had) await makeTable(on, table, columns)
    else
      for (const column of columns.filter((one) => !had.includes(one)))
        await on.change(`ALTER TABLE ${table} ADD COLUMN ${column}`)
  }
  await noteVersions(on, MIGRATIONS.slice(from))
}

async function makeTables(on: Statements, schema: string): Promise<void> {
  await on.change(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  await on.change('CREATE TABLE schema_version (version INTEGER PRIMARY KEY, what VARCHAR NOT NULL)')
  for (const [table, columns] of await columnsByTable()) await makeTable(on, table, columns)
  await on.change(SHARED)
  await noteVersions(on, MIGRATIONS)
}

async function noteVersions(on: Statements, steps: readonly Migration[]): Promise<void> {
  for (const { version, what } of steps)
    await on.change('INSERT INTO schema_version VALUES ($1, $2)', [version, what])
}

/** The tables of the catalog, which a data file has too. */
export const catalogTables = async (): Promise<readonly string[]> => [...(await columnsByTable()).keys()]

async function makeTable(on: Statements, table: string, columns: readonly string[]): Promise<void> {
  await on.change(`CREATE TABLE ${table} (${columns.join(', ')})`)
  const sought = SOUGHT[table]
  if (sought) await on.change(`CREATE INDEX ON ${table} (${sought.join(', ')})`)
}

/** From a new data file of a version, so that the two cannot differ. */
async function columnsByTable(version = SCHEMA_VERSION): Promise<ReadonlyMap<string, readonly string[]>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    for (const { sql } of MIGRATIONS.slice(0, version)) await connection.run(sql)
    const columns = await rowsOn<{ table: string; name: string; type: string; nullable: boolean }>(
      connection,
      `SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable AS nullable
       FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index`,
    )
    const keys = await rowsOn<{ table: string; columns: string }>(
      connection,
      `SELECT table_name AS "table", array_to_string(constraint_column_names, ', ') AS columns
       FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'`,
    )
    const tables = new Map<string, string[]>()
    for (const { table, name, type, nullable } of columns) {
      const made = TYPES[type]
      if (!made) throw new Error(`No type of PostgreSQL is known for ${type}.`)
      tables.set(table, [...(tables.get(table) ?? []), `${name} ${made}${nullable ? '' : ' NOT NULL'}`])
    }
    for (const { table, columns: key } of keys) tables.get(table)?.push(`PRIMARY KEY (${key})`)
    for (const table of NOT_HERE) tables.delete(table)
    return tables
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
