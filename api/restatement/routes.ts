import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { prefersCsv } from '../http/media-type.ts'
import { bodyAsGiven, OF_BODY, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { restatementCsv } from './csv.ts'
import { restate } from './restate.ts'
import { restatement, restatementRequest } from './schema.ts'

const csvText = z.string().meta({ description: 'A row for each year, filed and recomputed side by side.' })

/** A city's years as filed, and recomputed on one basis. */
export const restatementRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.post(
    '/v1/restatements',
    {
      // `restate` reads each estimate separately, so that it reports the faults of all at once.
      validatorCompiler: bodyAsGiven,
      schema: {
        operationId: 'restateSeries',
        tags: ['Estimates'],
        summary: 'Recompute a series of years on one basis',
        description:
          'Takes saved estimates by id, requests, or both. Shows where the filed series breaks, and recomputes all years with one ' +
          'factor set, one set of warming potentials and one allocation. JSON; CSV with `Accept: text/csv`. Nothing is saved; intervals come from error propagation.',
        body: restatementRequest,
        response: {
          200: {
            description: 'The series',
            content: { 'application/json': { schema: restatement }, 'text/csv': { schema: csvText } },
          },
          ...problems(...OF_BODY),
        },
      },
    },
    async (request, reply) => {
      const restated = await restate(request.body, factorSets, (id) => store.findEstimate(id))
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return restated
      return reply.type('text/csv; charset=utf-8').send(restatementCsv(restated))
    },
  )
}
