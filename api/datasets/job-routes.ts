import { PassThrough } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import type { ImportJobs } from './import-jobs.ts'
import { sendEvents } from './job-events.ts'
import { type JobView, jobPage, jobPath, jobQuery, jobView } from './job-schema.ts'

const eventText = z.string().meta({
  description:
    'Server-sent events: `progress` with the job whenever it advances, then one `end` with its outcome.',
})

/** Long work: its progress and its outcome. */
export const jobRoutes: FastifyPluginAsyncZod<{ jobs: ImportJobs }> = async (app, { jobs }) => {
  const found = async (job: Promise<JobView | undefined>): Promise<JobView> => {
    const view = await job
    if (!view) throw new Failure('not-found', 'No job with this id is known.')
    return view
  }

  app.get(
    '/v1/jobs',
    {
      schema: {
        operationId: 'listJobs',
        tags: ['Jobs'],
        summary: 'List jobs, the latest first',
        querystring: jobQuery,
        response: { 200: json('A page of jobs', jobPage), ...problems('invalid-request') },
      },
    },
    async (request) => {
      const { items, ...rest } = await jobs.list(request.query)
      return { ...rest, items: [...items] }
    },
  )

  app.get(
    '/v1/jobs/:id',
    {
      schema: {
        operationId: 'getJob',
        tags: ['Jobs'],
        summary: 'A job',
        params: jobPath,
        response: { 200: json('The job', jobView), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request) => found(jobs.find(request.params.id)),
  )

  app.delete(
    '/v1/jobs/:id',
    {
      schema: {
        operationId: 'cancelJob',
        tags: ['Jobs'],
        summary: 'End a job; nothing of its file is saved',
        description: 'A job that has ended already stays as it is. The answer tells how it ended.',
        params: jobPath,
        response: { 200: json('The job', jobView), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request) => found(jobs.cancel(request.params.id)),
  )

  app.get(
    '/v1/jobs/:id/events',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'watchJob',
        tags: ['Jobs'],
        summary: 'Watch a job',
        params: jobPath,
        response: {
          200: { description: 'The events', content: { 'text/event-stream': { schema: eventText } } },
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const job = await found(jobs.find(request.params.id))
      const stream = new PassThrough()
      sendEvents(job, jobs, stream)
      reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
      return reply.type('text/event-stream; charset=utf-8').send(stream as never)
    },
  )
}
