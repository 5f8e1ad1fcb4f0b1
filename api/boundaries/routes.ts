import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Simulate } from '../draws/simulate.ts'
import { estimatedAgain } from '../estimate/estimate-again.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { estimatePath } from '../estimate/saved-schema.ts'
import { preferredType } from '../http/media-type.ts'
import { problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { boundariesDocumentOf } from './compare-boundaries.ts'
import { boundariesCsv } from './csv.ts'
import { boundariesDocument } from './schema.ts'
import { boundariesText } from './text.ts'

const TEXT = 'text/plain'
const CSV = 'text/csv'
const csv = z.string().meta({ description: 'A row for each total and each step.' })
const text = z.string().meta({ description: 'For reading; numbers are rounded.' })

/** Saved estimates under every allocation that their data allow. */
export const boundaryRoutes: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
}> = async (app, { factorSets, store, simulate }) => {
  app.get(
    '/v1/estimates/:id/boundaries',
    {
      schema: {
        operationId: 'compareBoundaries',
        tags: ['Estimates'],
        summary: 'Compare a saved estimate under every allocation that its data allow',
        description:
          'Totals by scope and sub-sector, BASIC and BASIC+, what is not estimated (NE) and why, and the exact steps from each ' +
          'allocation to the next. JSON; text to read with `Accept: text/plain`, CSV with `text/csv`.',
        params: estimatePath,
        response: {
          200: {
            description: 'The allocations side by side',
            content: {
              'application/json': { schema: boundariesDocument },
              [TEXT]: { schema: text },
              [CSV]: { schema: csv },
            },
          },
          ...problems('invalid-request', 'not-found', 'not-replayable', 'estimate-refused', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const found = await getSavedEstimate(store, request.params.id)
      const document = await boundariesDocumentOf(estimatedAgain(found, factorSets), simulate)
      reply.header('vary', 'accept')
      const type = preferredType(request, ['application/json', TEXT, CSV])
      if (type === CSV) return reply.type(`${CSV}; charset=utf-8`).send(boundariesCsv(document))
      if (type !== TEXT) return document
      return reply.type(`${TEXT}; charset=utf-8`).send(boundariesText(document))
    },
  )
}
