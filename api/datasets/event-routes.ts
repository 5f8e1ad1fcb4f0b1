import { PassThrough } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { runFor } from '../access/caller.ts'
import type { Keyring } from '../access/keyring.ts'
import { isOwner } from '../access/owner.ts'
import { problems } from '../http/problem-schema.ts'
import type { Store } from '../store/store.ts'
import type { DatasetEvent, DatasetWatch } from './dataset-watch.ts'
import { getDataset } from './get-dataset.ts'
import { datasetPath } from './schema.ts'

const eventText = z.string().meta({
  description:
    '`dataset` first: its last release. Then `release`, `withdrawn`, `deleted`, to its owner `import` with the job, and one `end`. Who comes again reads what is out.',
})

/** What happens to a dataset, as it happens. */
export const datasetEventRoute: FastifyPluginAsyncZod<{
  store: Store
  watch: DatasetWatch
  keyring: Keyring
}> = async (app, { store, watch, keyring }) => {
  app.get(
    '/v1/datasets/:id/events',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'watchDataset',
        tags: ['Datasets'],
        summary: 'Watch the releases of a dataset, as server-sent events',
        params: datasetPath,
        response: {
          200: { description: 'The events', content: { 'text/event-stream': { schema: eventText } } },
          ...problems('invalid-request', 'not-found', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const { caller, ip } = request
      const dataset = await getDataset(request.params.id, store)
      const stream = new PassThrough()
      // Who does not read loses the stream, and not the memory of the service: whoever comes again is told all.
      const write = (text: string): void => {
        if (stream.writableNeedDrain) stream.destroy()
        else stream.write(text)
      }
      const stop = await runFor({ kind: 'service' }, async () =>
        watch.listen(dataset, {
          who: caller.kind === 'key' ? caller.id : ip,
          isOwner: await isOwner(store, 'dataset', dataset.id, caller),
          mayListen: () => caller.kind !== 'key' || !keyring.isRevoked(caller.id),
          tell: (event) => write(textOf(event)),
          beat: () => write(': still here\n\n'),
          end: () => stream.end(),
        }),
      )
      stream.once('close', stop).once('error', stop)
      reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
      return reply.type('text/event-stream; charset=utf-8').send(stream as never)
    },
  )
}

const textOf = ({ event, data }: DatasetEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
