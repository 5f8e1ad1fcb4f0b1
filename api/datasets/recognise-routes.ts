import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fault, json, problems } from '../http/problem-schema.ts'
import type { FileReader } from '../imports/file-reader.ts'
import { FILE_KINDS } from '../imports/look-at-file.ts'
import { RECOGNISED_BYTES } from '../imports/recognise.ts'
import { Failure } from '../request/failure.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { ImportLimits } from '../settings/config.ts'
import { GRAINS } from '../store/datasets.ts'
import { newSlots } from './slots.ts'

const names = z.array(z.string())

const recognised = z.strictObject({
  format: z.string(),
  title: z.string(),
  confidence: z.number().meta({ description: '1: all columns fit; 0: not told.' }),
  missing: names,
  options: z.record(z.string(), z.string()),
  required: names.meta({ description: 'Of `options`.' }),
})

const fileLook = z
  .strictObject({
    kind: z.enum(FILE_KINDS).meta({ description: 'What takes it.' }),
    detail: z.string(),
    container: z.string(),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    formats: z.array(recognised).meta({ description: 'The likeliest first.' }),
    columns: names.meta({ description: 'Those that the first format reads.' }),
    unknownColumns: z.number(),
    years: names.meta({ description: 'In the first rows.' }),
    grain: z.enum(GRAINS).optional(),
    errors: z.array(fault).meta({ description: 'Columns about persons.' }),
    maxBytes: z.number().meta({ description: 'The largest file taken.' }),
  })
  .meta({ id: 'FileLook', description: 'Nothing of the file is kept, or repeated but years.' })

const firstBytes = z.string().meta({ format: 'binary' })
const OCTETS = 'application/octet-stream'
/** Files that are looked at or wait for it: a look takes milliseconds, and of a hostile file twenty seconds. */
const MAX_LOOKS = 16

interface Options {
  readonly reader: FileReader
  readonly limits: ImportLimits
}

/** What a file looks like, before it is taken. */
export const recogniseRoute: FastifyPluginAsyncZod<Options> = async (app, { reader, limits }) => {
  // Each look may start a process: they wait for each other.
  const inSlot = newSlots(1)
  let looks = 0
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(OCTETS, { parseAs: 'buffer', bodyLimit: RECOGNISED_BYTES }, (_, body, done) =>
    done(null, body),
  )
  const validator = validatorCompilerFor()
  app.post(
    '/v1/imports/recognise',
    {
      bodyLimit: RECOGNISED_BYTES,
      validatorCompiler: (part) =>
        part.httpPart === 'body' ? (value: unknown) => ({ value }) : validator(part),
      schema: {
        operationId: 'recogniseFile',
        tags: ['Datasets'],
        summary: 'Tell what a file is by its first bytes',
        description: `\`head -c ${RECOGNISED_BYTES} FILE\`, also of a packed file.`,
        body: { content: { [OCTETS]: { schema: firstBytes } } },
        response: {
          200: json('What it looks like', fileLook),
          ...problems(
            'invalid-request',
            'malformed-body',
            'person-level-data',
            'body-too-large',
            'unsupported-media-type',
          ),
        },
      },
    },
    async (request) => {
      const bytes = request.body as unknown as Buffer
      if (looks >= MAX_LOOKS) throw new Failure('busy', 'Too many files wait to be looked at. Try again.')
      const { signal } = new AbortController()
      looks += 1
      try {
        const look = await inSlot(() => reader.lookAt(bytes, signal), signal)
        return { ...look, maxBytes: limits.fileBytes } as never
      } finally {
        looks -= 1
      }
    },
  )
}
