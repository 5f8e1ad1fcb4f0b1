import type { Fault } from '../request/failure.ts'
import type { FactColumn } from '../store/datasets.ts'
import {
  type FactsInPlace,
  ownersRows,
  type RowsInPlace,
  relationInPlace,
} from '../store/in-place/facts-in-place.ts'
import type { FactsFile, ImportDatabase } from '../store/intake.ts'
import { factFaults } from './fact-faults.ts'
import { headOfUnit } from './head-unit.ts'
import { refuseFaults } from './import-option.ts'
import type { ReceivingDataset } from './importer.ts'
import { openReadingDatabase } from './reading-database.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { columnOf, headerFault, type SourceTable, sourceTableOf } from './source-table.ts'
import { sqlName } from './sql-text.ts'
import { guardTidy, withoutSums } from './tidy.ts'
import { TIDY_COLUMNS, TIDY_MEASURES, TIDY_SUMS } from './tidy-columns.ts'
import { PLAIN } from './written-measure.ts'

/** Memory of the database that checks files in place; what exceeds it spills. */
const MEBIBYTES = 512

/** Facts to be read where they are, and how. */
export interface InPlaceOrder {
  /** Where they are, as whoever attaches them says. */
  readonly place: string
  readonly files: FactsInPlace['files']
  readonly hasFolderColumns: boolean
  /** The owner's names by names of columns of the tidy table, where they differ. */
  readonly names: Readonly<Record<string, string>>
  /** Columns of the owner that are not read. */
  readonly unread: readonly string[]
  readonly dataset: ReceivingDataset
}

/**
 * Checks facts where they are, by all that a tidy table is checked by. Nothing is mended on the way: what an import would
 * leave out or read as something else is refused, so that a sum needs no more than the columns.
 *
 * @param folder a folder of ours, for what does not fit into memory
 * @throws {Failure} with every fault
 */
export async function readInPlace(
  order: InPlaceOrder,
  folder: string,
  signal: AbortSignal,
): Promise<FactsFile> {
  const { place, files, hasFolderColumns, dataset } = order
  const reading = await openReadingDatabase(
    folder,
    MEBIBYTES,
    files.map(({ path }) => path),
  )
  signal.addEventListener('abort', reading.interrupt)
  try {
    signal.throwIfAborted()
    const database = shieldedDatabase(reading)
    // No question can be asked of files that are not alike.
    refuseFaults(await shapeFaults(order, database))
    const { source, columns } = await openInPlace(order, database)
    const plain = [...textFaults(source), ...(await blankFaults(order, columns, database))]
    const guarded = await guardTidy({ ...source, faults: [...source.faults, ...plain] }, database, dataset, {
      ...PLAIN,
      roundedTo: dataset.roundedTo,
    })
    const { rows, notices } = guarded
    const sums = await withoutSums(source, database, guarded, PLAIN.number)
    refuseFaults(sums.notices.length > 0 ? [SUMS_STAND] : [])
    const tenths = dataset.legalBasis === 'open-licence' ? [] : TIDY_SUMS.filter(source.has)
    const inPlace: FactsInPlace = { files, hasFolderColumns, columns, tenths: tenths as FactColumn[] }
    const facts = { path: place, columns, hasComparison: false, inPlace }
    refuseFaults(await factFaults(facts, database, dataset))
    return { ...facts, rowsRead: rows, notices }
  } finally {
    signal.removeEventListener('abort', reading.interrupt)
    reading.close()
  }
}

interface OpenedInPlace {
  readonly source: SourceTable
  /** The owner's names of the columns of facts. */
  readonly columns: FactsInPlace['columns']
}

/** An import leaves such rows out, and files that stay where they are cannot be mended. */
const SUMS_STAND: Fault = {
  code: 'duplicate-key',
  detail:
    'Rows that leave a column empty, such as the mode, are the sum of rows that fill it, and would count a second time: leave them out.',
}

/** The rows under our names. */
async function openInPlace(
  { names, unread, ...rows }: InPlaceOrder,
  database: ImportDatabase,
): Promise<OpenedInPlace> {
  const heads = (
    await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${ownersRows(rows)}`)
  ).map(({ column_name: head }) => head)
  const faults: Fault[] = []
  const stated = new Map(Object.entries(names).map(([name, own]) => [own, name]))
  for (const own of [...stated.keys(), ...unread])
    if (!heads.includes(own))
      faults.push({ code: 'column-missing', detail: 'The files have no column of a name that was stated.' })
  heads.forEach((head, at) => {
    const fault = headerFault(head, at, TIDY_COLUMNS)
    const isNamed = stated.has(head)
    // Whoever renames a column, or leaves it unread, does not change what it is.
    const isOfPersons = fault.code === 'person-level-data' && columnOf(head, TIDY_COLUMNS) === undefined
    const isOfOtherUnit = isNamed && headOfUnit(head, TIDY_COLUMNS)?.isSame === false
    if ((isOfPersons && (isNamed || unread.includes(head))) || isOfOtherUnit) faults.push(fault)
  })
  const read = heads.filter((head) => !unread.includes(head))
  const selected = read.map((head) => `${sqlName(head)} AS ${sqlName(stated.get(head) ?? head)}`)
  const relation = `(SELECT ${selected.join(', ')} FROM ${ownersRows(rows)})`
  const opened = { relation, mayHaveBlanks: false, notices: [] }
  const source = await sourceTableOf(opened, database, TIDY_COLUMNS, 'row_in_place')
  const ownOf = (name: string): string | undefined => {
    const head = source.header(name)
    return head === undefined ? undefined : (names[head] ?? head)
  }
  const columns = TIDY_COLUMNS.flatMap(({ name, fact }) => {
    const own = ownOf(name)
    return own === undefined ? [] : [[fact, own] as const]
  })
  return {
    source: { ...source, faults: [...faults, ...source.faults] },
    columns: Object.fromEntries(columns),
  }
}

/** Columns that one file has and another has not, or of another type, would be read as something else without a word. */
async function shapeFaults({ files }: RowsInPlace, database: ImportDatabase): Promise<readonly Fault[]> {
  const paths = files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ')
  const [found] = await database.rows<{ others: number }>(
    `WITH shape AS (
       SELECT file_name, string_agg(concat_ws(' ', name, type, converted_type, logical_type), ',' ORDER BY name) AS shape
       FROM parquet_schema([${paths}]) WHERE num_children IS NULL GROUP BY file_name)
     SELECT (sum(alike) - max(alike))::DOUBLE AS others FROM (SELECT count(*) AS alike FROM shape GROUP BY shape)`,
  )
  return found?.others
    ? [
        {
          code: 'column-unknown',
          detail:
            'Some files have other columns than most, or columns of other types. Attach those that are alike.',
          count: found.others,
        },
      ]
    : []
}

/** Numbers as texts may be written in several ways. */
const textFaults = (source: SourceTable): readonly Fault[] =>
  TIDY_MEASURES.filter((name) => source.has(name) && source.isText(name)).map((column) => ({
    code: 'value-not-read',
    column,
    detail:
      'Columns of numbers must have a type of numbers. Import the file if they are texts: cordon import tidy.',
  }))

/** An import takes blanks away, and reads an empty text as none. */
async function blankFaults(
  rows: RowsInPlace & Pick<FactsInPlace, 'files'>,
  columns: FactsInPlace['columns'],
  database: ImportDatabase,
): Promise<readonly Fault[]> {
  const texts = TIDY_COLUMNS.filter(({ role, fact }) => role !== 'measure' && fact in columns)
  if (texts.length === 0) return []
  const counts = texts.map(
    ({ fact }) => `countif(${fact} = '' OR ${fact} <> trim(${fact}))::DOUBLE AS ${fact}`,
  )
  const [found = {}] = await database.rows<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${relationInPlace({ ...rows, columns, tenths: [] })}`,
  )
  return texts.flatMap(({ name, fact }): Fault[] => {
    const count = found[fact] ?? 0
    const detail = 'Texts must not be empty, nor begin or end with a blank; a missing one is null.'
    return count > 0 ? [{ code: 'value-not-read', column: name, detail, count }] : []
  })
}
