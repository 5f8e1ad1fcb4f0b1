import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { attributionPage } from '../factors/attribution-page.ts'
import { languageAsked, VARIES_BY } from '../http/language-asked.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { problemsPage } from './static.ts'

/** A page loads nothing and runs nothing. */
const NO_SCRIPT =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const send = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').header('content-security-policy', NO_SCRIPT).send(html)

const setPath = z.object({ set: z.string().max(200) })

/** The contract and the pages for people. */
export const documentRoutes: FastifyPluginAsync<{ factorSets: FactorSets }> = async (app, { factorSets }) => {
  const hidden = { schema: { hide: true } }
  app.get('/docs/problems', hidden, (request, reply) =>
    send(reply.header('vary', VARIES_BY), problemsPage(languageAsked(request))),
  )
  app.get('/openapi.json', hidden, async () => app.swagger())

  app.get('/docs/attribution', hidden, (_, reply) => send(reply, attributionPage(factorSets.get(undefined))))
  app.get('/docs/attribution/:set', { schema: { hide: true, params: setPath } }, (request, reply) => {
    const { set } = request.params as z.output<typeof setPath>
    return send(reply, attributionPage(factorSets.get(set)))
  })
}
