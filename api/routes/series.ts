import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { getSeries } from '../activity/series.ts'
import { seriesCsv } from '../exports/series-csv.ts'
import type { FactorSets } from '../factor-sets.ts'
import { toSeries } from '../mapping/series.ts'
import { prefersCsv } from '../media-type.ts'
import { problems } from '../schemas/problem.ts'
import { cityPath, seriesQuery, seriesView } from '../schemas/series.ts'
import type { Store } from '../store/store.ts'

/** Emissions of a city period by period, from the facts of a dataset. */
export const seriesRoutes: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.get(
    '/v1/cities/:id/series',
    {
      schema: {
        operationId: 'getSeries',
        tags: ['Series'],
        summary: 'Emissions of a city by day, month or year',
        description: 'JSON; CSV with `Accept: text/csv`. Gaps are null with a reason, never 0.',
        params: cityPath,
        querystring: seriesQuery,
        response: {
          200: {
            description: 'The series',
            content: {
              'application/json': { schema: seriesView },
              'text/csv': { schema: z.string().meta({ description: 'One row for each period.' }) },
            },
          },
          ...problems('invalid-request', 'not-found', 'unknown-factor-set', 'estimate-refused', 'not-ready'),
        },
      },
    },
    async (request, reply) => {
      const made = await getSeries(request.params.id, request.query, store, factorSets)
      const view = toSeries(made, request.query)
      reply.header('vary', 'accept')
      if (!prefersCsv(request.headers.accept)) return view
      return reply.type('text/csv; charset=utf-8').send(seriesCsv(view))
    },
  )
}
