import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import type { FactorSets } from '../sets/factor-sets.ts'

const overlayList = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string().meta({ description: 'To be named in `overlay` of a request.' }),
        title: z.string(),
        country: z.string(),
        factors: z.number().int().meta({ description: 'Figures in it.' }),
      }),
    ),
  })
  .meta({ id: 'OverlayList', description: 'Own factors of cities that the service was started with.' })

/** The own factors that requests may name. */
export const overlayRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets }> = async (
  app,
  { factorSets },
) => {
  app.get(
    '/v1/overlays',
    {
      schema: {
        operationId: 'listOverlays',
        tags: ['Factors'],
        summary: 'Own factors of cities that requests may name',
        response: { 200: json('The overlays', overlayList), ...problems() },
      },
    },
    async () => ({
      items: factorSets.overlays.map(({ id, title, country, factors }) => ({
        id,
        title,
        country,
        factors: factors.length,
      })),
    }),
  )
}
