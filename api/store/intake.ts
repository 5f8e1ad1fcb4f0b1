import type { DuckDBValue } from '@duckdb/node-api'
import type { FactColumn, ImportedFile } from './datasets.ts'
import type { FactsInPlace } from './in-place/facts-in-place.ts'

/** Runs statements over one file: its temporary tables last as long as the file is read. */
export interface ImportDatabase {
  rows<Row>(sql: string, values?: DuckDBValue[]): Promise<readonly Row[]>
  run(sql: string, values?: DuckDBValue[]): Promise<void>
}

/** Something to know about an imported file; never a value of it. */
export interface ImportNotice {
  readonly code: string
  readonly detail: string
}

/** A file whose facts can be selected now. */
export interface ReadFile {
  /** A SELECT over tables of the import's connection that gives `FACT_COLUMNS`, grouped, in their order. */
  readonly facts: string
  /** Where these facts are written already, row by row: then nobody writes them again. */
  readonly written?: WrittenFacts
  /** A SELECT of city, period, mode, flow, quantity, value, unit: emissions that the file itself gives. */
  readonly comparison?: string
  /** Rows of the file itself, before grouping. */
  readonly rowsRead: number
  readonly notices: readonly ImportNotice[]
}

/** Options of the caller on how to read a file; each importer lists its own. */
export type ImportOptions = Readonly<Record<string, string>>

/** A file whose facts are about to be saved. */
export interface NewFile {
  readonly dataset: string
  readonly format: string
  readonly digest: string
  readonly options: ImportOptions
  /** The digest of the file that this one replaces. */
  readonly replaces?: string | undefined
  /** What to do with facts whose keys other files have too; they are refused if absent. */
  readonly sameKeys?: 'add' | undefined
}

/** An imported file, with the options that it was read with. */
export interface KeptFile extends ImportedFile {
  readonly options: ImportOptions
}

/** The public facts of a file. */
export function withoutOptions({ options, ...file }: KeptFile): ImportedFile {
  return file
}

/** The dataset has the file already: it was sent twice at once. */
export class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept'
}

/** Facts in a Parquet file of ours. */
export interface WrittenFacts {
  /** We made this path: it is safe inside a quoted SQL text. */
  readonly path: string
  /** Its names of the columns of facts; those left out have no value in any fact. */
  readonly columns: Readonly<Partial<Record<FactColumn, string>>>
}

/** The checked facts of a file. */
export interface FactsFile extends WrittenFacts {
  /** Whether some rows are emissions that the file itself gives: those with a quantity, a value and a unit. */
  readonly hasComparison: boolean
  /** Rows of the file itself, before grouping. */
  readonly rowsRead: number
  readonly notices: readonly ImportNotice[]
  /** They stay where their owner keeps them: `path` says where, and nothing is written. */
  readonly inPlace?: FactsInPlace
}

/** Facts of a dataset are read in place or kept here, and never both. */
export class FactsElsewhere extends Error {
  override readonly name = 'FactsElsewhere'
}

/** Where facts are kept cannot read them in another place. */
export class NotInPlace extends Error {
  override readonly name = 'NotInPlace'
}

/** A connection of its own for one file. */
export interface Intake {
  /** Rows that the running statement has done, and all its rows; 0 if the database does not tell. */
  progress(): { readonly rows: number; readonly totalRows: number }
  /**
   * Saves a file and its facts, all or none, as the next version of its dataset.
   *
   * @param job ends as succeeded in the same transaction
   * @throws {UnknownDataset}, {@link AlreadyKept} or RepeatedFacts
   */
  keep(facts: FactsFile, file: NewFile, job?: EndedJob): Promise<KeptFile>
}

/** The end of a job that saves a file. */
export interface EndedJob {
  readonly id: string
  endedAt(): string
  /** JSON of its outcome. */
  outcomeOf(file: KeptFile): string
}

/** Imports files. */
export interface IntakeStore {
  /**
   * Runs work parallel to everything else.
   *
   * @param signal interrupts the running statement
   */
  takeIn<T>(work: (intake: Intake) => Promise<T>, signal: AbortSignal): Promise<T>
  findFile(dataset: string, digest: string): Promise<KeptFile | undefined>
}
