import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { prefersCsv } from '../http/media-type.ts'
import { problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { csvOf } from './csv.ts'
import { seriesMemory } from './released-series.ts'
import { cityPath, seriesQuery, seriesView } from './schema.ts'

/** Emissions of a city period by period, from the facts of a dataset. */
export const seriesRoutes: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  const seriesOf = seriesMemory(store, factorSets)
  app.get(
    '/v1/cities/:id/series',
    {
      schema: {
        operationId: 'getSeries',
        tags: ['Series'],
        summary: 'Estimate the emissions of a city by day, month or year',
        description: 'JSON; CSV with `Accept: text/csv`. Gaps are null with a reason, never 0.',
        params: cityPath,
        querystring: seriesQuery,
        response: {
          200: {
            description: 'The series',
            content: {
              'application/json': { schema: seriesView },
              'text/csv': {
                schema: z.string().meta({ description: 'A row for each period, or phase and mode.' }),
              },
            },
          },
          ...problems('invalid-request', 'not-found', 'unknown-factor-set', 'estimate-refused', 'not-ready'),
        },
      },
    },
    async (request, reply) => {
      const view = await seriesOf(request.params.id, request.query)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return view
      return reply.type('text/csv; charset=utf-8').send(csvOf(view, request.query))
    },
  )
}
