import type { ImportDatabase } from '../store/intake.ts'
import { readCsvHead } from './csv-head.ts'
import type { StagedFile } from './importer.ts'
import { requireShallowJson } from './json-depth.ts'
import { MAX_LINE_BYTES } from './read-limits.ts'
import { sqlText } from './sql-text.ts'
import { requireReadableText } from './text-scan.ts'

/**
 * The rows of a file as an SQL relation; all columns are texts if its format has no types.
 *
 * @throws {Failure} if the file is built in a way that no table is, so that the engine never sees it
 */
export async function fileRelation(
  { path, container }: Pick<StagedFile, 'path' | 'container'>,
  _database: ImportDatabase,
): Promise<string> {
  const file = sqlText(path)
  if (container === 'parquet') return `read_parquet(${file})`
  if (container === 'ndjson' || container === 'ndjson.gz') {
    const isPacked = container === 'ndjson.gz'
    await requireShallowJson(path, { form: 'lines', isPacked })
    // The whole file is searched for columns: one that is missed here would be lost without a word.
    return (
      `read_json(${file}, format = 'newline_delimited', records = true, sample_size = -1, maximum_depth = 2, ` +
      `maximum_object_size = ${2 * MAX_LINE_BYTES}, compression = '${isPacked ? 'gzip' : 'uncompressed'}')`
    )
  }
  const { delimiter, skippedLines, names } = await readCsvHead({ path, container })
  await requireReadableText({ path, container }, delimiter)
  const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  // Nothing is guessed: an engine that looks for the head takes the first row for it that has as many cells as most.
  return (
    `read_csv(${file}, auto_detect = false, header = true, skip = ${skippedLines}, columns = {${columns}}, delim = ${sqlText(delimiter)}, ` +
    `quote = '"', escape = '"', strict_mode = true, max_line_size = ${MAX_LINE_BYTES}, ` +
    `compression = '${container.endsWith('.gz') ? 'gzip' : 'none'}')`
  )
}
