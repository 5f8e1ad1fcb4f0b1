import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { csvText } from '../http/csv.ts'
import { GEOJSON, preferredType, prefersCsv } from '../http/media-type.ts'
import { json, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import { termsOf } from '../store/dataset-terms.ts'
import type { Release } from '../store/released.ts'
import type { Store } from '../store/store.ts'
import { cellsText, flowsText } from './cells-text.ts'
import { drawnFlows } from './drawn-flows.ts'
import { FLOW_COLUMNS, listFlowPage, listFlows, noticesOfFlows } from './list-flows.ts'
import { CELL_COLUMNS, listReleased } from './list-released.ts'
import type { Making } from './make-release.ts'
import { orderRelease } from './order-release.ts'
import {
  cell,
  datasetReleases,
  releaseCertificate,
  releaseDetail,
  releasedQuery,
  releasedView,
  releaseOrder,
  releasePage,
  releasePath,
  releaseView,
  rowsText,
  zonesQuery,
  zonesView,
} from './schema.ts'

const RELEASE_COLUMNS = ['id', 'dataset', 'version', 'madeAt', 'isOpen', 'cells'] as const

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  geojson: GEOJSON,
}

/** The latest releases that a list shows. */
const MAX_LISTED = 1000

/** Releases of datasets: what was given out, once. */
export const releaseRoutes: FastifyPluginAsyncZod<{ store: Store; making: Making }> = async (
  app,
  { store, making },
) => {
  app.post(
    '/v1/datasets/:id/releases',
    {
      schema: {
        operationId: 'makeRelease',
        tags: ['Datasets'],
        summary: 'Release what is over of a dataset',
        params: datasetReleases,
        body: releaseOrder,
        response: {
          200: json('Nothing is new', releaseView),
          201: json('The release', releaseView),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'not-found',
            'conflict',
            'estimate-refused',
            'body-too-large',
            'unsupported-media-type',
          ),
        },
      },
    },
    async (request, reply) => {
      const { release, isNew } = await orderRelease(request.params.id, request.body, making)
      if (isNew) reply.code(201).header('location', `/v1/releases/${release.id}`)
      return summaryOf(release)
    },
  )

  app.get(
    '/v1/datasets/:id/releases',
    {
      schema: {
        operationId: 'listReleases',
        tags: ['Datasets'],
        summary: 'List releases of a dataset, the latest first',
        description: 'JSON; CSV with `Accept: text/csv`.',
        params: datasetReleases,
        response: {
          200: {
            description: 'The releases',
            content: { 'application/json': { schema: releasePage }, 'text/csv': { schema: rowsText } },
          },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { params } = request
      if (!(await store.findDataset(params.id)))
        throw new Failure('not-found', 'No dataset with this id is registered.')
      const { items } = await store.listReleases(params.id, { limit: MAX_LISTED })
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return { items: [...items] }
      return reply.type('text/csv; charset=utf-8').send(csvText(items, RELEASE_COLUMNS) as never)
    },
  )

  app.get(
    '/v1/datasets/:id/zones',
    {
      schema: {
        operationId: 'listZones',
        tags: ['Datasets'],
        summary: 'List what begins in each zone of a city and stays in it',
        description:
          'JSON; CSV with `Accept: text/csv` or `format=csv`; with `Accept: application/geo+json` or `format=geojson` the zones of the city with their boundaries and, as `flows`, these items.',
        params: datasetReleases,
        querystring: zonesQuery,
        response: {
          200: {
            description: 'What is given out',
            content: {
              'application/json': { schema: zonesView },
              'text/csv': { schema: rowsText },
              [GEOJSON]: { schema: cell },
            },
          },
          ...problems('invalid-request', 'not-found', 'estimate-refused'),
        },
      },
    },
    async (request, reply) => {
      const { params, query } = request
      const dataset = await store.findDataset(params.id)
      if (!dataset) throw new Failure('not-found', 'No dataset with this id is registered.')
      const { format: _, ...rest } = query
      const asked = { ...rest, pairs: query.pairs === 'true' }
      reply.header('vary', 'accept')
      const type =
        TYPES[query.format ?? 'none'] ?? preferredType(request, ['application/json', 'text/csv', GEOJSON])
      if (type === 'text/csv')
        return reply
          .type('text/csv; charset=utf-8')
          .send(csvText(await listFlows(dataset, asked, store), FLOW_COLUMNS) as never)
      if (type === GEOJSON) {
        const flows = await listFlows(dataset, asked, store)
        return reply
          .type(`${GEOJSON}; charset=utf-8`)
          .send(JSON.stringify(await drawnFlows(dataset.id, query.city, flows, store)) as never)
      }
      const { items, ...page } = await listFlowPage(dataset, asked, store)
      const notices = await noticesOfFlows(dataset, query, store)
      return {
        items: items.map((flow) => ({ ...flow })),
        ...page,
        ...(notices.length === 0 ? {} : { notices: notices.map((one) => ({ ...one })) }),
        privacy: { ...(await termsOf(dataset, store)) },
      }
    },
  )

  app.get(
    '/v1/datasets/:id/released',
    {
      schema: {
        operationId: 'listReleased',
        tags: ['Datasets'],
        summary: 'List what is given out of a dataset by city, period and mode',
        description:
          'JSON; CSV with `Accept: text/csv` or `format=csv`. What has no row is not given out, or not there.',
        params: datasetReleases,
        querystring: releasedQuery,
        response: {
          200: {
            description: 'What is given out',
            content: { 'application/json': { schema: releasedView }, 'text/csv': { schema: rowsText } },
          },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const dataset = await store.findDataset(request.params.id)
      if (!dataset) throw new Failure('not-found', 'No dataset with this id is registered.')
      const { cities, items, isCut } = await listReleased(dataset, request.query.city, store)
      reply.header('vary', 'accept')
      const { format = prefersCsv(request) ? 'csv' : 'json' } = request.query
      if (format === 'csv')
        return reply.type('text/csv; charset=utf-8').send(csvText(items, CELL_COLUMNS) as never)
      return { cities: [...cities], items: items.map((one) => ({ ...one })), isCut }
    },
  )

  app.get(
    '/v1/releases/:id',
    {
      schema: {
        operationId: 'getRelease',
        tags: ['Datasets'],
        summary: 'Get what a release gave out',
        params: releasePath,
        response: { 200: json('The release', releaseDetail), ...problems('invalid-request', 'not-found') },
      },
    },
    async ({ params }) => {
      const release = await getRelease(store, params.id)
      return {
        release: summaryOf(release),
        items: cellsText(await store.listCellsOf(params.id)).cells.map((cell) => ({ ...cell })),
        zones: flowsText(await store.listFlowsOf(params.id)).flows.map((flow) => ({ ...flow })),
      }
    },
  )

  app.get(
    '/v1/releases/:id/certificate',
    {
      schema: {
        operationId: 'getCertificate',
        tags: ['Datasets'],
        summary: 'Get the certificate of a release',
        params: releasePath,
        response: {
          200: json('What was checked, and digests of what was given out', releaseCertificate),
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async ({ params }, reply) => {
      const { certificate } = await getRelease(store, params.id)
      return reply.type('application/json; charset=utf-8').send(certificate as never)
    },
  )
}

/** @throws {Failure} `not-found` */
export async function getRelease(store: Store, id: string): Promise<Release> {
  const found = await store.findRelease(id)
  if (!found) throw new Failure('not-found', 'No release has this id.')
  return found
}

const summaryOf = ({ certificate, ...summary }: Release) => summary
