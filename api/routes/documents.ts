import type { FastifyPluginAsync } from 'fastify'
import { frontPage, problemsPage } from '../pages.ts'

/** Nothing is loaded from anywhere, nothing runs. */
const NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

/** The contract and the pages for people. */
export const documentRoutes: FastifyPluginAsync = async (app) => {
  const page = (path: string, html: string): void => {
    app.get(path, { schema: { hide: true } }, async (_, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', NO_SCRIPT).send(html),
    )
  }
  page('/', frontPage())
  page('/docs/problems', problemsPage())
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
