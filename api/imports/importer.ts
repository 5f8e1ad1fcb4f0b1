import type { Dataset } from '../store/datasets.ts'
import type { ImportDatabase, ImportOptions, ReadFile } from '../store/intake.ts'
import type { SourceColumn } from './source-column.ts'

/** How a file may be packed. */
export const CONTAINERS = ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet', 'zip', 'json', 'xlsx'] as const
export type Container = (typeof CONTAINERS)[number]

/** A complete file in the staging folder. It is checked before anything of it is saved. */
export interface StagedFile {
  /** We made this path: it is safe inside a quoted SQL text. */
  readonly path: string
  readonly container: Container
  readonly bytes: number
  /** `sha256:` and the hexadecimal digest. */
  readonly digest: string
  /** Whether it is known to be a text of ASCII without long lines, in which no cell begins or ends with a blank. */
  readonly isPlainText?: boolean
  /** Holds only this file; removed when the import ends, however it ends. */
  readonly folder: string
}

/** The dataset that a file comes into, with the zones that are registered with it. */
export type ReceivingDataset = Dataset & { readonly zones?: readonly string[] }

/** Reads one outside format. */
export interface Importer {
  /** The name that `format=` takes. */
  readonly format: string
  readonly title: string
  readonly containers: readonly Container[]
  /** Its files tell of places: timetables, models, traffic, indices. Nobody counted who they are about. */
  readonly countsNobody?: true
  /** Its exports are licensed to who ordered them: that one is openly published has to be shown. */
  readonly isUnderContract?: true
  /** The columns of its rows, by which a file is recognised; absent for formats of several tables and of JSON. */
  readonly columns?: readonly SourceColumn[]
  /** Names and meanings of its options. */
  readonly options: Readonly<Record<string, string>>
  /** Names of the options that must be stated. */
  readonly required?: readonly string[]
  /** The words that some options are limited to. */
  readonly words?: Readonly<Record<string, readonly string[]>>
  /**
   * Checks a file and prepares to select its facts. It looks for signs of personal data before it groups anything, and
   * drops columns about persons while it reads.
   *
   * @param options checked by what is declared of them
   * @throws {Failure} with every fault
   */
  read(
    file: StagedFile,
    database: ImportDatabase,
    dataset: ReceivingDataset,
    options: ImportOptions,
  ): Promise<ReadFile>
}
