import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Simulate } from '../draws/simulate.ts'
import { estimatedAgain } from '../estimate/estimate-again.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { json, problems } from '../http/problem-schema.ts'
import { inventoryView } from '../inventory/take-inventory.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { compareWithFiled } from './compare-filed.ts'
import { filedOf } from './routes.ts'
import { comparisonQuery, type FiledInventory, filedComparison, filedPath } from './schema.ts'

/** Compares saved estimates with what their city filed. */
export const filedComparisonRoute: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
}> = async (app, { factorSets, store, simulate }) => {
  app.get(
    '/v1/filed-inventories/:id/comparison',
    {
      schema: {
        operationId: 'compareFiledInventory',
        tags: ['Filed inventories'],
        summary: 'Compare a saved estimate with a filed inventory, row by row',
        description:
          'Rows with a number on both sides have a difference; their sum compares like with like. `cautions` tells ' +
          'if year, GWP or city differ.',
        params: filedPath,
        querystring: comparisonQuery,
        response: {
          200: json('The comparison', filedComparison),
          ...problems('invalid-request', 'not-found', 'not-replayable', 'busy'),
        },
      },
    },
    async (request) => {
      const { document } = await filedOf(store, request.params.id)
      const estimate = await getSavedEstimate(store, request.query.estimate)
      const inventory = await inventoryView(estimatedAgain(estimate, factorSets), simulate)
      return compareWithFiled(inventory, JSON.parse(document) as FiledInventory)
    },
  )
}
