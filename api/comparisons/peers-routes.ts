import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { areFaults, type Given, readGiven, readGivenList } from '../estimate/given-estimate.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import { prefersCsv } from '../http/media-type.ts'
import { OF_BODY, problems } from '../http/problem-schema.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { type GivenPeer, listPeers } from './peers.ts'
import { peersCsv } from './peers-csv.ts'
import { MAX_PEERS, peers, peersRequest } from './peers-schema.ts'

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
      const { frame, given, faults } = readGivenList(peersRequest, request.body, 'cities', MAX_PEERS)
      const read: GivenPeer[] = []
      for (const one of given) {
        const found =
          (await lastYearOf(one)) ?? (await readGiven(one.pointer, one.value, factorSets, findSaved))
        if (areFaults(found)) faults.push(...found)
        else read.push(found.saved ? { ...found, request: ofNewestSet(found.request) } : found)
      }
      if (faults.length > 0) throw refusal(faults)
      const rows = await listPeers(read, frame?.against, factorSets)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return { peers: [...rows] }
      return reply.type('text/csv; charset=utf-8').send(peersCsv(rows))
    },
  )

  const findSaved = (id: string) => store.findEstimate(id)

  /** Of a saved city the last year that it states; undefined where nothing of the kind is named. */
  async function lastYearOf({ pointer, value }: Given) {
    if (typeof value !== 'string' || value.startsWith('est_')) return undefined
    const last = (await store.listYears(value)).at(-1)
    return last && { pointer, request: checkedRequestOf(last), filed: undefined, saved: true }
  }
}

/** What was saved with sets of its time is put on one basis with the others. */
function ofNewestSet({ factorSet: _, ...request }: EstimateRequest): EstimateRequest {
  return request
}
