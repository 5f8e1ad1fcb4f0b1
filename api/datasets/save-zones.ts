import { ENCODING_TITLES, type TextEncoding } from '../imports/text-encoding.ts'
import { Failure } from '../request/failure.ts'
import { UnknownDataset, type Zone } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import type { ZoneList } from './zone-schema.ts'

/** What is known after zones were saved. */
export interface SavedZones {
  readonly dataset: string
  readonly version: number
  readonly zones: number
  readonly notices?: { readonly code: string; readonly detail: string }[]
}

/**
 * Replaces the zones of a dataset.
 *
 * @param encoding of the table, if it is not UTF-8
 * @throws {Failure} `not-found` if there is no such dataset
 */
export async function saveZones(
  store: Store,
  id: string,
  { zones }: ZoneList,
  encoding?: TextEncoding,
): Promise<SavedZones> {
  try {
    await store.saveZones(id, zones.map(toZone))
  } catch (error) {
    if (error instanceof UnknownDataset)
      throw new Failure('not-found', 'No dataset with this id is registered.')
    throw error
  }
  const version = (await store.findDataset(id))?.version ?? 0
  return {
    dataset: id,
    version,
    zones: zones.length,
    ...(encoding === undefined ? {} : { notices: [encodingNotice(encoding)] }),
  }
}

const encodingNotice = (encoding: TextEncoding) => ({
  code: 'text-encoding',
  detail: `The table is not UTF-8: it is in ${ENCODING_TITLES[encoding]} and was read so. Save it in UTF-8, so that no name depends on a guess.`,
})

const toZone = ({ longitude, latitude, areaKm2, ...zone }: ZoneList['zones'][number]): Zone => ({
  ...zone,
  ...(longitude === undefined || latitude === undefined ? {} : { centroid: [longitude, latitude] as const }),
  ...(areaKm2 === undefined ? {} : { areaKm2 }),
})
