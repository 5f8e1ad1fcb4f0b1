import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import { DOCUMENT_LIMIT_BYTES, validatorCompilerFor } from '../request/validation.ts'
import { UnknownDataset } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { datasetPath } from './schema.ts'
import { readZonesCsv } from './zone-csv.ts'
import { ZONE_NAMES, type ZoneList, zoneList, zonesSaved } from './zone-schema.ts'

const csvText = z
  .string()
  .meta({ description: 'zone,city[,longitude,latitude,areaKm2]; no city: outside every one.' })

/** Which city the zones of a dataset lie in. Zones are places: this is the one path that takes coordinates. */
export const datasetZonesRoute: FastifyPluginAsyncZod<{ store: Store }> = async (app, { store }) => {
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_, text, done) => {
    done(null, readZonesCsv(String(text)))
  })
  app.put(
    '/v1/datasets/:id/zones',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      validatorCompiler: zonesValidator,
      schema: {
        operationId: 'saveZones',
        tags: ['Datasets'],
        summary: 'Say which city each zone of a dataset lies in',
        description: 'Takes the place of the zones before. JSON, or CSV with a row for each zone.',
        params: datasetPath,
        body: { content: { 'application/json': { schema: zoneList }, 'text/csv': { schema: csvText } } },
        response: {
          200: json('How many zones there are', zonesSaved),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'not-found',
            'body-too-large',
            'unsupported-media-type',
          ),
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const { zones } = request.body as unknown as ZoneList
      try {
        await store.saveZones(id, zones.map(toZone))
      } catch (error) {
        if (error instanceof UnknownDataset)
          throw new Failure('not-found', 'No dataset of this id is registered.')
        throw error
      }
      const version = (await store.findDataset(id))?.version ?? 0
      return { dataset: id, version, zones: zones.length }
    },
  )
}

const toZone = ({ longitude, latitude, areaKm2, ...zone }: ZoneList['zones'][number]) => ({
  ...zone,
  ...(longitude === undefined || latitude === undefined ? {} : { centroid: [longitude, latitude] as const }),
  ...(areaKm2 === undefined ? {} : { areaKm2 }),
})

const validator = validatorCompilerFor(undefined, ZONE_NAMES)

/** Rows of CSV have become the same document as JSON has, so that one schema is for both. */
const zonesValidator: typeof validator = (part) =>
  validator(part.httpPart === 'body' ? { ...part, schema: zoneList } : part)
