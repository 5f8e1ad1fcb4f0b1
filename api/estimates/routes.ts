import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { boundariesDocumentOf } from '../boundaries/compare-boundaries.ts'
import { refusalsStated, withStatedDemand } from '../demand/state-demand.ts'
import type { Simulate } from '../draws/simulate.ts'
import { answerMemory } from '../estimate/answer-memory.ts'
import { answerTo, linesOf, questionOf, toSaved } from '../estimate/estimate.ts'
import { type AskedEstimate, askedEstimate } from '../estimate/request-schema.ts'
import { resultBytes } from '../estimate/result-answer.ts'
import { type EstimateResult, type LinesView, linesView } from '../estimate/result-schema.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { estimateOptions, estimatePath, savedPage, savedQuery } from '../estimate/saved-schema.ts'
import { explanationOf } from '../explanation/explain-address.ts'
import { explanationQuery } from '../explanation/schema.ts'
import { prefersCsv } from '../http/media-type.ts'
import { json, problems } from '../http/problem-schema.ts'
import { inventoryView } from '../inventory/take-inventory.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { resultSchema } from './json-schema.ts'
import { linesCsv } from './lines-csv.ts'
import { estimateAnswer } from './schema.ts'

const csvText = z.string().meta({ description: 'One row for each product.' })
const schemaText = z.looseObject({}).meta({ description: 'JSON Schema, draft 2020-12.' })
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

/** Estimates: made from a body, kept on request, given out again to the byte. */
export const estimateRoutes: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
}> = async (app, { factorSets, store, simulate }) => {
  const bytesOf = answerMemory(factorSets, simulate)
  app.post(
    '/v1/estimates',
    {
      validatorCompiler: validatorCompilerFor((request) =>
        refusalsStated(request as AskedEstimate, factorSets),
      ),
      schema: {
        operationId: 'createEstimate',
        tags: ['Estimates'],
        summary: 'Estimate the emissions of a city’s transport',
        description:
          'The same body gives the same bytes. Nothing is kept, unless `save=true` asks for it; saving again changes nothing.',
        querystring: optionsOfAnswer,
        body: askedEstimate,
        response: {
          200: json('The estimate', estimateAnswer),
          201: json('The estimate, which is kept at Location', estimateAnswer),
          ...problems(...BODY_PROBLEMS, ...SIZE_PROBLEMS, 'busy'),
        },
      },
    },
    async (request, reply) => {
      const { save, include, figure } = request.query
      const views = include.lines || include.explanation || include.boundaries || include.inventory
      const body = await withStatedDemand(request.body, store, factorSets)
      if (save !== 'true' && !views) return reply.type(JSON_TYPE).send(await bytesOf(body))
      const answer = await answerTo(questionOf(body, factorSets), simulate, 'lines')
      // An allocation beside the one asked for may be refused: then nothing is kept.
      const compared = include.boundaries ? { boundaries: await boundariesDocumentOf(answer, simulate) } : {}
      if (save === 'true') {
        await store.saveEstimate(toSaved(answer))
        reply.code(201).header('location', `/v1/estimates/${answer.result.id}`)
      }
      if (views) {
        const lines = linesOf(answer)
        const explained = include.explanation
          ? { explanation: explanationOf(answer.result, lines, figure) }
          : {}
        const reported = include.inventory ? { inventory: await inventoryView(answer, simulate) } : {}
        return { ...answer.result, ...(include.lines ? lines : {}), ...explained, ...compared, ...reported }
      }
      return reply.type(JSON_TYPE).send(resultBytes(answer.result))
    },
  )

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
    async (request) => store.listEstimates(request.query),
  )

  app.get(
    '/v1/estimates/:id',
    {
      schema: {
        operationId: 'getEstimate',
        tags: ['Estimates'],
        summary: 'A saved estimate, as it was given out',
        params: estimatePath,
        response: { 200: json('The estimate', estimateAnswer), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request, reply) =>
      reply.type(JSON_TYPE).send((await getSavedEstimate(store, request.params.id)).result),
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
        .type('text/csv; charset=utf-8')
        .send(
          linesCsv(JSON.parse(lines) as LinesView, (JSON.parse(result) as Partial<EstimateResult>).coverage),
        )
    },
  )
}

/** The form of results, for whoever reads them with other tools. */
export const resultSchemaRoute: FastifyPluginAsyncZod = async (app) => {
  const schema = resultSchema()
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
    async (_, reply) => reply.type('application/schema+json; charset=utf-8').send(schema),
  )
}
