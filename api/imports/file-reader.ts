import type { FactsFile, ImportOptions } from '../store/intake.ts'
import type { ReceivingDataset } from './importer.ts'
import type { FileLook } from './look-at-file.ts'
import type { Staged } from './staging.ts'

/** What to read: a received file, and as what. */
export interface ReadOrder {
  readonly format: string
  readonly options: ImportOptions
  readonly dataset: ReceivingDataset
  readonly file: Staged
}

/** Takes how far reading has come. */
export interface ReadProgress {
  enter(phase: 'reading' | 'checking'): void
  report(part: { readonly rows: number; readonly totalRows: number }): void
}

/** Reads received files into facts. */
export interface FileReader {
  /** Gets ready while a file is still being received. */
  prepare(): void
  /**
   * Checks a file and writes its facts, grouped, into its folder.
   *
   * @throws {Failure} with every fault
   */
  read(order: ReadOrder, progress: ReadProgress, signal: AbortSignal): Promise<FactsFile>
  /** Looks at the first bytes of a file, of which nothing is kept. */
  lookAt(firstBytes: Uint8Array, signal: AbortSignal): Promise<FileLook>
  /** Ends what is still being read. */
  close(): Promise<void>
}
