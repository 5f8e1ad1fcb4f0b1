import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Simulate } from '../draws/simulate.ts'
import { estimatedAgain } from '../estimate/estimate-again.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { estimatePath } from '../estimate/saved-schema.ts'
import { preferredType } from '../http/media-type.ts'
import { problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'
import { INVENTORY_COLUMNS } from './csv.ts'
import { INVENTORY_FORMAT_NAMES, INVENTORY_FORMATS } from './formats.ts'
import { inventoryDocument } from './schema.ts'
import { inventoryView } from './take-inventory.ts'

const csvText = z.string().meta({
  description: `One row for each reference number, activity and quantity: ${INVENTORY_COLUMNS.join(', ')}.`,
})
const workbook = z
  .unknown()
  .meta({ type: 'string', format: 'binary', description: 'The sheets eCRF_1, eCRF_2 and eCRF_3.' })
const FORMATS = Object.values(INVENTORY_FORMATS)
const query = z.strictObject({
  format: z
    .enum(INVENTORY_FORMAT_NAMES)
    .optional()
    .meta({
      description:
        'Instead of `Accept`: `xlsx` is the eCRF workbook, `citycatalyst` the CSV of CityCatalyst (total in t CO2e, gases in t of each ' +
        'gas), `cdp` the totals that CDP asks for.',
    }),
})

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
        summary: 'Get a saved estimate as a GPC inventory',
        description:
          'Has every row II.1.1 to II.5.3 with its emissions, activity, factor and data quality, or with a notation key and ' +
          'its explanation; BASIC and BASIC+. JSON; tidy CSV with `Accept: text/csv`; the eCRF workbook of GCoM and CIRIS, and more, ' +
          'with `format`.',
        params: estimatePath,
        querystring: query,
        response: {
          200: {
            description: 'The inventory',
            content: {
              [INVENTORY_FORMATS.json.mediaType]: { schema: inventoryDocument },
              [INVENTORY_FORMATS.csv.mediaType]: { schema: csvText },
              [INVENTORY_FORMATS.xlsx.mediaType]: { schema: workbook },
            },
          },
          ...problems('invalid-request', 'not-found', 'not-replayable', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const found = await getSavedEstimate(store, request.params.id)
      const inventory = await inventoryView(estimatedAgain(found, factorSets), simulate)
      const wanted = preferredType(request, [
        INVENTORY_FORMATS.json.mediaType,
        ...FORMATS.map(({ mediaType }) => mediaType),
      ])
      const { mediaType, write } = request.query.format
        ? INVENTORY_FORMATS[request.query.format]
        : (FORMATS.find((format) => format.mediaType === wanted) ?? INVENTORY_FORMATS.json)
      const written = await write(inventory)
      reply.header('vary', 'accept')
      if (typeof written === 'string') return reply.type(`${mediaType}; charset=utf-8`).send(written)
      return reply
        .header('content-disposition', `attachment; filename="${inventory.id}.xlsx"`)
        .type(mediaType)
        .send(written)
    },
  )
}
