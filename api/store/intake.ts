import type { DuckDBValue } from '@duckdb/node-api'
import type { ImportedFile } from './datasets.ts'

/** Runs statements on the connection of one import: its temporary tables last as long as the import. */
export interface ImportDatabase {
  rows<Row>(sql: string, values?: DuckDBValue[]): Promise<readonly Row[]>
  run(sql: string, values?: DuckDBValue[]): Promise<void>
}

/** Something to know about a file that was taken in; never a value of it. */
export interface ImportNotice {
  readonly code: string
  readonly detail: string
}

/** A file read so far that its facts can be selected. */
export interface ReadFile {
  /** A SELECT over tables of the import's connection that gives `FACT_COLUMNS`, grouped, in their order. */
  readonly facts: string
  /** A SELECT of city, period, mode, flow, quantity, value, unit: what the file says of emissions itself. */
  readonly comparison?: string
  /** Of the file itself, before grouping. */
  readonly rowsRead: number
  readonly notices: readonly ImportNotice[]
}

/** What a caller may say of how a file is to be read; each importer's schema says which. */
export type ImportOptions = Readonly<Record<string, string>>

/** A file whose facts are about to be kept. */
export interface NewFile {
  readonly dataset: string
  readonly format: string
  readonly digest: string
  readonly options: ImportOptions
  /** The file of the dataset whose place it takes, by its digest. */
  readonly replaces?: string | undefined
}

/** A file that was taken in, with the way it was read. */
export interface KeptFile extends ImportedFile {
  readonly options: ImportOptions
}

/** What everybody is told of a file. */
export function withoutOptions({ options, ...file }: KeptFile): ImportedFile {
  return file
}

/** The dataset has the file already: it was sent twice at once. */
export class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept'
}

/** The database while one file is taken in: temporary tables of it end with the work, however that ends. */
export interface Intake extends ImportDatabase {
  /** Rows that the running statement is through with, and those that there are; 0 where the database does not say. */
  progress(): { readonly rows: number; readonly totalRows: number }
  /**
   * Keeps a file and its facts, all or none, as the next version of its dataset.
   *
   * @param facts a table of this intake with `FACT_COLUMNS` in their order
   * @param job ends with success in the same transaction
   * @throws {UnknownDataset} or {@link AlreadyKept}
   */
  keep(facts: string, file: NewFile, read: ReadFile, job?: EndedJob): Promise<KeptFile>
}

/** How a job ends that keeps a file. */
export interface EndedJob {
  readonly id: string
  endedAt(): string
  /** JSON of its outcome. */
  outcomeOf(file: KeptFile): string
}

/** Takes files in. */
export interface IntakeStore {
  /**
   * Work with tables of its own, beside everything else.
   *
   * @param signal interrupts the statement that runs
   */
  takeIn<T>(work: (intake: Intake) => Promise<T>, signal: AbortSignal): Promise<T>
  findFile(dataset: string, digest: string): Promise<KeptFile | undefined>
}
