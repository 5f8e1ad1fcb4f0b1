import { existsSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { putInPlace } from './durable-file.ts'
import { WHOLE_ROWS } from './open-database.ts'
import { quoted } from './quoted.ts'
import { rowsOn } from './rows-on.ts'

const LOG = '.wal'
const COMING = '.rewriting'

/**
 * Writes the rows of a closed database into a new file and puts it in the place of the old one. A database marks blocks of
 * deleted rows as free and leaves their bytes; in a file that never held them they cannot be found.
 *
 * @param finish ends what the new file still says is to be done
 * @throws if there is no room, or if the copy is not complete; then the old file stays
 */
export async function rewriteFile(
  file: string,
  staging: string,
  finish: (on: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const coming = file + COMING
  await dropRewriting(file)
  try {
    const instance = await DuckDBInstance.create(':memory:', { ...WHOLE_ROWS, temp_directory: staging })
    const on = await instance.connect()
    try {
      await on.run(`ATTACH ${quoted(file)} AS kept (READ_ONLY)`)
      await on.run(`ATTACH ${quoted(coming)} AS coming (STORAGE_VERSION 'latest')`)
      await on.run('COPY FROM DATABASE kept TO coming')
      if (!isDeepStrictEqual(await countsOf(on, 'kept'), await countsOf(on, 'coming')))
        throw new Error('The new file does not hold what the old one holds.')
      await on.run('USE coming')
      await finish(on)
      await on.run('CHECKPOINT coming')
    } finally {
      on.closeSync()
      instance.closeSync()
    }
    // A log beside the old file would be read into the new one.
    if (existsSync(file + LOG) || existsSync(coming + LOG))
      throw new Error('The log was not written into the file.')
    await chmod(coming, 0o600)
    await putInPlace(coming, file)
  } finally {
    await dropRewriting(file)
  }
}

/** Removes what a process left that ended while it wrote. */
export async function dropRewriting(file: string): Promise<void> {
  for (const end of ['', LOG]) await rm(file + COMING + end, { force: true })
}

async function countsOf(on: DuckDBConnection, database: string): Promise<readonly object[]> {
  const tables = await rowsOn<{ name: string }>(
    on,
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = '${database}' ORDER BY name`,
  )
  const counts: object[] = []
  for (const { name } of tables) {
    const [read] = await rowsOn<object>(on, `SELECT count(*)::DOUBLE AS rows FROM ${database}."${name}"`)
    counts.push({ name, ...read })
  }
  return counts
}
