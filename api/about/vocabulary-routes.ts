import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { json, problems } from '../http/problem-schema.ts'
import { toVocabulary } from './vocabulary-answer.ts'
import { vocabulary } from './vocabulary-schema.ts'

/** The closed lists. */
export const vocabularyRoute: FastifyPluginAsyncZod = async (app) => {
  const answer = toVocabulary()
  app.get(
    '/v1/vocabulary',
    {
      schema: {
        operationId: 'getVocabulary',
        tags: ['Vocabulary'],
        summary: 'Get every word that a request or a result may use',
        response: { 200: json('The closed lists', vocabulary), ...problems() },
      },
    },
    async () => answer,
  )
}
