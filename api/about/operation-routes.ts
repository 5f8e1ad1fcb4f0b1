import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Metrics } from '../http/metrics.ts'
import { json, problems } from '../http/problem-schema.ts'
import { Failure, shuttingDown } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'

const status = z
  .strictObject({ status: z.literal('ok') })
  .meta({ id: 'Status', description: 'Everything works.' })
const metricsText = z.string().meta({ description: 'Prometheus text format 0.0.4.' })

interface Options {
  readonly factorSets: FactorSets
  readonly store: Store
  readonly metrics: Metrics
}

/** Routes for operators. */
export const operationRoutes: FastifyPluginAsyncZod<Options> = async (
  app,
  { factorSets, store, metrics },
) => {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })

  app.get(
    '/healthz',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'getHealth',
        tags: ['Operation'],
        summary: 'Check whether the process runs',
        response: { 200: json('It runs', status), ...problems() },
      },
    },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'getReadiness',
        tags: ['Operation'],
        summary: 'Check whether the service can answer requests',
        response: { 200: json('It can', status), ...problems('not-ready') },
      },
    },
    async () => {
      if (closing) throw shuttingDown()
      if (!store.isReady()) throw new Failure('not-ready', 'The store is not open.')
      if (factorSets.ids().length === 0) throw new Failure('not-ready', 'No factor set is loaded.')
      return { status: 'ok' }
    },
  )

  app.get(
    '/metrics',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'getMetrics',
        tags: ['Operation'],
        summary: 'Get counts and durations of requests, for Prometheus',
        response: {
          200: { description: 'The metrics', content: { 'text/plain': { schema: metricsText } } },
          ...problems(),
        },
      },
    },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  )
}
