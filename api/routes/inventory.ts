import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { estimatedAgain } from '../estimated-again.ts'
import { INVENTORY_COLUMNS } from '../exports/inventory-csv.ts'
import type { FactorSets } from '../factor-sets.ts'
import { NothingThere } from '../failures.ts'
import { INVENTORY_FORMATS } from '../inventory-formats.ts'
import { inventoryView } from '../inventory-view.ts'
import { preferredType } from '../media-type.ts'
import { inventoryDocument } from '../schemas/inventory.ts'
import { problems } from '../schemas/problem.ts'
import { estimatePath } from '../schemas/saved.ts'
import type { Simulate } from '../simulating.ts'
import type { Store } from '../store/store.ts'

const csvText = z.string().meta({
  description: `One row for each reference number, activity and quantity: ${INVENTORY_COLUMNS.join(', ')}.`,
})
const FORMATS = Object.values(INVENTORY_FORMATS)

/** Saved estimates as inventories. */
export const inventoryRoutes: FastifyPluginAsyncZod<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
}> = async (app, { factorSets, store, simulate }) => {
  app.get(
    '/v1/estimates/:id/inventory',
    {
      schema: {
        operationId: 'getInventory',
        tags: ['Estimates'],
        summary: 'A saved estimate by GPC reference number',
        description:
          'Every row II.1.1 to II.5.3 with its emissions, activity, factor and data quality, or with a notation key and ' +
          'its explanation; BASIC and BASIC+. JSON; tidy CSV with `Accept: text/csv`.',
        params: estimatePath,
        response: {
          200: {
            description: 'The inventory',
            content: {
              [INVENTORY_FORMATS.json.mediaType]: { schema: inventoryDocument },
              [INVENTORY_FORMATS.csv.mediaType]: { schema: csvText },
            },
          },
          ...problems('invalid-request', 'not-found', 'not-replayable', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const found = await store.findEstimate(request.params.id)
      if (!found) throw new NothingThere('No estimate of this id is saved.')
      const inventory = await inventoryView(estimatedAgain(found, factorSets), simulate)
      const wanted = preferredType(
        request.headers.accept,
        FORMATS.map(({ mediaType }) => mediaType),
      )
      const { mediaType, write } =
        FORMATS.find((format) => format.mediaType === wanted) ?? INVENTORY_FORMATS.json
      return reply.header('vary', 'accept').type(`${mediaType}; charset=utf-8`).send(write(inventory))
    },
  )
}
