import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Metrics } from '../http/metrics.ts'
import { json, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Store } from '../store/store.ts'

const status = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Status', description: 'All is well.' })
const metricsText = z.string().meta({ description: 'Prometheus text format 0.0.4.' })

interface Options {
  readonly factorSets: FactorSets
  readonly store: Store
  readonly metrics: Metrics
}

/** What those who run the service ask of it. */
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
      schema: {
        operationId: 'getHealth',
        tags: ['Operation'],
        summary: 'Whether the process lives',
        response: { 200: json('It lives', status), ...problems() },
      },
    },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['Operation'],
        summary: 'Whether requests can be answered',
        response: { 200: json('They can', status), ...problems('not-ready') },
      },
    },
    async () => {
      if (closing) throw new Failure('not-ready', 'The service is shutting down.')
      if (!store.isReady()) throw new Failure('not-ready', 'The store is not open.')
      if (factorSets.ids().length === 0) throw new Failure('not-ready', 'No factor set is loaded.')
      return { status: 'ok' }
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        tags: ['Operation'],
        summary: 'Counts and durations of requests, for Prometheus',
        response: {
          200: { description: 'The metrics', content: { 'text/plain': { schema: metricsText } } },
          ...problems(),
        },
      },
    },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  )
}
