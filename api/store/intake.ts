import type { DuckDBValue } from '@duckdb/node-api'
import type { ImportedFile } from './datasets.ts'

/** Runs statements on the connection of one import: its temporary tables last as long as the import. */
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

/** The database during one import: its temporary tables end with the work, however that ends. */
export interface Intake extends ImportDatabase {
  /** Rows that the running statement has done, and all its rows; 0 if the database does not tell. */
  progress(): { readonly rows: number; readonly totalRows: number }
  /**
   * Saves a file and its facts, all or none, as the next version of its dataset.
   *
   * @param facts a table of this intake with `FACT_COLUMNS` in their order
   * @param job ends as succeeded in the same transaction
   * @throws {UnknownDataset} or {@link AlreadyKept}
   */
  keep(facts: string, file: NewFile, read: ReadFile, job?: EndedJob): Promise<KeptFile>
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
   * Runs work with tables of its own, parallel to everything else.
   *
   * @param signal interrupts the running statement
   */
  takeIn<T>(work: (intake: Intake) => Promise<T>, signal: AbortSignal): Promise<T>
  findFile(dataset: string, digest: string): Promise<KeptFile | undefined>
}
