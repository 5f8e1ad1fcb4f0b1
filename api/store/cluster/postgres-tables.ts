import { DuckDBInstance } from '@duckdb/node-api'
import type { Catalog, Statements } from '../catalog/statements.ts'
import { FACT_BATCHES, FACT_TABLE_NAMES } from '../fact-tables.ts'
import { MIGRATIONS, migrate, SCHEMA_VERSION } from '../migration.ts'
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
const SOUGHT = {
  zone: ['dataset'],
  imported_file: ['dataset', 'version'],
  comparison_figure: ['dataset'],
  release: ['dataset', 'number'],
  released_cell: ['dataset', 'release_number'],
  released_flow: ['dataset', 'period', 'city'],
  ledger_cell: ['pool'],
  job: ['dataset'],
  estimate: ['dataset'],
} as const

/** Facts stand in the lake. */
const NOT_HERE = ['activity_fact', FACT_BATCHES, ...FACT_TABLE_NAMES, 'schema_version']

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'VARCHAR COLLATE "C"',
  DOUBLE: 'FLOAT8',
  INTEGER: 'INTEGER',
  BIGINT: 'BIGINT',
  BOOLEAN: 'BOOLEAN',
}

/**
 * Makes the tables in a new schema; they are those of the data file, but the facts.
 *
 * @throws {StoreRefused} if a later Cordon, or an earlier one, made the schema
 */
export async function prepareTables({ inTransaction }: Catalog, schema: string): Promise<void> {
  await inTransaction(async (on) => {
    // Of two processes that start at once, one makes them.
    await on.alone('tables')
    const [table] = await on.rows<{ name: string | null }>('SELECT to_regclass($1)::TEXT AS name', [
      `${schema}.schema_version`,
    ])
    if (table?.name == null) return makeTables(on, schema)
    const [found] = await on.rows<{ version: number }>('SELECT max(version) AS version FROM schema_version')
    // Steps of facts alone change nothing here.
    const pending = MIGRATIONS.slice(found?.version ?? 0)
    if (pending.every(({ isOfFactsAlone }) => isOfFactsAlone) && (found?.version ?? 0) <= SCHEMA_VERSION)
      return noteVersions(on, pending)
    throw new StoreRefused(
      `The catalog has schema version ${found?.version}, and this Cordon works with ${SCHEMA_VERSION}. Start all processes with one Cordon.`,
    )
  })
}

async function makeTables(on: Statements, schema: string): Promise<void> {
  await on.change(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  await on.change('CREATE TABLE schema_version (version INTEGER PRIMARY KEY, what VARCHAR NOT NULL)')
  for (const statement of await tableStatements()) await on.change(statement)
  for (const [table, columns] of Object.entries(SOUGHT))
    await on.change(`CREATE INDEX ON ${table} (${columns.join(', ')})`)
  await on.change(SHARED)
  await noteVersions(on, MIGRATIONS)
}

async function noteVersions(on: Statements, steps: readonly Migration[]): Promise<void> {
  for (const { version, what } of steps)
    await on.change('INSERT INTO schema_version VALUES ($1, $2)', [version, what])
}

/** The tables of the catalog, which a data file has too. */
export const catalogTables = async (): Promise<readonly string[]> => [...(await columnsByTable()).keys()]

async function tableStatements(): Promise<readonly string[]> {
  return [...(await columnsByTable())].map(
    ([table, columns]) => `CREATE TABLE ${table} (${columns.join(', ')})`,
  )
}

/** From a new data file, so that the two cannot differ. */
async function columnsByTable(): Promise<ReadonlyMap<string, readonly string[]>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    await migrate(connection)
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
