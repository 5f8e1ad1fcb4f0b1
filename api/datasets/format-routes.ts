import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import { CONTAINERS, type Importer } from '../imports/importer.ts'
import { tidyTemplate } from '../imports/tidy-columns.ts'

const importFormat = z.strictObject({
  format: z.string().meta({ description: 'The value for `format=`.', examples: ['tidy'] }),
  title: z.string(),
  containers: z.array(z.enum(CONTAINERS)).meta({ description: 'How files of this format may be packed.' }),
  options: z
    .record(z.string(), z.string())
    .meta({ description: 'Further query parameters, with their meanings.' }),
})

const importFormats = z
  .strictObject({ items: z.array(importFormat) })
  .meta({ id: 'ImportFormats', description: 'All formats that can be imported.' })

const csvText = z.string().meta({ description: 'The header of a tidy table, without rows.' })

/** The formats that can be imported. */
export const importFormatRoutes: FastifyPluginAsyncZod<{ importers: readonly Importer[] }> = async (
  app,
  { importers },
) => {
  const items = importers.map(({ format, title, containers, options }) => ({
    format,
    title,
    containers: [...containers],
    options,
  }))

  app.get(
    '/v1/import-formats',
    {
      schema: {
        operationId: 'listImportFormats',
        tags: ['Datasets'],
        summary: 'List the formats of files, with their options',
        response: { 200: json('The formats', importFormats), ...problems() },
      },
    },
    async () => ({ items }),
  )

  app.get(
    '/v1/import-formats/tidy/template',
    {
      schema: {
        operationId: 'getTidyTemplate',
        tags: ['Datasets'],
        summary: 'Get an empty tidy table to fill in',
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: csvText } } },
          ...problems(),
        },
      },
    },
    async (_, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="tidy.csv"')
        .send(tidyTemplate()),
  )
}
