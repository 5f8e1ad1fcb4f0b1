import type { ImportDatabase } from '../store/intake.ts'
import type { StagedFile } from './importer.ts'
import { sqlText } from './sql-text.ts'

const DELIMITERS = [',', '\t', '|', ';'] as const

/** The rows of a file as an SQL relation; all columns are texts if its format has no types. */
export async function fileRelation(
  { path, container }: Pick<StagedFile, 'path' | 'container'>,
  database: ImportDatabase,
): Promise<string> {
  const file = sqlText(path)
  if (container === 'parquet') return `read_parquet(${file})`
  if (container === 'ndjson' || container === 'ndjson.gz')
    // The whole file is searched for columns: one that is missed here would be lost without a word.
    return (
      `read_json(${file}, format = 'newline_delimited', records = true, sample_size = -1, maximum_depth = 2, ` +
      `compression = '${container === 'ndjson' ? 'uncompressed' : 'gzip'}')`
    )
  const csv = `${compression(container)}, strict_mode = true`
  const delimiter = sqlText(await delimiterOf(file, container, database))
  return `read_csv(${file}, all_varchar = true, header = true, delim = ${delimiter}, quote = '"', escape = '"', ${csv})`
}

const compression = (container: string): string =>
  `compression = '${container.endsWith('.gz') ? 'gzip' : 'none'}'`

/** The delimiter that occurs most often in the first line. */
async function delimiterOf(file: string, container: string, database: ImportDatabase): Promise<string> {
  const [first] = await database.rows<{ line: string | null }>(
    `SELECT line FROM read_csv(${file}, columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
      delim = '\x1f', quote = '', escape = '', ${compression(container)}) LIMIT 1`,
  )
  const line = first?.line ?? ''
  const count = (delimiter: string): number => line.split(delimiter).length
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',')
}
