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
  .meta({ description: 'zone,city[,longitude,latitude,areaKm2]; an empty city means outside every city.' })

/** The city of each zone of a dataset. Zones are places: only this path takes coordinates. */
export const datasetZonesRoute: FastifyPluginAsyncZod<{ store: Store }> = async (app, { store }) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) =>
    readZonesCsv(bytes),
  )
  app.put(
    '/v1/datasets/:id/zones',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      validatorCompiler: zonesValidator,
      schema: {
        operationId: 'saveZones',
        tags: ['Datasets'],
        summary: 'Set the city of each zone of a dataset',
        description: 'Replaces all zones of the dataset. JSON, or CSV with a row for each zone.',
        params: datasetPath,
        body: { content: { 'application/json': { schema: zoneList }, 'text/csv': { schema: csvText } } },
        response: {
          200: json('The number of zones', zonesSaved),
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
          throw new Failure('not-found', 'No dataset with this id is registered.')
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

/** CSV rows become the same document as JSON has, so that one schema serves both. */
const zonesValidator: typeof validator = (part) =>
  validator(part.httpPart === 'body' ? { ...part, schema: zoneList } : part)
