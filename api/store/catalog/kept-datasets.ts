import { isDeepStrictEqual } from 'node:util'
import {
  type Dataset,
  type DatasetDescription,
  DatasetExists,
  type DatasetStore,
  UnknownDataset,
} from '../datasets.ts'
import { pageOfRows } from '../page.ts'
import type { Catalog, Reading, Statements } from './statements.ts'

/** Datasets. */
export function keptDatasets(
  catalog: Catalog,
): Pick<DatasetStore, 'registerDataset' | 'findDataset' | 'listDatasets'> {
  return {
    findDataset: (id) => findDataset(catalog, id),
    registerDataset: (facts) =>
      catalog.inTransaction(async (on) => {
        await insertDataset(on, facts)
        return keptDataset(on, facts)
      }),
    listDatasets: async ({ limit, after = '' }) => {
      const found = await catalog.rows<Row>(
        `SELECT dataset.*, count(file.digest)::FLOAT8 AS files, coalesce(sum(file.facts), 0)::FLOAT8 AS facts
         FROM dataset LEFT JOIN imported_file file ON file.dataset = dataset.id
         WHERE dataset.id > $1 GROUP BY dataset.id, registration, dataset.version ORDER BY dataset.id LIMIT $2`,
        [after, limit + 1],
      )
      return pageOfRows(found.map(toDataset), limit)
    },
  }
}

/** Whether the dataset is new. One that was deleted goes on from its version. */
export async function insertDataset(on: Statements, facts: DatasetDescription): Promise<boolean> {
  const inserted = await on.change(
    `INSERT INTO dataset (id, registration, version)
       SELECT $1::VARCHAR, $2::VARCHAR, coalesce((SELECT version FROM deleted_dataset WHERE id = $1::VARCHAR), 0) ON CONFLICT DO NOTHING`,
    [facts.id, JSON.stringify(facts)],
  )
  return inserted > 0
}

/**
 * The dataset that is kept under the id of these facts.
 *
 * @throws {DatasetExists} if it has other facts
 */
export async function keptDataset(on: Reading, facts: DatasetDescription): Promise<Dataset> {
  const kept = await findDataset(on, facts.id)
  if (!kept) throw new Error('A dataset that was just registered is missing.')
  const { version, files, facts: count, ...before } = kept
  // As in JSON: a field without a value is absent.
  if (!isDeepStrictEqual(before, JSON.parse(JSON.stringify(facts)))) throw new DatasetExists()
  return kept
}

async function findDataset(on: Reading, id: string): Promise<Dataset | undefined> {
  // Asked by nearly every request: to add up the files of one dataset takes half as long as to join and group them.
  const [row] = await on.rows<Row>(
    `SELECT dataset.*, file.files, file.facts
     FROM dataset, (SELECT count(*)::FLOAT8 AS files, coalesce(sum(facts), 0)::FLOAT8 AS facts
                    FROM imported_file WHERE dataset = $1) file
     WHERE dataset.id = $1`,
    [id],
  )
  return row && toDataset(row)
}

/** What a dataset was registered with. */
export async function findRegistration(
  on: Reading,
  dataset: string,
): Promise<DatasetDescription | undefined> {
  const [row] = await on.rows<{ registration: string }>('SELECT registration FROM dataset WHERE id = $1', [
    dataset,
  ])
  return row && (JSON.parse(row.registration) as DatasetDescription)
}

/**
 * Raises the version of a dataset.
 *
 * @throws {UnknownDataset}
 */
export async function nextVersion(on: Statements, dataset: string): Promise<number> {
  const [row] = await on.rows<{ version: number }>(
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
