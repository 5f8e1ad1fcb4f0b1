import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { getSavedEstimate, savedResultOf } from '../estimate/saved-estimate.ts'
import { estimatePath } from '../estimate/saved-schema.ts'
import { languageAsked, VARIES_BY } from '../http/language-asked.ts'
import { problems } from '../http/problem-schema.ts'
import type { Store } from '../store/store.ts'
import { addressOfAnswer } from './answer-address.ts'
import type { WebAssets } from './assets.ts'
import { briefDocument } from './brief-document.ts'

const page = z.string()

/** Saved estimates as two pages for a council. */
export const briefRoutes: FastifyPluginAsyncZod<{ store: Store; assets: WebAssets }> = async (
  app,
  { store, assets },
) => {
  app.get(
    '/v1/estimates/:id/brief',
    {
      schema: {
        operationId: 'getBrief',
        tags: ['Estimates'],
        summary: 'Two A4 pages for a council, as one HTML file',
        params: estimatePath,
        querystring: z.strictObject({ lang: z.string().max(20).optional() }),
        response: {
          200: { description: 'The brief', content: { 'text/html': { schema: page } } },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const found = await getSavedEstimate(store, id)
      const language = languageAsked(request)
      const { document, contentPolicy } = briefDocument(
        JSON.parse(savedResultOf(found)),
        addressOfAnswer(request, id),
        language,
        assets,
      )
      return reply
        .type('text/html; charset=utf-8')
        .header('content-disposition', `inline; filename="brief-${id}-${language}.html"`)
        .header('content-security-policy', contentPolicy)
        .header('content-language', language)
        .header('vary', VARIES_BY)
        .send(document)
    },
  )
}
