import { FACT_COLUMNS, type FactColumn } from '../datasets.ts'
import { quoted } from '../quoted.ts'

/** The format that files of a dataset are listed under if they are read where they are. */
export const IN_PLACE = 'in-place'

/** A Parquet file of an owner, as it was when its facts were checked. */
export interface FileInPlace {
  /** Without links. */
  readonly path: string
  readonly bytes: number
  /** When anything of the file was last changed, by the clock of its disk [ns], as text. */
  readonly changed: string
  /** `sha256:` and the hexadecimal digest of its bytes. */
  readonly content: string
}

/** Where rows are that stay with their owner. */
export interface RowsInPlace {
  readonly files: readonly Pick<FileInPlace, 'path'>[]
  /** Whether names of folders are columns too, as in `year=2024/`. */
  readonly hasFolderColumns: boolean
}

/** Facts that stay with their owner and are read there. */
export interface FactsInPlace extends RowsInPlace {
  readonly files: readonly FileInPlace[]
  /** The owner's names of the columns of facts. */
  readonly columns: Readonly<Partial<Record<FactColumn, string>>>
  /** Sums that are rounded to a tenth, as an import rounds those of data that are not openly published. */
  readonly tenths: readonly FactColumn[]
}

/** The rows of the files, with the names that their owner gave. */
export function ownersRows({ files, hasFolderColumns }: RowsInPlace): string {
  const paths = files.map(({ path }) => quoted(path)).join(', ')
  const folders = hasFolderColumns ? 'true, hive_types_autocast = false' : 'false'
  return `read_parquet([${paths}], hive_partitioning = ${folders})`
}

/** The facts in their units, with the names of our columns; those that the files lack are left out. */
export function relationInPlace(facts: FactsInPlace): string {
  const named = Object.keys(facts.columns).map(
    (name) => `${valueInPlace(facts, name as FactColumn)} AS ${name}`,
  )
  return `(SELECT ${named.join(', ')} FROM ${ownersRows(facts)})`
}

/** A column of the facts, as an import reads it from such a file. */
export function valueInPlace({ columns, tenths }: FactsInPlace, name: FactColumn): string {
  const own = columns[name]
  if (own === undefined) return `NULL::${FACT_COLUMNS[name]}`
  const value = `CAST("${own.replaceAll('"', '""')}" AS ${FACT_COLUMNS[name]})`
  return tenths.includes(name) ? `round(${value}, 1)` : value
}
