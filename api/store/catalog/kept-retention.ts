import { type DatasetDescription, UnknownDataset } from '../datasets.ts'
import type { ErasureStore } from '../erasure.ts'
import { findRegistration } from './kept-datasets.ts'
import type { Catalog, Statements } from './statements.ts'

/** How long the facts of datasets are kept. */
export const keptRetention = ({ inTransaction }: Catalog): Pick<ErasureStore, 'retain'> => ({
  retain: (dataset, months) => inTransaction((on) => retainFacts(on, dataset, months)),
})

/** Changes how long the facts of a dataset are kept. @throws {UnknownDataset} */
export async function retainFacts(
  on: Statements,
  dataset: string,
  months: number | undefined,
): Promise<void> {
  const registered = await findRegistration(on, dataset)
  if (!registered) throw new UnknownDataset()
  const { retentionMonths: _, ...facts } = registered
  const registration: DatasetDescription = {
    ...facts,
    ...(months === undefined ? {} : { retentionMonths: months }),
  }
  await on.change('UPDATE dataset SET registration = $2 WHERE id = $1', [
    dataset,
    JSON.stringify(registration),
  ])
}
