import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Simulate } from '../draws/simulate.ts'
import { json, problems } from '../http/problem-schema.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { reconcile, reconciliationRefusals } from './reconcile.ts'
import { type ReconciliationRequest, reconciliationRequest } from './request-schema.ts'
import { reconciliationResult } from './schema.ts'

/** Compares fuel sold with the fuel that activity burns. */
export const reconciliationRoute: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  simulate: Simulate
}> = async (app, { factorSets, simulate }) => {
  app.post(
    '/v1/reconciliations',
    {
      validatorCompiler: validatorCompilerFor((request) =>
        reconciliationRefusals(request as ReconciliationRequest, factorSets),
      ),
      schema: {
        operationId: 'reconcileFuelSales',
        tags: ['Estimates'],
        summary: 'Compare fuel sold with the fuel that activity burns',
        description:
          'Takes a request of POST /v1/estimates with `fuelSales`. Gives the gap of each carrier with its interval, the causes that could ' +
          'explain it, and an offer of a reconciled estimate. Nothing is saved.',
        body: reconciliationRequest,
        response: {
          200: json('The reconciliation', reconciliationResult),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'unknown-factor-set',
            'body-too-large',
            'unsupported-media-type',
            'estimate-refused',
            'busy',
          ),
        },
      },
    },
    async (request) => reconcile(request.body, factorSets, simulate),
  )
}
