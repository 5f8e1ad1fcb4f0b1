import type { Flow, Mode } from '../../../src/index.ts'
import type { ComparisonFigure, DatasetStore, ImportedFile } from '../datasets.ts'
import { type IntakeStore, type KeptFile, withoutOptions } from '../intake.ts'
import type { Catalog } from './statements.ts'

/** The records of imported files. */
export const keptFiles = ({
  rows,
}: Catalog): Pick<DatasetStore, 'listFiles' | 'listComparisonFigures'> & Pick<IntakeStore, 'findFile'> => ({
  listFiles: async (dataset) =>
    (await rows<Row>('SELECT * FROM imported_file WHERE dataset = $1 ORDER BY version', [dataset])).map(
      (row) => withoutOptions(toFile(row)),
    ),
  findFile: async (dataset, digest) => {
    const [row] = await rows<Row>('SELECT * FROM imported_file WHERE dataset = $1 AND digest = $2', [
      dataset,
      digest,
    ])
    return row && toFile(row)
  },
  listComparisonFigures: (dataset) =>
    rows<ComparisonFigure & { mode: Mode | null; flow: Flow | null }>(
      `SELECT city, period, mode, flow, quantity, value, unit FROM comparison_figure WHERE dataset = $1
       ORDER BY city, period, mode, flow, quantity, value`,
      [dataset],
    ),
})

interface Row {
  readonly dataset: string
  readonly digest: string
  readonly format: string
  readonly options: string
  readonly version: number
  readonly rows_read: number
  readonly facts: number
  readonly notices: string
}

const toFile = ({ rows_read, options, notices, ...row }: Row): KeptFile => ({
  dataset: row.dataset,
  format: row.format,
  digest: row.digest,
  version: row.version,
  rowsRead: rows_read,
  facts: row.facts,
  notices: JSON.parse(notices) as ImportedFile['notices'],
  options: JSON.parse(options) as KeptFile['options'],
})
