import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../http/problem-schema.ts'
import { LANGUAGES } from '../words/catalogue.ts'
import { WORKBOOK_TYPE } from '../workbook/media-type.ts'
import { writeTemplate } from './write-template.ts'

/** The workbooks to fill in, by name. */
export const TEMPLATES = ['city'] as const

const workbook = z.unknown().meta({ type: 'string', format: 'binary' })

/** Workbooks to fill in and send back. */
export const templateRoute: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/v1/templates/:name',
    {
      schema: {
        operationId: 'getTemplate',
        tags: ['Estimates'],
        summary: 'Get an empty workbook to fill in',
        description: 'POST /v1/estimates takes it when it is filled in.',
        params: z.strictObject({ name: z.enum(TEMPLATES) }),
        querystring: z.strictObject({ lang: z.enum(LANGUAGES).default('en') }),
        response: {
          200: { description: 'The workbook', content: { [WORKBOOK_TYPE]: { schema: workbook } } },
          ...problems('invalid-request'),
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const { lang } = request.query
      return reply
        .header('content-disposition', `attachment; filename="${name}-${lang}.xlsx"`)
        .type(WORKBOOK_TYPE)
        .send(await writeTemplate(lang))
    },
  )
}
