import { chunksOf } from '../chunks.ts'
import { FACT_COLUMN_NAMES, inMillionths, kept, MEASURES } from '../fact-column.ts'
import { type FactsInPlace, type FileInPlace, ownersRows, valueInPlace } from '../in-place/facts-in-place.ts'
import { quoted } from '../quoted.ts'
import type { Reading, Statements } from './statements.ts'

const FILE = { path: 'VARCHAR', bytes: 'FLOAT8', changed: 'VARCHAR', content: 'VARCHAR' } as const

/** Facts in place, and the version of the dataset that they are. */
export interface KeptInPlace {
  readonly facts: FactsInPlace
  readonly version: number
}

/** Notes where the facts of a dataset are, in a transaction of the caller's. */
export async function noteInPlace(
  on: Statements,
  dataset: string,
  digest: string,
  { files, columns, tenths, hasFolderColumns }: FactsInPlace,
): Promise<void> {
  await on.change('INSERT INTO facts_in_place VALUES ($1, $2, $3, $4, $5)', [
    dataset,
    digest,
    JSON.stringify(columns),
    JSON.stringify(tenths),
    hasFolderColumns,
  ])
  for (const some of chunksOf(files))
    await on.change(`INSERT INTO file_in_place ${on.unfolded('$1::VARCHAR, $2::VARCHAR', '$3', FILE)}`, [
      dataset,
      digest,
      JSON.stringify(some),
    ])
}

/** Where the facts of a dataset are, if they are not kept here. */
export async function findInPlace(on: Reading, dataset: string): Promise<KeptInPlace | undefined> {
  const [row] = await on.rows<Row>(
    `SELECT place.digest, place.columns, place.tenths, place.has_folder_columns, file.version
     FROM facts_in_place place JOIN imported_file file ON file.dataset = place.dataset AND file.digest = place.digest
     WHERE place.dataset = $1`,
    [dataset],
  )
  if (!row) return undefined
  const files = await on.rows<FileInPlace>(
    'SELECT path, bytes, changed, content FROM file_in_place WHERE dataset = $1 AND digest = $2 ORDER BY path',
    [dataset, row.digest],
  )
  return {
    version: row.version,
    facts: {
      files,
      columns: JSON.parse(row.columns) as FactsInPlace['columns'],
      tenths: JSON.parse(row.tenths) as FactsInPlace['tenths'],
      hasFolderColumns: row.has_folder_columns,
    },
  }
}

interface Row {
  readonly digest: string
  readonly columns: string
  readonly tenths: string
  readonly has_folder_columns: boolean
  readonly version: number
}

/** Facts in place as the table of kept facts has them. */
export function asKeptFacts({ facts, version }: KeptInPlace, dataset: string): string {
  const columns = FACT_COLUMN_NAMES.map((name) => {
    const value = valueInPlace(facts, name)
    return MEASURES.includes(name) ? `${inMillionths(value)} AS ${kept(name)}` : `${value} AS ${name}`
  })
  return `(SELECT ${quoted(dataset)} AS dataset, ${version} AS version, ${columns.join(', ')} FROM ${ownersRows(facts)})`
}
