import type { Dataset } from '../store/datasets.ts'
import type { ImportDatabase, ImportOptions, ReadFile } from '../store/intake.ts'

/** How the bytes of a file are packed. */
export const CONTAINERS = ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet', 'zip', 'json'] as const
export type Container = (typeof CONTAINERS)[number]

/** A file of a dataset that lies in the staging folder, whole, and is looked at before anything of it is kept. */
export interface StagedFile {
  /** Made by us: safe inside a quoted SQL text. */
  readonly path: string
  readonly container: Container
  readonly bytes: number
  /** `sha256:` and the hexadecimal digest. */
  readonly digest: string
  /** Ours alone; gone when the import ends, however it ends. */
  readonly folder: string
}

/** One outside format. */
export interface Importer {
  /** As in `format=`. */
  readonly format: string
  readonly title: string
  readonly containers: readonly Container[]
  /** Names and meanings of its options. */
  readonly options: Readonly<Record<string, string>>
  /**
   * Looks at a file and gets ready to select its facts. Signs of data about persons are looked for before anything is
   * grouped, and columns about persons are dropped as they are read.
   *
   * @throws {Failure} with every fault
   */
  read(
    file: StagedFile,
    database: ImportDatabase,
    dataset: Dataset,
    options: ImportOptions,
  ): Promise<ReadFile>
}
