import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryStore } from '../../api/store/memory-store.ts'
import { beginFile } from '../fixtures/begun-file.ts'
import { listenAt } from '../fixtures/heard-events.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'

// Two services over one store, as two processes over one catalog: a balancer sends each request to either.

const HEAD = 'period,city,mode,vehicle_distance_vkm\n'
const store = memoryStore()
let services: readonly { readonly app: FastifyInstance; readonly url: string }[] = []
beforeAll(async () => {
  services = await Promise.all(
    [1, 2].map(async () => {
      const app = await newApp({ store, othersEveryMs: 20, watchLimits: { everyMs: 5 } })
      return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
    }),
  )
  await store.registerDataset(FLOWS_OF_TEST)
})
afterAll(async () => {
  for (const { app } of services) {
    app.server.closeAllConnections()
    await app.close()
  }
  await store.close()
})

const [one, two] = [() => services[0]?.url ?? '', () => services[1]?.url ?? '']

const beginToFirst = (start: string) => beginFile(one(), two(), start)

test('a job is watched wherever it runs, and so is its dataset', async () => {
  const { sending, answered, job } = await beginToFirst(`${HEAD}2024-01-01,a,car,1000\n`)
  const [ofJob, ofDataset] = await Promise.all([
    listenAt(`${two()}/v1/jobs/${job}/events`),
    listenAt(`${two()}/v1/datasets/flows/events`),
  ])
  await ofDataset.next('dataset')
  sending.end('2024-01-02,a,car,2000\n')
  expect(await answered).toBe(201)
  expect(await ofJob.next('end')).toMatchObject({ id: job, state: 'succeeded', file: { facts: 2 } })
  await ofJob.over
  // What does not advance is not told again.
  expect(ofJob.heard.map(({ event }) => event)).toEqual(['progress', 'end'])
  expect(await ofDataset.next('release')).toMatchObject({ dataset: 'flows', version: 1 })
  expect(await ofDataset.next('import')).toMatchObject({ id: job, state: 'succeeded' })
  ofDataset.leave()
})

test('a job is cancelled wherever it runs, and nothing of its file is kept', async () => {
  const before = await store.listFiles('flows')
  const { sending, answered, job } = await beginToFirst(`${HEAD}2024-02-01,a,car,1000\n`)
  const cancelled = await fetch(`${two()}/v1/jobs/${job}`, { method: 'DELETE' })
  expect(await cancelled.json()).toMatchObject({ state: 'cancelled', reason: 'The import was cancelled.' })
  sending.end('2024-02-02,a,car,2000\n')
  expect(await answered).toBe(409)
  expect(await (await fetch(`${one()}/v1/jobs/${job}`)).json()).toMatchObject({ state: 'cancelled' })
  expect(await store.listFiles('flows')).toEqual(before)
})

test('a job that another process ended stays as it ended', async () => {
  const { items } = await store.listJobs({ limit: 10 })
  const succeeded = items.find(({ state }) => state === 'succeeded')
  const answer = await fetch(`${two()}/v1/jobs/${succeeded?.id}`, { method: 'DELETE' })
  expect(await answer.json()).toMatchObject({ state: 'succeeded' })
})
