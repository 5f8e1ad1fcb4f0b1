import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { WorkOut } from '../draws/work-out.ts'
import { json, OF_BODY, problems } from '../http/problem-schema.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { explainScenario } from './explain-scenario.ts'
import { scenarioExplanation, scenarioFigure } from './explanation-schema.ts'
import { scenarioRequest } from './request-schema.ts'
import { withStatedBase } from './stated-base.ts'

const querystring = z.strictObject({ figure: scenarioFigure })

/** Where a figure of a scenario comes from. */
export const scenarioExplanationRoute: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  workOut: WorkOut
}> = async (app, { factorSets, store, workOut }) => {
  app.post(
    '/v1/scenarios/explanation',
    {
      // As for POST /v1/scenarios, the faults of all parts are reported at once.
      validatorCompiler: ({ schema, httpPart }) =>
        httpPart === 'body'
          ? (body: unknown) => ({ value: body })
          : validatorCompilerFor()({ schema, httpPart: httpPart ?? 'querystring' }),
      schema: {
        operationId: 'explainScenario',
        tags: ['Estimates'],
        summary: 'Where a figure of a scenario comes from',
        querystring,
        body: scenarioRequest,
        response: {
          200: json('The explanation', scenarioExplanation),
          ...problems(...OF_BODY),
        },
      },
    },
    async ({ body, query }) => {
      const stated = await withStatedBase(body, factorSets, store)
      return explainScenario(stated, query.figure, factorSets, (id) => store.findEstimate(id), workOut)
    },
  )
}
