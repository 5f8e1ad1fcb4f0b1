import { area } from '@turf/area'
import { z } from 'zod'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import { readUtf8, requireFieldsOnce } from '../request/json-text.ts'
import { zoneColumnOf } from './zone-heads.ts'

/** Zones and their boundaries, as one file has them. */
export interface DrawnZones {
  /** As the CSV has them; the schema of zones checks them. */
  readonly zones: readonly Readonly<Record<string, unknown>>[]
  readonly boundaries: readonly (Geometry | undefined)[]
  /** How many properties of features were not read: programs of maps write many of their own. */
  readonly unread: number
}

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number())
/** A ring ends where it begins. */
const ring = z
  .array(position)
  .min(4)
  .refine((points) => points[0]?.[0] === points.at(-1)?.[0] && points[0]?.[1] === points.at(-1)?.[1])
const polygon = z.array(ring).min(1)
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
])
export type Geometry = z.output<typeof geometry>

const MAX_FAULTS = 50
const M2_PER_KM2 = 1e6

/**
 * Zones of a GeoJSON FeatureCollection (RFC 7946): `properties` hold what the CSV has as columns.
 *
 * @throws {Failure} that names the features that are not areas in degrees
 */
export function readZonesGeojson(bytes: Uint8Array): DrawnZones {
  const text = readUtf8(bytes)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new Failure('malformed-body', 'The body is not JSON.')
  }
  requireFieldsOnce(text)
  return zonesIn(document)
}

export const isFeatureCollection = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  'type' in document &&
  document.type === 'FeatureCollection'

/** @throws {Failure} as {@link readZonesGeojson} */
export function zonesIn(document: unknown): DrawnZones {
  const { features } = (document ?? {}) as { readonly features?: unknown }
  if (!isFeatureCollection(document) || !Array.isArray(features))
    throw new Failure('malformed-body', 'Zones are a GeoJSON FeatureCollection with a list of features.')
  const faults: Fault[] = []
  const unread = new Set<string>()
  const read = features.map((feature: unknown, at) => {
    const { properties, geometry: drawn } = (feature ?? {}) as Readonly<Record<string, unknown>>
    const boundary = drawn === null || drawn === undefined ? undefined : geometry.safeParse(drawn)
    if (boundary && !boundary.success)
      faults.push({
        code: 'invalid-field',
        pointer: `/features/${at}/geometry`,
        detail:
          'Write a Polygon or a MultiPolygon of closed rings, in degrees of longitude and latitude (WGS 84).',
      })
    return {
      zone: toZone((properties ?? {}) as Readonly<Record<string, unknown>>, unread),
      boundary: boundary?.data,
    }
  })
  if (faults.length > 0) throw refusal(faults.slice(0, MAX_FAULTS))
  return {
    zones: read.map(({ zone }) => zone),
    boundaries: read.map(({ boundary }) => boundary),
    unread: unread.size,
  }
}

/** Properties that are columns of zones; a code may be a number. What else a program of maps writes is never read. */
function toZone(
  properties: Readonly<Record<string, unknown>>,
  unread: Set<string>,
): Readonly<Record<string, unknown>> {
  const zone: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(properties)) {
    const column = zoneColumnOf(name)
    if (column === undefined || (column in zone && column !== name)) unread.add(name)
    else zone[column] = column === 'zone' && Number.isSafeInteger(value) ? String(value) : value
  }
  return zone
}

/** The size of an area on the ground. */
export const areaKm2Of = (drawn: Geometry): number => area(drawn) / M2_PER_KM2

/** Digits that are kept: a map needs 1 m at most, and of data that are not openly published 10 m. */
const DIGITS = { open: 1e5, other: 1e4 }

/** A boundary as it is kept, without height. */
export function boundaryText(drawn: Geometry, isOpen: boolean): string {
  const scale = isOpen ? DIGITS.open : DIGITS.other
  const cut = (degrees: number): number => Math.round(degrees * scale) / scale
  const cutRings = (rings: z.output<typeof polygon>) =>
    rings.map((points) => points.map(([longitude, latitude]) => [cut(longitude), cut(latitude)]))
  const coordinates = drawn.type === 'Polygon' ? cutRings(drawn.coordinates) : drawn.coordinates.map(cutRings)
  return JSON.stringify({ type: drawn.type, coordinates })
}
