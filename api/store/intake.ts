import type { ImportDatabase, ImportOptions, ReadFile } from '../imports/importer.ts'
import type { ImportedFile } from './datasets.ts'

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
