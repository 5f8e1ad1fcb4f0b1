import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { FactorSets } from '../factor-sets.ts'
import { findRecords, toFactorSetView, toFactorView } from '../mapping/factor.ts'
import { pageOf } from '../page.ts'
import {
  factorPage,
  factorQuery,
  factorSetList,
  factorSetSummary,
  factorSourceList,
} from '../schemas/factor.ts'
import { json, problems } from '../schemas/problem.ts'

const setPath = z.strictObject({
  id: z
    .string()
    .max(200)
    .meta({ examples: ['2026.1'] }),
})

/** The numbers behind every estimate, as published and with their sources. */
export const factorSetRoutes: FastifyPluginAsyncZod<{ factorSets: FactorSets }> = async (
  app,
  { factorSets },
) => {
  app.get(
    '/v1/factor-sets',
    {
      schema: {
        operationId: 'listFactorSets',
        tags: ['Factors'],
        summary: 'The released factor sets',
        response: { 200: json('The sets, newest first', factorSetList), ...problems() },
      },
    },
    async () => ({ items: factorSets.list().map((set, index) => toFactorSetView(set, index === 0)) }),
  )

  app.get(
    '/v1/factor-sets/:id',
    {
      schema: {
        operationId: 'getFactorSet',
        tags: ['Factors'],
        summary: 'A factor set in short',
        params: setPath,
        response: {
          200: json('The set', factorSetSummary),
          ...problems('invalid-request', 'unknown-factor-set'),
        },
      },
    },
    async (request) => {
      const set = factorSets.get(request.params.id)
      return toFactorSetView(set, set === factorSets.get(undefined))
    },
  )

  app.get(
    '/v1/factor-sets/:id/factors',
    {
      schema: {
        operationId: 'findFactors',
        tags: ['Factors'],
        summary: 'Its records, as published, with their sources',
        params: setPath,
        querystring: factorQuery,
        response: {
          200: json('Part of the records that fit', factorPage),
          ...problems('invalid-request', 'unknown-factor-set'),
        },
      },
    },
    async (request) => {
      const set = factorSets.get(request.params.id)
      const { limit, after, ...search } = request.query
      const found = findRecords(set, search)
      const { items, ...rest } = pageOf(found, { limit, after })
      return {
        factorSet: set.content.id,
        total: found.length,
        items: items.map((record) => toFactorView(record, set)),
        ...rest,
      }
    },
  )

  app.get(
    '/v1/factor-sets/:id/sources',
    {
      schema: {
        operationId: 'listSources',
        tags: ['Factors'],
        summary: 'The works that its figures were taken from',
        params: setPath,
        response: {
          200: json('The sources', factorSourceList),
          ...problems('invalid-request', 'unknown-factor-set'),
        },
      },
    },
    async (request) => {
      const { id, sources } = factorSets.get(request.params.id).content
      return { factorSet: id, items: sources }
    },
  )
}
