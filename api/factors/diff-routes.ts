import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { EstimateRefused } from '../../src/index.ts'
import { checkedRequestOf, getSavedEstimate } from '../estimate/saved-estimate.ts'
import { prefersCsv } from '../http/media-type.ts'
import { problems } from '../http/problem-schema.ts'
import { refusal, unknownFactorSet } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { diffPath, diffQuery, factorSetDiff } from './diff-schema.ts'
import type { DiffSets } from './diff-task.ts'

const csvText = z.string().meta({ description: 'One row for each difference, or for each effect.' })

/** What differs between two factor sets, and what that does to an estimate. */
export const factorSetDiffRoute: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  diffSets: DiffSets
}> = async (app, { factorSets, store, diffSets }) => {
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
      const { before, after } = request.params
      const available = factorSets.ids()
      if (![before, after].every((one) => available.includes(one))) throw unknownFactorSet(available)
      const saved = id === undefined ? undefined : checkedRequestOf(await getSavedEstimate(store, id))
      const asCsv = format === undefined ? prefersCsv(request) : format === 'csv'
      const said = await diffSets({
        before,
        after,
        search,
        ...(saved ? { request: saved } : {}),
        as: asCsv ? { format: 'csv' } : { format: 'json', limit, after: behind },
      })
      reply.header('vary', 'accept')
      if ('refusals' in said) throw new EstimateRefused(said.refusals as EstimateRefused['refusals'])
      if ('faults' in said) throw refusal(said.faults)
      if ('csv' in said) {
        // Text of a hundred thousand rows goes out as the bytes that came.
        const bytes = Buffer.from(said.csv) as unknown as string
        return reply.type('text/csv; charset=utf-8').send(bytes)
      }
      return said.view
    },
  )
}
