import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import type { ImportDatabase } from '../store/intake.ts'
import { rowsOn, valuesOf } from '../store/rows-on.ts'
import { sqlText } from './sql-text.ts'

/** A database in memory that ends with the file that it reads. */
export interface ReadingDatabase extends ImportDatabase {
  /** Rows that the running statement has done, and all its rows; 0 if the engine does not tell. */
  progress(): { readonly rows: number; readonly totalRows: number }
  interrupt(): void
  close(): void
}

/** Opens a database for a file that is still to come: that takes longer than to read a small one. */
export const openBlankDatabase = (mebibytes: number): Promise<DuckDBInstance> =>
  DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: `${mebibytes}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Facts have no order, and keeping one would cost memory.
    preserve_insertion_order: 'false',
  })

/**
 * Opens a database that sees nothing but the folder of one file, and spills to it what exceeds its memory.
 *
 * @param folder we made this path
 * @param files others that it sees too
 * @param blank a database that nobody else uses
 */
export async function openReadingDatabase(
  folder: string,
  mebibytes: number,
  files: readonly string[] = [],
  blank: Promise<DuckDBInstance> = openBlankDatabase(mebibytes),
): Promise<ReadingDatabase> {
  const instance = await blank
  try {
    const connection = await instance.connect()
    await connection.run(
      `SET enable_progress_bar = true; SET enable_progress_bar_print = false;
       SET temp_directory = ${sqlText(join(folder, 'spilled'))};
       SET allowed_directories = [${sqlText(`${folder}/`)}]; SET allowed_paths = [${files.map(sqlText).join(', ')}];
       SET enable_external_access = false; SET lock_configuration = true`,
    )
    return databaseOn(connection, () => {
      connection.closeSync()
      instance.closeSync()
    })
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

const databaseOn = (on: DuckDBConnection, close: () => void): ReadingDatabase => ({
  rows: <Row>(sql: string, values: DuckDBValue[] = []) => rowsOn<Row>(on, sql, values),
  run: async (sql, values = []) => {
    await on.run(sql, valuesOf(values))
  },
  progress: () => {
    const { rows_processed, total_rows_to_process } = on.progress
    return { rows: Number(rows_processed), totalRows: Number(total_rows_to_process) }
  },
  interrupt: () => on.interrupt(),
  close,
})
