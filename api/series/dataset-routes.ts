import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { getDataset } from '../demand/city-facts.ts'
import { resourceName } from '../estimate/dataset-demand-schema.ts'
import { json, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { termsOf } from '../store/dataset-terms.ts'
import type { Store } from '../store/store.ts'
import { toDatasetEstimates, toPairGroups } from './dataset-answer.ts'
import { datasetEstimatesQuery, datasetEstimatesView } from './dataset-schema.ts'
import { getDatasetEstimates } from './estimate-dataset.ts'
import { getNowcast } from './nowcast.ts'
import { toNowcast } from './nowcast-answer.ts'
import { nowcastQuery, nowcastView } from './nowcast-schema.ts'
import { getPairGroups } from './pair-groups.ts'
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
        response: { 200: json('A page of cities, by id', datasetEstimatesView), ...PROBLEMS },
      },
    },
    async ({ params, query }) => {
      const { groups } = query
      if (!groups)
        return toDatasetEstimates(await getDatasetEstimates(params.id, query, store, factorSets), query)
      const dataset = await getDataset(params.id, {}, store)
      const made = await getPairGroups(dataset, query, groups, store, factorSets)
      return toPairGroups({ dataset, terms: await termsOf(dataset, store) }, made, query)
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
