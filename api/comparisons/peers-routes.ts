import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { prefersCsv } from '../http/media-type.ts'
import { OF_BODY, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { comparePeers } from './given-peers.ts'
import { peersCsv } from './peers-csv.ts'
import { peers, peersRequest } from './peers-schema.ts'

/** Cities beside each other, and which differences are real. */
export const peersRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.post(
    '/v1/peers',
    {
      // Each city is read separately, so that the faults of all are reported at once.
      validatorCompiler: () => (body: unknown) => ({ value: body }),
      schema: {
        operationId: 'comparePeers',
        tags: ['Estimates'],
        summary: 'Cities by CO2e per inhabitant and vkm, and which differences are real',
        body: peersRequest,
        response: {
          200: {
            description: 'The cities',
            content: { 'application/json': { schema: peers }, 'text/csv': { schema: z.string() } },
          },
          ...problems(...OF_BODY),
        },
      },
    },
    async (request, reply) => {
      const answer = await comparePeers(request.body, factorSets, store)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return answer
      return reply.type('text/csv; charset=utf-8').send(peersCsv(answer))
    },
  )
}
