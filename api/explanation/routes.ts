import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { estimatePath } from '../estimate/saved-schema.ts'
import { preferredType } from '../http/media-type.ts'
import { problems } from '../http/problem-schema.ts'
import type { Store } from '../store/store.ts'
import { savedExplanation } from './explain-address.ts'
import { explanation, explanationQuery } from './schema.ts'
import { explanationText } from './text.ts'

const TEXT = 'text/plain'
const text = z.string().meta({ description: 'For reading; numbers are rounded.' })

/** Where the figures of saved estimates come from. */
export const explanationRoutes: FastifyPluginAsyncZod<{ store: Store }> = async (app, { store }) => {
  app.get(
    '/v1/estimates/:id/explanation',
    {
      schema: {
        operationId: 'explainEstimate',
        tags: ['Estimates'],
        summary: 'Where a figure of a saved estimate comes from, down to published tables',
        description:
          'The formula, each operand with its interval, source, licence and why it was taken, what each line adds, and ' +
          'the notices that touch the figure. JSON; text to read with `Accept: text/plain`.',
        params: estimatePath,
        querystring: explanationQuery,
        response: {
          200: {
            description: 'The explanation',
            content: { 'application/json': { schema: explanation }, [TEXT]: { schema: text } },
          },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { figure, all } = request.query
      const found = await getSavedEstimate(store, request.params.id)
      const explained = savedExplanation(found, figure)
      reply.header('vary', 'accept')
      const isText = preferredType(request, ['application/json', TEXT]) === TEXT
      if (!isText) return explained
      return reply.type(`${TEXT}; charset=utf-8`).send(explanationText(explained, all === 'true'))
    },
  )
}
