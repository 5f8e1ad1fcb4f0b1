import { isDeepStrictEqual } from 'node:util'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type Dataset,
  type DatasetDescription,
  DatasetExists,
  type DatasetStore,
  UnknownDataset,
} from './datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { pageOfRows } from './page.ts'
import { rowsOn } from './rows-on.ts'

const DATASETS = `
  SELECT dataset.*, count(file.digest)::DOUBLE AS files, coalesce(sum(file.facts), 0)::DOUBLE AS facts
  FROM dataset LEFT JOIN imported_file file ON file.dataset = dataset.id`

/** Datasets in the embedded database. */
export function duckdbDatasets({
  rows,
  inTurn,
}: DuckdbFile): Pick<DatasetStore, 'registerDataset' | 'findDataset' | 'listDatasets'> {
  return {
    findDataset: (id) => inTurn((on) => findDataset(on, id)),
    registerDataset: (facts) =>
      inTurn(async (on) => {
        await insertDataset(on, facts)
        return keptDataset(on, facts)
      }),
    listDatasets: async ({ limit, after = '' }) => {
      const found = await rows<Row>(
        `${DATASETS} WHERE dataset.id > $1 GROUP BY ALL ORDER BY dataset.id LIMIT $2`,
        [after, limit + 1],
      )
      return pageOfRows(found.map(toDataset), limit)
    },
  }
}

/** Whether the dataset is new. One that was deleted goes on from its version. */
export async function insertDataset(on: DuckDBConnection, facts: DatasetDescription): Promise<boolean> {
  const inserted = await on.run(
    `INSERT INTO dataset (id, registration, version)
       SELECT $1, $2, coalesce((SELECT version FROM deleted_dataset WHERE id = $1), 0) ON CONFLICT DO NOTHING`,
    [facts.id, JSON.stringify(facts)],
  )
  return inserted.rowsChanged > 0
}

/**
 * The dataset that is kept under the id of these facts.
 *
 * @throws {DatasetExists} if it has other facts
 */
export async function keptDataset(on: DuckDBConnection, facts: DatasetDescription): Promise<Dataset> {
  const kept = await findDataset(on, facts.id)
  if (!kept) throw new Error('A dataset that was just registered is missing.')
  const { version, files, facts: count, ...before } = kept
  // As in JSON: a field without a value is absent.
  if (!isDeepStrictEqual(before, JSON.parse(JSON.stringify(facts)))) throw new DatasetExists()
  return kept
}

async function findDataset(on: DuckDBConnection, id: string): Promise<Dataset | undefined> {
  const [row] = await rowsOn<Row>(on, `${DATASETS} WHERE dataset.id = $1 GROUP BY ALL`, [id])
  return row && toDataset(row)
}

/**
 * Raises the version of a dataset.
 *
 * @throws {UnknownDataset}
 */
export async function nextVersion(on: DuckDBConnection, dataset: string): Promise<number> {
  const [row] = await rowsOn<{ version: number }>(
    on,
    'UPDATE dataset SET version = version + 1 WHERE id = $1 RETURNING version',
    [dataset],
  )
  if (!row) throw new UnknownDataset()
  return row.version
}

interface Row {
  readonly registration: string
  readonly version: number
  readonly files: number
  readonly facts: number
}

const toDataset = ({ registration, version, files, facts }: Row): Dataset => ({
  ...(JSON.parse(registration) as DatasetDescription),
  version,
  files,
  facts,
})
