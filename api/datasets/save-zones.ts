import { isDeepStrictEqual } from 'node:util'
import { ENCODING_TITLES, type TextEncoding } from '../imports/text-encoding.ts'
import { Failure } from '../request/failure.ts'
import { UnknownDataset, type Zone, type ZoneBoundaries } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { requireAreas } from './zone-floor.ts'
import { areaKm2Of, boundaryText, type DrawnZones } from './zone-geojson.ts'
import type { ZoneList } from './zone-schema.ts'

interface ZoneNotice {
  readonly code: string
  readonly detail: string
}

interface HowSent {
  readonly encoding?: TextEncoding | undefined
  readonly boundaries?: DrawnZones['boundaries'] | undefined
  readonly unread?: number | undefined
}

/** What is known after zones were saved. */
export interface SavedZones {
  readonly dataset: string
  readonly version: number
  readonly zones: number
  readonly notices?: ZoneNotice[]
}

/**
 * Replaces the zones of a dataset, after they were looked at.
 *
 * @throws {Failure} `person-level-data` if zones look like persons, or are too small for areas
 * @param how the encoding of the table, if it is not UTF-8, the boundaries of the zones, in their order, and how many properties were not read
 * @throws {Failure} `not-found` if there is no such dataset
 */
export async function saveZones(
  store: Store,
  id: string,
  { zones }: ZoneList,
  { encoding, boundaries, unread = 0 }: HowSent = {},
): Promise<SavedZones> {
  const isOpen = (await store.findDataset(id))?.legalBasis === 'open-licence'
  requireAreas(
    zones.map((one, at) => ({ ...one, ...sizeOf(boundaries?.[at], one.areaKm2) })),
    isOpen,
  )
  const table = zones.map((one) => toZone(one, isOpen))
  const isCut = zones.some(
    ({ longitude, latitude }, at) =>
      longitude !== undefined &&
      (table[at]?.centroid?.[0] !== longitude || table[at]?.centroid?.[1] !== latitude),
  )
  const notices = [
    ...(encoding === undefined ? [] : [encodingNotice(encoding)]),
    ...(isCut ? [CUT_NOTICE] : []),
    ...(unread > 0 ? [unreadNotice(unread)] : []),
  ]
  try {
    const drawn = boundaries && keptBoundaries(zones, boundaries, isOpen)
    if (!(await isSettled(store, id, table))) await store.saveZones(id, table, drawn)
    else if (drawn) await store.saveBoundaries(id, drawn)
  } catch (error) {
    if (error instanceof UnknownDataset)
      throw new Failure('not-found', 'No dataset with this id is registered.')
    throw error
  }
  return savedOf(store, id, zones.length, notices)
}

/** What is drawn is what counts: a stated size may be larger, and not make an area of a building. */
function sizeOf(drawn: DrawnZones['boundaries'][number], stated = Number.POSITIVE_INFINITY) {
  return drawn ? { areaKm2: Math.min(stated, areaKm2Of(drawn)) } : {}
}

const keptBoundaries = (
  zones: ZoneList['zones'],
  boundaries: DrawnZones['boundaries'],
  isOpen: boolean,
): ZoneBoundaries =>
  new Map(
    zones.flatMap(({ zone }, at) => {
      const drawn = boundaries[at]
      return drawn ? [[zone, boundaryText(drawn, isOpen)] as const] : []
    }),
  )

/**
 * Whether these zones are those that releases were made with. Zones of a dataset that is not openly published are frozen
 * with its first release: each other way to lay them tells more of the pairs between them.
 *
 * @throws {Failure} `conflict` if they are others
 */
async function isSettled(store: Store, id: string, zones: readonly Zone[]): Promise<boolean> {
  const dataset = await store.findDataset(id)
  if (!dataset || dataset.legalBasis === 'open-licence') return false
  if ((await store.listReleases(id, { limit: 1 })).items.length === 0) return false
  const released = new Map((await store.listZones(id)).map((zone) => [zone.zone, zone]))
  const others = zones.flatMap((zone, at) =>
    isDeepStrictEqual(zone, released.get(zone.zone)) ? [] : [`/zones/${at}`],
  )
  const known = new Set(zones.map(({ zone }) => zone))
  const missing = [...released.keys()].filter((zone) => !known.has(zone)).length
  if (others.length + missing === 0) return true
  throw new Failure(
    'conflict',
    `The zones of this dataset are part of what was released, and stay as they are: ${differences(others, missing)}. For other zones, register another dataset.`,
  )
}

const MAX_NAMED = 10

/** Which zones of a list are others than those that were released, by their places in it. */
function differences(others: readonly string[], missing: number): string {
  const more = others.length > MAX_NAMED ? ` and ${others.length - MAX_NAMED} more` : ''
  return [
    ...(others.length > 0 ? [`${others.slice(0, MAX_NAMED).join(', ')}${more} are new or changed`] : []),
    ...(missing > 0 ? [`${missing} are not in the list`] : []),
  ].join('; ')
}

async function savedOf(
  store: Store,
  id: string,
  zones: number,
  notices: readonly ZoneNotice[],
): Promise<SavedZones> {
  const version = (await store.findDataset(id))?.version ?? 0
  return {
    dataset: id,
    version,
    zones,
    ...(notices.length === 0 ? {} : { notices: [...notices] }),
  }
}

const CUT_NOTICE: ZoneNotice = {
  code: 'import-assumption',
  detail: 'Centres of zones are kept to 0.001 degrees, about 100 m: the dataset is not openly published.',
}

const unreadNotice = (count: number): ZoneNotice => ({
  code: 'import-assumption',
  detail: `${count} properties of the features were not read: zones do not need them.`,
})

const encodingNotice = (encoding: TextEncoding): ZoneNotice => ({
  code: 'text-encoding',
  detail: `The table is not UTF-8: it is in ${ENCODING_TITLES[encoding]} and was read so. Save it in UTF-8, so that no name depends on a guess.`,
})

/** A centre is for distances between zones: of data that are not openly published, to 0.001 degrees, about 100 m. */
const cut = (degrees: number): number => Math.round(degrees * 1000) / 1000

function toZone(
  { zone, city, longitude, latitude, areaKm2 }: ZoneList['zones'][number],
  isOpen: boolean,
): Zone {
  const inFull = (degrees: number): number => (isOpen ? degrees : cut(degrees))
  return {
    zone,
    city,
    ...(longitude === undefined || latitude === undefined
      ? {}
      : { centroid: [inFull(longitude), inFull(latitude)] as const }),
    ...(areaKm2 === undefined ? {} : { areaKm2 }),
  }
}
