import type { DatasetDescription } from '../api/store/datasets.ts'
import { fileNow } from '../api/store/in-place/unchanged-files.ts'
import type { Store } from '../api/store/store.ts'

/** What tells facts apart. */
export const MODES = ['car', 'bus', 'rail', 'tram', 'metro', 'walk', 'cycle', 'van', 'motorcycle', 'ferry']
export const BANDS = ['0-1', '1-2', '2-5', '5-10', '10-20', '20-50', '50-100', '100+']
export const CITIES = 366
export const DAYS = 365

/** The dataset of the facts. */
export const FLOWS: DatasetDescription = {
  id: 'flows',
  title: 'Flows',
  owner: 'Bench',
  legalBasis: 'open-licence',
  licence: 'CC0',
  country: 'DE',
  grain: 'day',
}

const COLUMNS = [
  'period',
  'city',
  'mode',
  'distance_band',
  'speed_band',
  'trips',
  'passenger_distance_pkm',
] as const

/** Keeps the facts of a file in a store, or registers them where they lie. */
export async function keep(
  store: Pick<Store, 'registerDataset' | 'takeIn'>,
  path: string,
  rows: number,
  isInPlace = false,
): Promise<void> {
  await store.registerDataset(FLOWS)
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, name]))
  const inPlace = { files: [await fileNow(path)], columns, tenths: [], hasFolderColumns: false }
  const facts = {
    path,
    columns,
    hasComparison: false,
    rowsRead: rows,
    notices: [],
    ...(isInPlace ? { inPlace } : {}),
  }
  const file = { dataset: FLOWS.id, format: 'tidy', digest: 'sha256:bench', options: {} }
  await store.takeIn((intake) => intake.keep(facts, file), new AbortController().signal)
}
