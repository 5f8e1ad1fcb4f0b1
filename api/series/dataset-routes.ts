import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { resourceName } from '../estimate/dataset-demand-schema.ts'
import { prefersCsv } from '../http/media-type.ts'
import { json, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { datasetEstimatesOf } from './dataset-answer.ts'
import { datasetCsv } from './dataset-csv.ts'
import { datasetEstimatesQuery, datasetEstimatesView } from './dataset-schema.ts'
import { getNowcast } from './nowcast.ts'
import { toNowcast } from './nowcast-answer.ts'
import { nowcastQuery, nowcastView } from './nowcast-schema.ts'
import { cityPath } from './schema.ts'

const PROBLEMS = problems(
  'invalid-request',
  'not-found',
  'unknown-factor-set',
  'not-replayable',
  'estimate-refused',
  'not-ready',
)

/** Estimates of all cities of a dataset in a period, and of one city after its last audited year. */
export const datasetEstimateRoutes: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.get(
    '/v1/datasets/:id/estimates',
    {
      schema: {
        operationId: 'listDatasetEstimates',
        tags: ['Series'],
        summary: 'Estimate every city of a dataset in one period',
        description: 'If one city cannot be estimated, the answer tells why and still contains the others.',
        params: z.strictObject({ id: resourceName }),
        querystring: datasetEstimatesQuery,
        response: {
          200: {
            description: 'A page of cities, by id',
            content: {
              'application/json': { schema: datasetEstimatesView },
              'text/csv': { schema: z.string() },
            },
          },
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const view = await datasetEstimatesOf(request.params.id, query, store, factorSets)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return view
      return reply.type('text/csv; charset=utf-8').send(datasetCsv(view))
    },
  )

  app.get(
    '/v1/cities/:id/nowcast',
    {
      schema: {
        operationId: 'getNowcast',
        tags: ['Series'],
        summary: 'Carry a saved estimate to another period by the activity in a dataset',
        params: cityPath,
        querystring: nowcastQuery,
        response: { 200: json('The nowcast', nowcastView), ...PROBLEMS },
      },
    },
    async ({ params, query }) => toNowcast(params.id, query, await getNowcast(params.id, query, store)),
  )
}
