import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Simulate } from '../draws/simulate.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { resultDocument } from '../estimate/document-schema.ts'
import { bodyAsGiven, json, OF_BODY, problems } from '../http/problem-schema.ts'
import { DOCUMENT_LIMIT_BYTES } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { CompareAgain } from './comparison-document.ts'
import { verification } from './schema.ts'
import { verify } from './verify.ts'

const otherDocument = z
  .looseObject({ request: z.looseObject({}) })
  .meta({ id: 'OtherDocument', description: 'An answer of POST /v1/scenarios or POST /v1/comparisons.' })

/** Whether results come out again. */
export const verificationRoutes: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  simulate: Simulate
  workOut: WorkOut
  compareAgain: CompareAgain
}> = async (app, { factorSets, simulate, workOut, compareAgain }) => {
  app.post(
    '/v1/verifications',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      // `verify` names the faults of the document and of the request in it together.
      validatorCompiler: bodyAsGiven,
      schema: {
        operationId: 'verifyEstimate',
        tags: ['Estimates'],
        summary: 'Compute a result again and compare it, figure by figure',
        description:
          'Takes an answer of POST /v1/scenarios, /v1/comparisons or /v1/estimates, the last best with `include=lines`: then its arithmetic is checked by itself too, ' +
          'whatever set or version made it. The report comes with status 200 also where figures differ. Nothing is kept.',
        body: z.union([resultDocument, otherDocument]),
        response: {
          200: json('The report', verification),
          ...problems(...OF_BODY),
        },
      },
    },
    async (request) => verify(request.body, factorSets, simulate, workOut, compareAgain),
  )
}
