import { mkdirSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { databaseFileIn } from '../../api/store/open-database.ts'

/** Runs statements on the database file of a folder, as another version of Cordon would. */
export async function plant(folder: string, ...statements: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const instance = await DuckDBInstance.create(databaseFileIn(folder), { threads: '1' })
  const connection = await instance.connect()
  for (const sql of statements) await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}

/** Rows of a query on the database file of a folder. */
export async function lookedUp(folder: string, sql: string): Promise<readonly object[]> {
  const instance = await DuckDBInstance.create(databaseFileIn(folder), { threads: '1' })
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  connection.closeSync()
  instance.closeSync()
  return rows
}
