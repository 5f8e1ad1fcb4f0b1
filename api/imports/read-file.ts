import { join } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'
import { singleRefusal } from '../request/failure.ts'
import { FACT_COLUMN_NAMES } from '../store/fact-column.ts'
import type { FactsFile, ImportDatabase, ReadFile, WrittenFacts } from '../store/intake.ts'
import { containerOf } from './container.ts'
import { factFaults } from './fact-faults.ts'
import type { FileReader, ReadOrder, ReadProgress } from './file-reader.ts'
import { checkOptions, refuseFaults } from './import-option.ts'
import type { Container, Importer, StagedFile } from './importer.ts'
import { lookAtFile } from './look-at-file.ts'
import { withLooksLike } from './looks-like.ts'
import { otherKindOf } from './other-kind.ts'
import { placeFaults } from './place-floor.ts'
import { READ_LIMITS } from './read-limits.ts'
import { openReadingDatabase } from './reading-database.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { copyToParquet, sqlText } from './sql-text.ts'
import type { Staged } from './staging.ts'

const LOOK_MS = 200

/**
 * Guards a file, groups its rows to facts, checks these, and writes them to one Parquet file.
 *
 * @param takeBlank gives a database that is opened already, if there is one
 * @throws {Failure} with every fault
 */
export async function readFile(
  { format, options, dataset, file }: ReadOrder,
  importers: readonly Importer[],
  progress: ReadProgress,
  signal?: AbortSignal,
  takeBlank: () => Promise<DuckDBInstance> | undefined = () => undefined,
): Promise<FactsFile> {
  const importer = importers.find((one) => one.format === format)
  if (importer === undefined) throw new Error(`No importer reads ${format}.`)
  const saying = <T>(work: () => T | Promise<T>): Promise<T> =>
    sayingFormat(importer, file.firstBytes, importers, work)
  const staged = await saying(() => asStagedFile(file, importer))
  const database = await openReadingDatabase(file.folder, READ_LIMITS.databaseMebibytes, [], takeBlank())
  const shielded = shieldedDatabase(database)
  const watch = setInterval(() => progress.report(database.progress()), LOOK_MS)
  signal?.addEventListener('abort', database.interrupt)
  try {
    signal?.throwIfAborted()
    progress.enter('reading')
    const read = await saying(() => {
      checkOptions(options, importer)
      return importer.read(staged, shielded, dataset, options)
    })
    progress.enter('checking')
    // Facts reach the tables of the catalog only once nothing can be refused any more: what a database has written to its
    // file may stay there after a rollback. Until then this file is their table.
    const written = read.written ?? (await write(read, join(file.folder, 'facts.parquet'), shielded))
    const hasComparison = read.comparison !== undefined
    const facts = { ...written, hasComparison }
    const ofPlaces = importer.countsNobody ? await placeFaults(facts, shielded, dataset) : []
    refuseFaults([...(await factFaults(facts, shielded, dataset)), ...ofPlaces])
    const { rowsRead, notices } = read
    return { ...written, hasComparison, rowsRead, notices }
  } finally {
    signal?.removeEventListener('abort', database.interrupt)
    clearInterval(watch)
    database.close()
  }
}

/** Writes facts, and below them what the file itself says was emitted. */
async function write(
  { facts, comparison }: ReadFile,
  path: string,
  database: ImportDatabase,
): Promise<WrittenFacts> {
  // What a file leaves empty it does not say.
  const said = `SELECT * FROM (${comparison}) WHERE value IS NOT NULL`
  const rows = comparison === undefined ? facts : `(${facts}) UNION ALL BY NAME (${said})`
  await database.run(copyToParquet(rows, path))
  const filled = await filledColumns(path, database)
  const names = FACT_COLUMN_NAMES.filter((name) => name === 'period' || filled.has(name))
  return { path, columns: Object.fromEntries(names.map((name) => [name, name])) }
}

/** The columns of a Parquet file of ours that have a value in any row: a column without one costs time in each row that is saved. */
async function filledColumns(path: string, database: ImportDatabase): Promise<ReadonlySet<string>> {
  const filled = await database.rows<{ name: string }>(
    `SELECT DISTINCT path_in_schema AS name FROM parquet_metadata(${sqlText(path)})
     WHERE stats_null_count IS NULL OR stats_null_count < num_values`,
  )
  return new Set(filled.map(({ name }) => name))
}

/** A refusal says first if the file looks like one of another format. */
async function sayingFormat<T>(
  asked: Importer,
  firstBytes: Uint8Array,
  importers: readonly Importer[],
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw withLooksLike(error, firstBytes, asked, importers)
  }
}

function asStagedFile({ firstBytes, ...staged }: Staged, importer: Importer): StagedFile {
  if (staged.bytes === 0 || firstBytes.length === 0)
    throw singleRefusal('file-refused', 'file-empty', 'The file is empty.')
  const takes = (container: Container): boolean => importer.containers.includes(container)
  const other = otherKindOf(firstBytes, { workbooks: takes('xlsx'), archives: takes('zip') })
  if (other !== undefined) throw singleRefusal('file-refused', 'file-unreadable', other)
  const container = containerOf(firstBytes, importer)
  if (container === undefined) {
    const isJson = /^\s*\[/.test(firstBytes.toString('latin1', 0, 64)) && takes('ndjson')
    throw singleRefusal(
      'file-refused',
      'file-unreadable',
      isJson
        ? 'The file is one list of JSON: write an object on each line, without brackets and commas around them (NDJSON), or save it as CSV.'
        : `The file must be ${importer.containers.join(', ')}; its first bytes are of another kind.`,
    )
  }
  return { ...staged, container }
}

/** Reads where it is called: for tests of other things, and for describing the API. */
export const readerHere = (importers: readonly Importer[]): FileReader => ({
  prepare: () => undefined,
  read: (order, progress, signal) => readFile(order, importers, progress, signal),
  lookAt: async (firstBytes) => lookAtFile(firstBytes, importers),
  close: async () => undefined,
})
