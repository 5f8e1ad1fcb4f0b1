import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { GEOJSON } from '../http/media-type.ts'
import { json, problems } from '../http/problem-schema.ts'
import type { TextEncoding } from '../imports/text-encoding.ts'
import type { ReleaseImported } from '../releases/release-imported.ts'
import { DOCUMENT_LIMIT_BYTES, validatorCompilerFor } from '../request/validation.ts'
import type { Store } from '../store/store.ts'
import { saveZones } from './save-zones.ts'
import { datasetPath } from './schema.ts'
import { readZonesCsv, zonesEncoding } from './zone-csv.ts'
import { type DrawnZones, readZonesGeojson } from './zone-geojson.ts'
import { ZONE_NAMES, type ZoneList, zoneList, zonesSaved } from './zone-schema.ts'

const csvText = z
  .string()
  .meta({ description: 'zone,city[,longitude,latitude,areaKm2]; an empty city means outside every city.' })

const featureCollection = z.record(z.string(), z.unknown()).meta({ description: 'RFC 7946.' })

/** The city of each zone of a dataset. Zones are places: only this path takes coordinates. */
export const datasetZonesRoute: FastifyPluginAsyncZod<{
  store: Store
  release: ReleaseImported
}> = async (app, { store, release }) => {
  const encodings = new WeakMap<object, TextEncoding>()
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      const encoding = zonesEncoding(bytes)
      if (encoding !== undefined) encodings.set(request, encoding)
      return readZonesCsv(bytes)
    },
  )
  const drawnZones = new WeakMap<object, DrawnZones>()
  app.addContentTypeParser(GEOJSON, { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    const drawn = readZonesGeojson(bytes)
    drawnZones.set(request, drawn)
    return { zones: drawn.zones }
  })
  app.put(
    '/v1/datasets/:id/zones',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      validatorCompiler: zonesValidator,
      schema: {
        operationId: 'saveZones',
        tags: ['Datasets'],
        summary: 'Set the city of each zone of a dataset',
        description:
          'Replaces all zones of the dataset. JSON, CSV with a row for each zone, or GeoJSON whose properties are those columns: its boundaries are for maps, and whoever reads the dataset reads them.',
        params: datasetPath,
        body: {
          content: {
            'application/json': { schema: zoneList },
            'text/csv': { schema: csvText },
            [GEOJSON]: { schema: featureCollection },
          },
        },
        response: {
          200: json('The number of zones', zonesSaved),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'not-found',
            'conflict',
            'body-too-large',
            'unsupported-media-type',
            'file-refused',
          ),
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const saved = await saveZones(store, id, request.body as unknown as ZoneList, {
        encoding: encodings.get(request),
        boundaries: drawnZones.get(request)?.boundaries,
        unread: drawnZones.get(request)?.unread,
      })
      await release(id)
      return saved
    },
  )
}

const validator = validatorCompilerFor(undefined, ZONE_NAMES)

/** CSV rows become the same document as JSON has, so that one schema serves both. */
const zonesValidator: typeof validator = (part) =>
  validator(part.httpPart === 'body' ? { ...part, schema: zoneList } : part)
