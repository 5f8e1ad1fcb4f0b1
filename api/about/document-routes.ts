import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { attributionPage } from '../factors/attribution-page.ts'
import { browse } from '../factors/browse.ts'
import { recordOf, toFactorDetail } from '../factors/detail-answer.ts'
import { factorPage } from '../factors/factor-page.ts'
import { type FoundPage, factorListPage } from '../factors/list-page.ts'
import { factorQuery } from '../factors/schema.ts'
import { pageOf } from '../http/page-answer.ts'
import { isRefusal } from '../request/failure.ts'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { problemsPage } from './static.ts'

/** A page loads nothing and runs nothing. */
const NO_SCRIPT =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const send = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').header('content-security-policy', NO_SCRIPT).send(html)

const typedQuery = z.record(z.string().max(40), z.string().max(200))
const recordPath = z.object({ set: z.string().max(200), record: z.string().max(200) })
const setPath = z.object({ set: z.string().max(200) })

/** The contract and the pages for people. */
export const documentRoutes: FastifyPluginAsync<{ factorSets: FactorSets }> = async (app, { factorSets }) => {
  const hidden = { schema: { hide: true } }
  app.get('/docs/problems', hidden, (_, reply) => send(reply, problemsPage()))
  app.get('/openapi.json', hidden, async () => app.swagger())

  app.get('/docs/factors', { schema: { hide: true, querystring: typedQuery } }, (request, reply) => {
    const filled = Object.entries(request.query as Record<string, string>).filter(([, text]) => text !== '')
    const { set: id, ...asked } = Object.fromEntries(filled)
    const set = factorSets.get(id)
    const found = attempt(() => {
      const { limit, after, ...search } = readParameters(factorQuery, asked)
      const browsed = browse(set, search)
      return { ...browsed, page: pageOf(browsed.records, { limit, after }) }
    })
    return send(
      reply,
      factorListPage(set, factorSets.ids(), { ...asked, set: set.content.id }, found),
      'faults' in found ? 400 : 200,
    )
  })

  app.get('/docs/factors/:set/:record', { schema: { hide: true, params: recordPath } }, (request, reply) => {
    const { set: id, record } = request.params as z.output<typeof recordPath>
    const set = factorSets.get(id)
    return send(reply, factorPage(toFactorDetail(recordOf(set, record), set)))
  })

  app.get('/docs/attribution', hidden, (_, reply) => send(reply, attributionPage(factorSets.get(undefined))))
  app.get('/docs/attribution/:set', { schema: { hide: true, params: setPath } }, (request, reply) => {
    const { set } = request.params as z.output<typeof setPath>
    return send(reply, attributionPage(factorSets.get(set)))
  })
}

/** The records found, or the faults of the query, to show next to the form. */
function attempt(find: () => FoundPage): FoundPage | { readonly faults: readonly string[] } {
  try {
    return find()
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
