import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { MODES } from '../../src/index.ts'
import { json, problems } from '../http/problem-schema.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import { fleetOf } from './fleet.ts'
import { roadFuelOf } from './road-fuel.ts'
import { readTable } from './table.ts'

/** Read here, between other answers. */
const TABLE_LIMIT_BYTES = 4_194_304

const PARTS = ['fleet', 'fuel-sales'] as const

const options = z.strictObject({
  mode: z.enum(MODES).default('bus').meta({ description: 'Of a fleet.' }),
  place: z.string().optional().meta({ description: 'Of fuel: code or name.' }),
  year: z.string().optional(),
})
type Options = z.output<typeof options>

const validate = validatorCompilerFor()

/** Published tables as parts of a request: the same as `cordon state`. */
export const statementRoute: FastifyPluginAsyncZod = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.post(
    '/v1/statements/:part',
    {
      bodyLimit: TABLE_LIMIT_BYTES,
      // The reader of tables checks the bytes.
      validatorCompiler: (part) =>
        part.httpPart === 'body' ? (bytes: unknown) => ({ value: bytes }) : validate(part),
      schema: {
        operationId: 'stateTable',
        tags: ['Estimates'],
        summary: 'Vehicles by fuel and standard, or road fuel (DESNZ), as a part of a request',
        params: z.strictObject({ part: z.enum(PARTS) }),
        querystring: options,
        consumes: ['text/csv'],
        body: z.string(),
        response: {
          200: json('`fleet` or `fuelSales`, and `notes`', z.looseObject({})),
          ...problems('invalid-request', 'body-too-large', 'unsupported-media-type', 'file-refused'),
        },
      },
    },
    // A request without a body has no type either, so that no parser sees it.
    async (request) =>
      stateTable(
        request.params.part,
        (request.body as unknown as Buffer | undefined) ?? Buffer.alloc(0),
        request.query,
      ),
  )
}

function stateTable(part: (typeof PARTS)[number], bytes: Buffer, { mode, place, year }: Options) {
  if (part === 'fleet') return fleetOf(readTable(bytes), mode)
  const faults = [place ?? lacking('place'), year ?? lacking('year')]
  if (place === undefined || year === undefined)
    throw refusal(faults.filter((one): one is Fault => typeof one !== 'string'))
  const { fuelSales, parts, notes } = roadFuelOf(readTable(bytes), place, year)
  return { fuelSales, parts, notes }
}

const lacking = (parameter: string): Fault => ({
  code: 'invalid-field',
  parameter,
  detail: 'Road fuel needs the place and the year of its row.',
})
