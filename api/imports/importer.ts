import type { DuckDBValue } from '@duckdb/node-api'
import type { Dataset } from '../store/datasets.ts'

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

/** A fault of a file: where, as a column or a rule, and how often; never a value of it. */
export interface ImportFault {
  readonly code: string
  readonly column?: string
  readonly detail: string
  readonly count?: number
}

/** A file cannot be taken in; carries every fault found. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly faults: readonly [ImportFault, ...ImportFault[]]

  constructor(faults: readonly [ImportFault, ...ImportFault[]]) {
    super(
      faults
        .map(({ code, column, detail }) => `${code}${column ? ` (${column})` : ''}: ${detail}`)
        .join('\n'),
    )
    this.faults = faults
  }
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
   * @throws {ImportRefused} with every fault
   */
  read(
    file: StagedFile,
    database: ImportDatabase,
    dataset: Dataset,
    options: ImportOptions,
  ): Promise<ReadFile>
}
