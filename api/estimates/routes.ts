import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { boundariesDocumentOf } from '../boundaries/compare-boundaries.ts'
import { refusalsStated, withStatedDemand } from '../demand/state-demand.ts'
import type { Simulate } from '../draws/simulate.ts'
import { answerMemory } from '../estimate/answer-memory.ts'
import { answerTo, linesOf, questionOf, toSaved } from '../estimate/estimate.ts'
import { type AskedEstimate, askedEstimate, type EstimateRequest } from '../estimate/request-schema.ts'
import { resultBytes } from '../estimate/result-bytes.ts'
import { type EstimateResult, type LinesView, linesView } from '../estimate/result-schema.ts'
import { getSavedEstimate, NOT_SAVED, savedResultOf, withdrawnOf } from '../estimate/saved-estimate.ts'
import {
  estimateDeleted,
  estimateOptions,
  estimatePath,
  savedPage,
  savedQuery,
} from '../estimate/saved-schema.ts'
import { explanationOf } from '../explanation/explain-address.ts'
import { explanationQuery } from '../explanation/schema.ts'
import { prefersCsv } from '../http/media-type.ts'
import { json, problems } from '../http/problem-schema.ts'
import { inventoryView } from '../inventory/take-inventory.ts'
import { Failure, refusal } from '../request/failure.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { type FilledTemplate, toTemplate } from '../templates/read-template.ts'
import { getYear, withCells } from '../templates/workbook-year.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { WORKBOOK_TYPE } from '../workbook/media-type.ts'
import type { ReadSheets } from '../workbook/sheets-thread.ts'
import { estimateCsv } from './estimate-csv.ts'
import { resultSchema } from './json-schema.ts'
import { linesCsv } from './lines-csv.ts'
import { estimateAnswer } from './schema.ts'
import { requestOfYear } from './workbook-request.ts'

const csvText = z.string().meta({ description: 'One row for each product.' })
const workbookBody = z.unknown().meta({ type: 'string', format: 'binary' })
const schemaText = z.looseObject({}).meta({ description: 'JSON Schema, draft 2020-12.' })
const CSV_TYPE = 'text/csv; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'
const BODY_PROBLEMS = [
  'malformed-body',
  'invalid-request',
  'person-level-data',
  'unknown-factor-set',
] as const
const SIZE_PROBLEMS = ['body-too-large', 'unsupported-media-type', 'estimate-refused'] as const

/** Options of an estimate; `figure` is of which its explanation is. */
const optionsOfAnswer = estimateOptions.extend({ figure: explanationQuery.shape.figure })

/** Sheets that are no part of the template, for whoever sent them. */
const NOT_READ = 'cordon-sheets-not-read'

const notReadText = ({ notRead }: FilledTemplate): string =>
  notRead
    .slice(0, MAX_NAMES)
    .map(({ sheet, isHidden }) => `${encodeURIComponent(sheet)}${isHidden ? ';hidden' : ''}`)
    .join(', ')

const MAX_NAMES = 50

/** Options that belong to workbooks alone. */
function requireNone(options: Readonly<Record<string, string | undefined>>): void {
  const stated = Object.entries(options).filter(([, value]) => value !== undefined)
  if (stated.length > 0)
    throw refusal(
      stated.map(([parameter]) => ({
        code: 'invalid-field',
        parameter,
        detail: 'Only a workbook takes this; a JSON body states its period itself.',
      })),
    )
}

/** Estimates: made from a body, kept on request, given out again to the byte. */
export const estimateRoutes: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
  readSheets: ReadSheets
}> = async (app, { factorSets, store, simulate, readSheets }) => {
  const bytesOf = answerMemory(factorSets, simulate)
  app.addContentTypeParser(
    WORKBOOK_TYPE,
    { parseAs: 'buffer', bodyLimit: WORKBOOK_BOUNDS.fileBytes },
    (_, body, done) => done(null, body),
  )
  const validate = validatorCompilerFor((request) => refusalsStated(request as AskedEstimate, factorSets))
  app.post(
    '/v1/estimates',
    {
      // The bytes of a workbook are read by the handler, and what it says is checked there.
      validatorCompiler: (part) => {
        const check = validate(part)
        return (data: unknown) => (Buffer.isBuffer(data) ? { value: data } : check(data))
      },
      schema: {
        operationId: 'createEstimate',
        tags: ['Estimates'],
        summary: 'Estimate the emissions of a city’s transport',
        description:
          'The same body gives the same bytes. Nothing is kept, unless `save=true` asks for it; saving again changes nothing. ' +
          'Takes a filled workbook of GET /v1/templates/city too: `period` names its year. With `Accept: text/csv` a table of totals and breakdowns with intervals.',
        querystring: optionsOfAnswer,
        body: {
          content: {
            'application/json': { schema: askedEstimate },
            [WORKBOOK_TYPE]: { schema: workbookBody },
          },
        },
        response: {
          200: json('The estimate', estimateAnswer),
          201: json('The estimate, which is kept at Location', estimateAnswer),
          ...problems(...BODY_PROBLEMS, ...SIZE_PROBLEMS, 'workbook-refused', 'busy', 'not-ready'),
        },
      },
    },
    async (request, reply) => {
      const body = request.body as AskedEstimate | Buffer
      const { period, decimal } = request.query
      if (!Buffer.isBuffer(body)) {
        requireNone({ period, decimal })
        return answer(await withStatedDemand(body, store, factorSets), request, reply)
      }
      const template = toTemplate(await readSheets(body), { decimal })
      if (template.notRead.length > 0) reply.header(NOT_READ, notReadText(template))
      const year = getYear(template, period)
      try {
        return await answer(requestOfYear(year, factorSets), request, reply)
      } catch (error) {
        throw withCells(error, year)
      }
    },
  )

  async function answer(body: EstimateRequest, request: FastifyRequest, reply: FastifyReply) {
    const { save, include, figure } = request.query as z.output<typeof optionsOfAnswer>
    reply.header('vary', 'accept')
    const isCsv = prefersCsv(request)
    const views = include.lines || include.explanation || include.boundaries || include.inventory
    if (save !== 'true' && !views && !isCsv) return reply.type(JSON_TYPE).send(await bytesOf(body))
    const made = await answerTo(questionOf(body, factorSets), simulate, 'lines')
    // An allocation beside the one asked for may be refused: then nothing is kept.
    const compared = include.boundaries ? { boundaries: await boundariesDocumentOf(made, simulate) } : {}
    if (save === 'true') {
      await store.saveEstimate(toSaved(made))
      reply.code(201).header('location', `/v1/estimates/${made.result.id}`)
    }
    if (isCsv) return reply.type(CSV_TYPE).send(estimateCsv(made.result, linesOf(made)))
    if (!views) return reply.type(JSON_TYPE).send(resultBytes(made.result))
    const lines = linesOf(made)
    const explained = include.explanation ? { explanation: explanationOf(made.result, lines, figure) } : {}
    const reported = include.inventory ? { inventory: await inventoryView(made, simulate) } : {}
    return { ...made.result, ...(include.lines ? lines : {}), ...explained, ...compared, ...reported }
  }

  app.get(
    '/v1/estimates',
    {
      schema: {
        operationId: 'listEstimates',
        tags: ['Estimates'],
        summary: 'The saved estimates',
        querystring: savedQuery,
        response: { 200: json('Part of the saved estimates', savedPage), ...problems('invalid-request') },
      },
    },
    async (request) => {
      const { items, ...rest } = await store.listEstimates(request.query)
      return {
        items: items.map(({ dataset, withdrawnAt, ...summary }) => ({
          ...summary,
          ...withdrawnOf({ dataset, withdrawnAt }),
        })),
        ...rest,
      }
    },
  )

  app.get(
    '/v1/estimates/:id',
    {
      schema: {
        operationId: 'getEstimate',
        tags: ['Estimates'],
        summary: 'A saved estimate, as it was given out',
        description: 'JSON; a table of its figures with `Accept: text/csv`.',
        params: estimatePath,
        response: { 200: json('The estimate', estimateAnswer), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request, reply) => {
      const found = await getSavedEstimate(store, request.params.id)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return reply.type(JSON_TYPE).send(savedResultOf(found))
      const { result, lines } = found
      return reply
        .type(CSV_TYPE)
        .send(estimateCsv(JSON.parse(result) as EstimateResult, JSON.parse(lines) as LinesView))
    },
  )

  app.delete(
    '/v1/estimates/:id',
    {
      schema: {
        operationId: 'deleteEstimate',
        tags: ['Estimates'],
        summary: 'Delete a saved estimate',
        params: estimatePath,
        response: {
          200: json('It is deleted', estimateDeleted),
          ...problems('invalid-request', 'not-found', 'not-ready'),
        },
      },
    },
    async (request) => {
      const { id } = request.params
      if (!(await store.deleteEstimate(id))) throw new Failure('not-found', NOT_SAVED)
      return { id }
    },
  )

  app.get(
    '/v1/estimates/:id/lines',
    {
      schema: {
        operationId: 'getEstimateLines',
        tags: ['Estimates'],
        summary: 'Its lines: every product with its parameters and their sources',
        description: 'JSON; CSV with `Accept: text/csv`.',
        params: estimatePath,
        response: {
          200: {
            description: 'The lines',
            content: { 'application/json': { schema: linesView }, 'text/csv': { schema: csvText } },
          },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { lines, result } = await getSavedEstimate(store, request.params.id)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return reply.type(JSON_TYPE).send(lines)
      return reply
        .type(CSV_TYPE)
        .send(
          linesCsv(JSON.parse(lines) as LinesView, (JSON.parse(result) as Partial<EstimateResult>).coverage),
        )
    },
  )
}

/** The form of results, for whoever reads them with other tools. */
export const resultSchemaRoute: FastifyPluginAsyncZod = async (app) => {
  // Made for who asks first: it would be a tenth of the work of a start.
  let schema: ReturnType<typeof resultSchema> | undefined
  app.get(
    '/v1/schemas/result',
    {
      schema: {
        operationId: 'getResultSchema',
        tags: ['Estimates'],
        summary: 'The JSON Schema of a result',
        response: {
          200: { description: 'The schema', content: { 'application/schema+json': { schema: schemaText } } },
          ...problems(),
        },
      },
    },
    async (_, reply) => {
      schema ??= resultSchema()
      return reply.type('application/schema+json; charset=utf-8').send(schema)
    },
  )
}
