import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import { LANGUAGES } from '../words/catalogue.ts'
import { toVocabulary } from './vocabulary-answer.ts'
import { vocabulary } from './vocabulary-schema.ts'

/** The closed lists. */
export const vocabularyRoute: FastifyPluginAsyncZod = async (app) => {
  const inEnglish = toVocabulary()
  app.get(
    '/v1/vocabulary',
    {
      schema: {
        operationId: 'getVocabulary',
        tags: ['Vocabulary'],
        summary: 'Get every word that a request or a result may use',
        querystring: z.strictObject({
          lang: z.enum(LANGUAGES).optional().meta({ description: 'Of titles and advice of codes.' }),
        }),
        response: { 200: json('The closed lists', vocabulary), ...problems('invalid-request') },
      },
    },
    async ({ query: { lang } }) => (lang === undefined ? inEnglish : toVocabulary(lang)),
  )
}
