import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importJobs } from '../../api/datasets/import-jobs.ts'
import { limitBodies } from '../../api/http/body-deadline.ts'
import { readerHere } from '../../api/imports/read-file.ts'
import { SenderGone } from '../../api/imports/staging.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const store = memoryStore()
const faults: string[] = []
const reader = readerHere([TALLY])
let app: FastifyInstance
let url: string
beforeAll(async () => {
  const logger = { level: 'error', stream: { write: (line: string) => void faults.push(line) } }
  app = await newApp({ store, importers: [TALLY], importLimits: LIMITS, logger })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  await store.registerDataset(FLOWS_OF_TEST)
})
afterAll(async () => {
  await app.close()
  await store.close()
})

const HEAD = 'period,city,trips\n'

/** An upload that is still going on. */
function upload(): ClientRequest {
  const sending = request(`${url}/v1/datasets/flows/content?format=tally`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
  })
  sending.on('error', () => undefined)
  sending.write(HEAD)
  return sending
}

/** The one job that runs. */
async function runningJob(): Promise<string> {
  for (;;) {
    const { items } = (await app.inject('/v1/jobs?limit=1')).json()
    if (items[0]?.progress?.phase === 'receiving' && items[0].progress.bytes > 0) return items[0].id
    await pause(10)
  }
}

const answerTo = async (sending: ClientRequest): Promise<{ status: number | undefined; body: string }> => {
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  let body = ''
  for await (const part of answer) body += part
  return { status: answer.statusCode, body }
}

test('a file may come in slowly, and is then taken in', async () => {
  const sending = upload()
  await runningJob()
  const answer = answerTo(sending)
  sending.end('2024-01-01,A,10\n')
  expect(await answer).toMatchObject({ status: 201 })
})

test('a sender who goes away leaves nothing', async () => {
  const sending = upload()
  const id = await runningJob()
  sending.destroy()
  expect((await app.inject(`/v1/jobs/${id}/events`)).body).toContain('interrupted: send the file again')
  expect(readdirSync(store.stagingFolder())).toEqual([])
  expect(faults).toEqual([])
})

test('a sender who goes away in a body of JSON is no fault of ours either', async () => {
  const sending = request(`${url}/v1/estimates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '1000' },
  })
  sending.once('error', () => undefined)
  sending.write('{"city":')
  await once(sending, 'socket')
  await pause(100)
  sending.destroy()
  await pause(100)
  expect(faults).toEqual([])
})

test('a file is cancelled while its sender pauses', async () => {
  const sending = upload()
  const answer = answerTo(sending)
  const id = await runningJob()
  const job = (await app.inject({ method: 'DELETE', url: `/v1/jobs/${id}` })).json()
  expect(job.state).toBe('cancelled')
  sending.end()
  expect(await answer).toMatchObject({ status: 409, body: expect.stringContaining('cancelled') })
  expect(readdirSync(store.stagingFolder())).toEqual([])
})

test('more than may come in is answered while it is still being sent', async () => {
  const sending = upload()
  const answer = answerTo(sending)
  for (let part = 0; part < 40; part += 1) sending.write('x'.repeat(65_536))
  sending.end()
  expect((await answer).status).toBe(413)
})

test('a service that is busy, or closes, says so', async () => {
  const jobs = importJobs({
    store,
    reader,
    limits: LIMITS,
    faulted: () => undefined,
    mostAtAll: 2,
    mostRunning: 1,
  })
  const order = { dataset: 'flows', importer: TALLY, options: { slow: '500' } }
  const first = await jobs.start(order, Readable.from([Buffer.from(`${HEAD}2024-02-01,A,1\n`)]))
  const second = await jobs.start(order, new PassThrough())
  await first.received
  await expect(jobs.start(order, new PassThrough())).rejects.toThrow(
    expect.objectContaining({ slug: 'busy' }),
  )
  await jobs.close()
  for (const { id, done } of [first, second]) {
    await expect(done).rejects.toThrow('shutting down')
    expect(await jobs.find(id)).toMatchObject({ state: 'failed', reason: 'interrupted: send the file again' })
  }
  await expect(jobs.start(order, new PassThrough())).rejects.toThrow('shutting down')
})

test('who waits for a turn may be cancelled before it comes', async () => {
  const jobs = importJobs({ store, reader, limits: LIMITS, faulted: () => undefined, mostRunning: 1 })
  const order = { dataset: 'flows', importer: TALLY, options: { slow: '500' } }
  const first = await jobs.start(order, Readable.from([Buffer.from(`${HEAD}2024-02-01,A,1\n`)]))
  const second = await jobs.start(order, Readable.from([Buffer.from(`${HEAD}2024-02-02,A,1\n`)]))
  await Promise.all([first.received, second.received])
  expect(await jobs.cancel(second.id)).toMatchObject({ state: 'cancelled' })
  expect(await jobs.find(first.id)).toMatchObject({ state: 'running' })
  await jobs.close()
  expect(readdirSync(store.stagingFolder())).toEqual([])
})

test('a sender who left before anybody read leaves nothing either', async () => {
  const jobs = importJobs({ store, reader, limits: LIMITS, faulted: () => undefined })
  const gone = new PassThrough()
  gone.write(HEAD)
  gone.destroy()
  await new Promise((resolve) => gone.once('close', resolve))
  const { done } = await jobs.start({ dataset: 'flows', importer: TALLY, options: {} }, gone)
  await expect(done).rejects.toThrow(SenderGone)
  expect(readdirSync(store.stagingFolder())).toEqual([])
})

test('a sender who pauses too long is given up', async () => {
  const jobs = importJobs({ store, reader, limits: LIMITS, faulted: () => undefined, pauseMs: 20 })
  const order = { dataset: 'flows', importer: TALLY, options: {} }
  const { done } = await jobs.start(order, new PassThrough())
  await expect(done).rejects.toThrow('The sender paused for too long.')
})

test('a body of any other path has a deadline', async () => {
  const other = fastify()
  limitBodies(other, 50)
  other.post('/', async () => 'read')
  const sending = request(await other.listen({ port: 0, host: '127.0.0.1' }), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '100' },
  })
  sending.on('error', () => undefined)
  sending.write('{')
  expect((await answerTo(sending)).status).toBe(408)
  await other.close()
})
