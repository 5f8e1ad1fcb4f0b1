import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { EMISSION_STANDARDS, ENERGY_CARRIERS, MODES } from '../../src/index.ts'
import {
  type FactorDetail,
  type FoundFactors,
  factorHtml,
  factorsHtml,
  findCountry,
  speechOf,
} from '../../web/render.tsx'
import { toListedFactor } from '../factors/answer.ts'
import { browse } from '../factors/browse.ts'
import { recordOf, toFactorDetail } from '../factors/detail-answer.ts'
import { inOrder } from '../factors/order.ts'
import { factorQuery, RECORD_KINDS } from '../factors/schema.ts'
import { languageAsked } from '../http/language-asked.ts'
import { isRefusal } from '../request/failure.ts'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SendPage } from './send-page.ts'

/** Countries are typed in whatever language; the service knows them by code and in English. */
const withCode = ({ country, ...others }: Readonly<Record<string, string>>) =>
  country === undefined ? others : { ...others, country: findCountry(country) ?? country }

const typedQuery = z.record(z.string().max(40), z.union([z.string().max(200), z.array(z.string().max(200))]))
const recordPath = z.object({ set: z.string().max(200), record: z.string().max(200) })

/** Factors, and each by itself: what is read without scripts, and what a script makes a screen of. */
export const factorPages: FastifyPluginAsync<{ factorSets: FactorSets; send: SendPage }> = async (
  app,
  { factorSets, send },
) => {
  app.get('/factors', { schema: { hide: true, querystring: typedQuery } }, (request, reply) => {
    const typed = Object.fromEntries(
      Object.entries(request.query as Record<string, string | string[]>).flatMap(([name, text]) =>
        typeof text === 'string' && text.trim() !== '' ? [[name, text]] : [],
      ),
    )
    const { set: id, lang: _lang, ...search } = typed
    const set = factorSets.get(id)
    const language = languageAsked(request)
    const found = find(search)
    const content = factorsHtml(
      {
        set: set.content.id,
        search,
        found,
        choices: {
          sets: factorSets.ids(),
          modes: MODES,
          carriers: ENERGY_CARRIERS,
          standards: EMISSION_STANDARDS,
          kinds: RECORD_KINDS,
        },
      },
      language,
    )
    return send('faults' in found ? reply.code(400) : reply, {
      language,
      title: speechOf(language).say('factors.title'),
      content,
      path: `/factors?${new URLSearchParams({ ...search, set: set.content.id })}`,
    })

    function find(asked: Readonly<Record<string, string>>): FoundFactors {
      try {
        const { limit, after: _, from = 0, sort, ...query } = readParameters(factorQuery, withCode(asked))
        const { records, reason, lookUps } = browse(set, query)
        const items = inOrder(records, sort)
          .slice(from, from + limit)
          .map((record) => JSON.parse(JSON.stringify(toListedFactor(record, set))))
        const next = from + limit < records.length ? from + limit : undefined
        return {
          total: records.length,
          items,
          limit,
          next,
          ...(reason === undefined ? {} : { reason }),
          ...(lookUps === undefined ? {} : { lookUps: JSON.parse(JSON.stringify(lookUps)) }),
        }
      } catch (error) {
        if (!isRefusal(error)) throw error
        return {
          faults: error.faults.map(
            ({ parameter = '', detail, candidates = [] }) =>
              `${parameter}: ${detail}${candidates.length > 0 ? ` Near: ${candidates.slice(0, 6).join(', ')}.` : ''}`,
          ),
        }
      }
    }
  })

  app.get('/factors/:set/:record', { schema: { hide: true, params: recordPath } }, (request, reply) => {
    const { set: id, record } = request.params as z.output<typeof recordPath>
    const set = factorSets.get(id)
    const language = languageAsked(request)
    const detail = JSON.parse(JSON.stringify(toFactorDetail(recordOf(set, record), set))) as FactorDetail
    const { html, title } = factorHtml(detail, language)
    const path = `/factors/${encodeURIComponent(id)}/${encodeURIComponent(record)}`
    return send(reply, { language, title, content: html, path })
  })

  // Addresses of before: reports and notes may name them.
  app.get('/docs/factors', { schema: { hide: true } }, (request, reply) => {
    const at = request.url.indexOf('?')
    return reply.redirect(`/factors${at < 0 ? '' : request.url.slice(at)}`, 301)
  })
  app.get('/docs/factors/:set/:record', { schema: { hide: true, params: recordPath } }, (request, reply) => {
    const { set, record } = request.params as z.output<typeof recordPath>
    return reply.redirect(`/factors/${encodeURIComponent(set)}/${encodeURIComponent(record)}`, 301)
  })
}
