import { readCsvHead } from './csv-head.ts'
import type { StagedFile } from './importer.ts'
import { requireShallowJson } from './json-depth.ts'
import { MAX_LINE_BYTES } from './read-limits.ts'
import { sqlText } from './sql-text.ts'
import { requireReadableText } from './text-scan.ts'

/** The rows of a file. */
export interface FileRelation {
  /** As SQL; all columns are texts if the format of the file has no types. */
  readonly sql: string
  /** The same rows with numbers under these heads, if the format of the file has no types: no statement passes a text that is none. */
  readonly withNumbers?: (heads: ReadonlySet<string>) => string
  /** Whether a text may begin or end with a blank, or be empty. */
  readonly mayHaveBlanks: boolean
  /** The first row of a text as it stands, if it is known without asking the engine. */
  readonly first?: readonly string[]
  /** The text above the head of the table: comments, a title, notes. */
  readonly above?: string
  /** Columns of the relation that have no name in the file. */
  readonly unnamed?: readonly string[]
}

export type TableFile = Pick<StagedFile, 'path' | 'container' | 'isPlainText'>

/**
 * Opens a file as a relation.
 *
 * @throws {Failure} if the file is built in a way that no table is, so that the engine never sees it
 */
export async function fileRelation({ path, container, isPlainText }: TableFile): Promise<FileRelation> {
  const file = sqlText(path)
  if (container === 'parquet') return { sql: `read_parquet(${file})`, mayHaveBlanks: true }
  if (container === 'ndjson' || container === 'ndjson.gz') {
    const isPacked = container === 'ndjson.gz'
    await requireShallowJson(path, { form: 'lines', isPacked })
    // The whole file is searched for columns: one that is missed here would be lost without a word.
    const sql =
      `read_json(${file}, format = 'newline_delimited', records = true, sample_size = -1, maximum_depth = 2, ` +
      `maximum_object_size = ${2 * MAX_LINE_BYTES}, compression = '${isPacked ? 'gzip' : 'uncompressed'}')`
    return { sql, mayHaveBlanks: true }
  }
  const { delimiter, skippedLines, names, unnamed, first, above } = await readCsvHead({ path, container })
  const { mayHaveBlanks } = isPlainText
    ? { mayHaveBlanks: false }
    : await requireReadableText({ path, container }, delimiter)
  const columns = (numbers: ReadonlySet<string>): string =>
    names.map((name) => `${sqlText(name)}: '${numbers.has(name) ? 'DOUBLE' : 'VARCHAR'}'`).join(', ')
  // Nothing is guessed: an engine that looks for the head takes the first row for it that has as many cells as most.
  const withNumbers = (numbers: ReadonlySet<string>): string =>
    `read_csv(${file}, auto_detect = false, header = true, skip = ${skippedLines}, columns = {${columns(numbers)}}, delim = ${sqlText(delimiter)}, ` +
    `quote = '"', escape = '"', strict_mode = true, max_line_size = ${MAX_LINE_BYTES}, ` +
    `compression = '${container.endsWith('.gz') ? 'gzip' : 'none'}')`
  return { sql: withNumbers(new Set()), withNumbers, mayHaveBlanks, first, above, unnamed }
}
