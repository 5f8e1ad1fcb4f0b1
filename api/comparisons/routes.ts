import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { prefersCsv } from '../http/media-type.ts'
import { bodyAsGiven, OF_BODY, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { comparisonCsv } from './csv.ts'
import { comparison, comparisonRequest } from './schema.ts'
import { compareGiven } from './with-datasets.ts'

const csvText = z.string().meta({ description: 'A row for each effect, of the whole and of each part.' })

/** Why two estimates, or the years of a series, differ. */
export const comparisonRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.post(
    '/v1/comparisons',
    {
      // `compare` reads each estimate separately, so that it reports the faults of all at once.
      validatorCompiler: bodyAsGiven,
      schema: {
        operationId: 'compareEstimates',
        tags: ['Estimates'],
        summary: 'Why two years, or two cities, differ',
        description:
          'Effects of people, travel, vehicles, energy and fuels sum to `change`; what method, factor set, boundary, coverage and ' +
          'breaks changed stands apart in `method`. What both share cancels in the intervals. Nothing is saved.',
        body: comparisonRequest,
        response: {
          200: {
            description: 'The comparison',
            content: { 'application/json': { schema: comparison }, 'text/csv': { schema: csvText } },
          },
          ...problems(...OF_BODY),
        },
      },
    },
    async (request, reply) => {
      const compared = await compareGiven(request.body, factorSets, store)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return compared
      return reply.type('text/csv; charset=utf-8').send(comparisonCsv(compared))
    },
  )
}
