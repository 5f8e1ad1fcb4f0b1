import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkedRequestOf, getSavedEstimate } from '../estimate/saved-estimate.ts'
import { prefersCsv } from '../http/media-type.ts'
import { pageOf } from '../http/page-answer.ts'
import { problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { toDiffView } from './diff-answer.ts'
import { diffCsv, setChangeCsv } from './diff-csv.ts'
import { diffPath, diffQuery, factorSetDiff } from './diff-schema.ts'
import { changeBetween } from './set-change.ts'
import { toSetChangeView } from './set-change-answer.ts'

const csvText = z.string().meta({ description: 'One row for each difference, or for each effect.' })

/** What differs between two factor sets, and what that does to an estimate. */
export const factorSetDiffRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.get(
    '/v1/factor-sets/:before/diff/:after',
    {
      schema: {
        operationId: 'diffFactorSets',
        tags: ['Factors'],
        summary: 'What differs between two factor sets, and how far it moves an estimate',
        description:
          'JSON; CSV with `Accept: text/csv` or `format=csv`. With `estimate`, a saved estimate is made again with both sets and its change is explained factor by factor.',
        params: diffPath,
        querystring: diffQuery,
        response: {
          200: {
            description: 'The differences',
            content: { 'application/json': { schema: factorSetDiff }, 'text/csv': { schema: csvText } },
          },
          ...problems('invalid-request', 'unknown-factor-set', 'not-found', 'estimate-refused'),
        },
      },
    },
    async (request, reply) => {
      const { limit, after: behind, estimate: id, format, ...search } = request.query
      const before = factorSets.get(request.params.before)
      const after = factorSets.get(request.params.after)
      const change = id === undefined ? undefined : await changeOf(id, before.content.id, after.content.id)
      const asCsv = format === undefined ? prefersCsv(request) : format === 'csv'
      const found = toDiffView(before, after, search)
      reply.header('vary', 'accept')
      if (asCsv)
        return reply
          .type('text/csv; charset=utf-8')
          .send(change ? setChangeCsv(change) : diffCsv(found.items))
      const { items, ...more } = pageOf(found.items, { limit, after: behind })
      return {
        ...found,
        total: found.items.length,
        items: [...items],
        ...more,
        ...(change ? { estimate: change } : {}),
      }
    },
  )

  async function changeOf(id: string, before: string, after: string) {
    const saved = await getSavedEstimate(store, id)
    const request = checkedRequestOf(saved)
    return toSetChangeView(changeBetween(request, before, after, factorSets))
  }
}
