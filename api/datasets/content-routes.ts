import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import type { Importer } from '../imports/importer.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import { withoutOptions } from '../store/intake.ts'
import { WORKBOOK_TYPE } from '../workbook/media-type.ts'
import { contentQuery } from './content-schema.ts'
import type { ImportJobs } from './import-jobs.ts'
import { jobView } from './job-schema.ts'
import { importOrderOf } from './order.ts'
import { datasetPath, importedFile } from './schema.ts'

/** Media types of files. The first bytes tell how a file is packed. */
const FILE_TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/gzip',
  'application/x-gzip',
  'application/json',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/zip',
  WORKBOOK_TYPE,
  'application/octet-stream',
]

const fileBytes = z
  .string()
  .meta({ id: 'FileBytes', description: 'The file as it is; gzip is allowed.', format: 'binary' })

interface Options {
  readonly importers: readonly Importer[]
  readonly jobs: ImportJobs
}

/** Files of datasets, streamed in. */
export const datasetContentRoute: FastifyPluginAsyncZod<Options> = async (app, { importers, jobs }) => {
  const formats = importers.map(({ format }) => `\`${format}\``)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(FILE_TYPES, (_, bytes, done) => done(null, bytes))
  const validator = validatorCompilerFor()
  app.put(
    '/v1/datasets/:id/content',
    {
      config: { longBody: true, atOnce: true },
      validatorCompiler: (part) =>
        part.httpPart === 'body' ? (value: unknown) => ({ value }) : validator(part),
      schema: {
        operationId: 'importFile',
        tags: ['Datasets'],
        summary: 'Import a file into a dataset: all of it, or nothing',
        description:
          `Formats: ${formats.join(', ') || 'none'}. Their options are further query parameters, which GET /v1/import-formats lists. ` +
          'Sending the same file again changes nothing (200). With `Prefer: respond-async` the answer comes as soon as the file is ' +
          'received (202), with its job at `Location`; without it, when the file is imported (201).',
        params: datasetPath,
        querystring: contentQuery,
        body: { content: Object.fromEntries(FILE_TYPES.map((type) => [type, { schema: fileBytes }])) },
        response: {
          200: json('The file was there already', importedFile),
          201: json('The file was imported', importedFile),
          202: json('The job', jobView),
          ...problems(
            'invalid-request',
            'person-level-data',
            'not-found',
            'conflict',
            'body-too-large',
            'unsupported-media-type',
            'file-refused',
            'not-ready',
            'busy',
          ),
        },
      },
    },
    async (request, reply) => {
      const order = importOrderOf(request.params.id, request.query, importers)
      const announced = Number(request.headers['content-length'])
      // A request without a body has no parser, so that nothing stands for its bytes.
      const bytes = (request.body as unknown as Readable | undefined) ?? Readable.from([])
      const job = await jobs.start(order, bytes, Number.isFinite(announced) ? announced : undefined)
      await job.received
      const location = `/v1/jobs/${job.id}`
      if (/(^|[,;\s])respond-async\b/.test(String(request.headers['prefer'] ?? '').slice(0, 200))) {
        reply.code(202).header('location', location).header('preference-applied', 'respond-async')
        return reply.send((await jobs.find(job.id)) as never)
      }
      const { file, again } = await job.done
      return reply.code(again ? 200 : 201).send(withoutOptions(file) as never)
    },
  )
}
