import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { WorkOut } from '../draws/work-out.ts'
import { prefersCsv } from '../http/media-type.ts'
import { bodyAsGiven, json, OF_BODY, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { scenarioCsv } from './csv.ts'
import { leverList } from './lever-schema.ts'
import { listLevers } from './list-levers.ts'
import { makeScenario } from './make-scenario.ts'
import { publishedRecords } from './published-records.ts'
import { scenarioRequest } from './request-schema.ts'
import { scenarioResult } from './schema.ts'
import { withStatedBase } from './stated-base.ts'

const csvText = z.string().meta({ description: 'A row for each year.' })

/** What happens anyway, and what levers change of it. */
export const scenarioRoute: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  workOut: WorkOut
}> = async (app, { factorSets, store, workOut }) => {
  app.get(
    '/v1/scenario-levers',
    {
      schema: {
        operationId: 'listLevers',
        tags: ['Estimates'],
        summary: 'List kinds of levers, and what was found of such measures',
        response: { 200: json('Kinds and published effects', leverList), ...problems() },
      },
    },
    async () => listLevers(publishedRecords()),
  )

  app.post(
    '/v1/scenarios',
    {
      // `makeScenario` reads the base apart, so that it reports the faults of all parts at once.
      validatorCompiler: bodyAsGiven,
      schema: {
        operationId: 'makeScenario',
        tags: ['Estimates'],
        summary: 'Show what levers change until a year',
        description:
          'From a base year to any year up to 2060: a reference, a scenario with levers, and their difference with an interval of its own, ' +
          'in which what both share cancels. JSON; CSV with `Accept: text/csv`. Nothing is saved. docs/scenarios.md says how.',
        body: scenarioRequest,
        response: {
          200: {
            description: 'The scenario',
            content: { 'application/json': { schema: scenarioResult }, 'text/csv': { schema: csvText } },
          },
          ...problems(...OF_BODY),
        },
      },
    },
    async (request, reply) => {
      const body = await withStatedBase(request.body, factorSets, store)
      const made = await makeScenario(body, factorSets, (id) => store.findEstimate(id), workOut)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return made
      return reply.type('text/csv; charset=utf-8').send(scenarioCsv(made))
    },
  )
}
