import { existsSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { rowsOn } from '../rows-on.ts'
import { StoreRefused } from '../store-refused.ts'

/**
 * Looks whether a lake is the one that the catalog knows of, before anything is written to it.
 *
 * @param schema of the catalog's tables
 * @param facts the folder of its files
 * @throws {StoreRefused} if its table is gone, or if all of its files are, as where a disk is not mounted
 */
export async function requireLake(on: DuckDBConnection, schema: string, facts: string): Promise<void> {
  const [table] = await rowsOn(
    on,
    `SELECT 1 FROM duckdb_tables() WHERE database_name = 'lake' AND table_name = 'activity_fact'`,
  )
  if (!table) {
    const [batch] = await rowsOn(on, `SELECT 1 FROM catalog.${schema}.batch WHERE retired_at IS NULL LIMIT 1`)
    if (batch)
      throw new StoreRefused(
        `The catalog knows of facts, but the schema ${schema}_lake of its database has no table of them. Put a dump of the whole database back.`,
      )
    return
  }
  const files = await rowsOn<{ path: string }>(
    on,
    `SELECT data_file AS path FROM ducklake_list_files('lake', 'activity_fact')`,
  )
  if (files.length > 0 && !files.some(({ path }) => existsSync(path)))
    throw new StoreRefused(
      `None of the ${files.length} files of facts that the catalog lists is in ${facts}. Mount its disk, or put the files back.`,
    )
}

/** In words for whoever named a lake, what the database says of one that it does not open. */
export function lakeRefusal(error: unknown, schema: string): unknown {
  if (!(error instanceof Error)) return error
  const [, path] = /does not match existing data path in the catalog "([^"]+)"/.exec(error.message) ?? []
  if (path !== undefined)
    return new StoreRefused(
      `CORDON_FACTS names another folder than that of the facts of this catalog, which is ${path.replace(/\/$/, '')}.`,
    )
  return NOT_A_LAKE.test(error.message)
    ? new StoreRefused(
        `The tables of the lake, in the schema ${schema}_lake of the catalog, were changed by hand. Put a dump of the whole database back.`,
      )
    : error
}

const NOT_A_LAKE = /DuckLake|ducklake_/
