import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { attributionMarkdown, attributionsOf, attributionText } from '../../emission-factors/attribution.ts'
import { preferredType, prefersCsv } from '../http/media-type.ts'
import { pageOf } from '../http/page-answer.ts'
import { json, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { toFactorSetView, toListedFactor } from './answer.ts'
import { browse } from './browse.ts'
import { factorsCsv } from './csv.ts'
import { recordOf, toFactorDetail } from './detail-answer.ts'
import { attribution, factorDetail } from './detail-schema.ts'
import { inOrder } from './order.ts'
import { factorPage, factorQuery, factorSetList, factorSetSummary, factorSourceList } from './schema.ts'

const setPath = z.strictObject({
  id: z
    .string()
    .max(200)
    .meta({ examples: ['2026.1'] }),
})

const recordPath = setPath.extend({ recordId: z.string().max(200) })
const csvText = z.string().meta({ description: 'One row for each record.' })
const plainText = z.string().meta({ description: 'One line for each attribution.' })

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
        description:
          'JSON, a page at a time; with `Accept: text/csv` all records that fit, whatever `limit` and `after` say. ' +
          '`match=estimate` tells what an estimate of `country` and `year` would get. Where nothing fits, `reason` ' +
          'says what is missing and what there is instead.',
        params: setPath,
        querystring: factorQuery,
        response: {
          200: {
            description: 'Part of the records that fit; all of them as CSV',
            content: { 'application/json': { schema: factorPage }, 'text/csv': { schema: csvText } },
          },
          ...problems('invalid-request', 'unknown-factor-set'),
        },
      },
    },
    async (request, reply) => {
      const set = factorSets.get(request.params.id)
      const { limit, after, from, sort, ...search } = request.query
      const { records: found, matches, lookUps, reason } = browse(set, search)
      const records = inOrder(found, sort)
      reply.header('vary', 'accept')
      if (prefersCsv(request))
        return reply.type('text/csv; charset=utf-8').send([...factorsCsv(records, set)].join(''))
      const { items, ...rest } = pageOf(from === undefined ? records : records.slice(from), { limit, after })
      return {
        factorSet: set.content.id,
        total: records.length,
        items: items.map((record) => {
          const match = matches.get(record.id)
          return { ...toListedFactor(record, set), ...(match ? { match } : {}) }
        }),
        ...rest,
        ...(reason === undefined ? {} : { reason }),
        ...(lookUps === undefined ? {} : { lookUps: [...lookUps] }),
      }
    },
  )

  app.get(
    '/v1/factor-sets/:id/factors/:recordId',
    {
      schema: {
        operationId: 'getFactor',
        tags: ['Factors'],
        summary: 'One record, its interval, and what others say of the same thing',
        params: recordPath,
        response: {
          200: json('The record', factorDetail),
          ...problems('invalid-request', 'unknown-factor-set', 'not-found'),
        },
      },
    },
    async (request) => {
      const set = factorSets.get(request.params.id)
      return toFactorDetail(recordOf(set, request.params.recordId), set)
    },
  )

  app.get(
    '/v1/factor-sets/:id/attribution',
    {
      schema: {
        operationId: 'getAttribution',
        tags: ['Factors'],
        summary: 'What to write where its figures are used',
        description: 'JSON; with `Accept: text/plain` or `text/markdown` as text to paste into a report.',
        params: setPath,
        response: {
          200: {
            description: 'Each source with its licence and attribution line',
            content: {
              'application/json': { schema: attribution },
              'text/plain': { schema: plainText },
              'text/markdown': { schema: plainText },
            },
          },
          ...problems('invalid-request', 'unknown-factor-set'),
        },
      },
    },
    async (request, reply) => {
      const { content } = factorSets.get(request.params.id)
      reply.header('vary', 'accept')
      const type = preferredType(request, ['application/json', 'text/plain', 'text/markdown'])
      if (type === 'text/plain') return reply.type('text/plain; charset=utf-8').send(attributionText(content))
      if (type === 'text/markdown')
        return reply.type('text/markdown; charset=utf-8').send(attributionMarkdown(content))
      return { factorSet: content.id, digest: content.digest, items: [...attributionsOf(content)] }
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
