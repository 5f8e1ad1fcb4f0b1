import fastify, { type LightMyRequestResponse } from 'fastify'
import { Pool } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdmissionLimits, admit } from '../../api/http/admission.ts'
import { sendProblem } from '../../api/http/problem.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** A service whose answers each take the event loop for some time. */
async function newService(limits: Partial<AdmissionLimits>, workMs = 30) {
  const app = fastify({ logger: false })
  app.setErrorHandler(sendProblem)
  const admission = admit(app, limits)
  const begun: number[] = []
  const work = (): void => {
    begun.push(performance.now())
    const end = performance.now() + workMs
    while (performance.now() < end);
  }
  app.get('/work', async () => {
    work()
    return {}
  })
  app.get('/late-work', async () => {
    // As an answer that awaits what is there already: its work comes after whoever let it in has gone on.
    for (let promise = 0; promise < 5; promise += 1) await null
    work()
    return {}
  })
  app.get('/slow', () => new Promise((resolve) => setTimeout(() => resolve({}), 60)))
  app.get('/live', { config: { atOnce: true } }, async () => ({ at: begun.length }))
  closing.push(() => app.close())
  await app.ready()
  return { app, admission, get: (path: string) => app.inject(path), begun }
}

const statuses = async (answers: readonly Promise<LightMyRequestResponse>[]): Promise<readonly number[]> =>
  (await Promise.all(answers)).map(({ statusCode }) => statusCode)

describe('many requests at once', () => {
  test.each(['/work', '/late-work'])(
    'at %s are answered one after another, and whether the service lives in between',
    async (path) => {
      const { get, begun } = await newService({ turnMs: 10 })
      const work = Array.from({ length: 20 }, () => get(path))
      while (begun.length < 3) await new Promise((resolve) => setTimeout(resolve, 1))
      const live = (await get('/live')).json()
      expect(live.at).toBeLessThan(20)
      expect(await statuses(work)).toEqual(Array(20).fill(200))
    },
  )

  test('do not keep out who connects meanwhile', async () => {
    const { app, begun } = await newService({ turnMs: 10 }, 10)
    const url = await app.listen()
    const pool = new Pool(url, { connections: null })
    closing.push(() => pool.close())
    const get = async (path: string) => (await pool.request({ path, method: 'GET' })).body.json()
    const work = Array.from({ length: 40 }, () => get('/work'))
    const live = (await get('/live')) as { at: number }
    // The event loop takes in one connection each time it looks, and this is the 41st.
    expect(live.at).toBeLessThan(20)
    await Promise.all(work)
    expect(begun.length).toBe(40)
  })

  test('beyond what may wait are told to come back', async () => {
    const { get, admission } = await newService({ waiting: 3, turnMs: 5 })
    const answers = await Promise.all(Array.from({ length: 12 }, () => get('/work')))
    const refused = answers.filter(({ statusCode }) => statusCode === 503)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBe(admission.refused())
    expect(refused[0]?.headers['retry-after']).toBe('1')
    expect(refused[0]?.json()).toMatchObject({ type: '/docs/problems#busy' })
    expect(answers.some(({ statusCode }) => statusCode === 200)).toBe(true)
    expect([admission.waiting(), admission.open()]).toEqual([0, 0])
    expect((await get('/work')).statusCode).toBe(200)
  })

  test('that have waited too long are not begun any more', async () => {
    const { get, begun } = await newService({ waitMs: 40, turnMs: 5 })
    const answered = await statuses(Array.from({ length: 20 }, () => get('/work')))
    expect(answered).toContain(503)
    expect(begun.length).toBe(answered.filter((status) => status === 200).length)
  })

  /** Asks for more than can be done, for a while. */
  const askedFor = async (limits: Partial<AdmissionLimits>): Promise<readonly number[]> => {
    const { get } = await newService({ waiting: 1000, turnMs: 5, ...limits }, 5)
    const answers: Promise<LightMyRequestResponse>[] = []
    for (let round = 0; round < 60; round += 1) {
      answers.push(get('/work'), get('/work'), get('/work'))
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return statuses(answers)
  }

  test('are refused while few wait, once the queue has stood for longer than a burst', async () => {
    // 180 requests of 5 ms are 900 ms of work: far more than 20 ms of waiting, and far fewer than may wait.
    const answered = await askedFor({ burstMs: 50, overloadWaitMs: 20, overloadWaiting: 2 })
    const accepted = answered.filter((status) => status === 200).length
    expect(accepted).toBeGreaterThan(0)
    expect(answered.filter((status) => status === 503).length).toBe(180 - accepted)
    expect(accepted).toBeLessThan(180)
  })

  test('are all let in while it is a burst, or few wait', async () => {
    for (const few of [{ burstMs: Number.POSITIVE_INFINITY }, { burstMs: 0, overloadWaiting: 1000 }])
      expect(new Set(await askedFor({ overloadWaitMs: 20, overloadWaiting: 2, ...few }))).toEqual(
        new Set([200]),
      )
  })

  test('are all let in after many that came one after another, without a pause', async () => {
    const { get } = await newService({ burstMs: 50, overloadWaitMs: 20, overloadWaiting: 2, turnMs: 5 }, 5)
    const ends = performance.now() + 200
    while (performance.now() < ends) expect((await get('/work')).statusCode).toBe(200)
    const answers = Array.from({ length: 15 }, () => get('/work'))
    expect(new Set(await statuses(answers))).toEqual(new Set([200]))
  })

  test('that wait for something else are bounded too', async () => {
    const { get, admission } = await newService({ open: 4 })
    const answered = await statuses(Array.from({ length: 10 }, () => get('/slow')))
    expect([...answered].sort()).toEqual([...Array(4).fill(200), ...Array(6).fill(503)])
    expect(admission.open()).toBe(0)
  })
})

test('metrics tell of queues, work under way and the store', async () => {
  const app = await newApp({ admissionLimits: { waiting: 0 }, simulationsWaiting: () => 7 })
  closing.push(() => app.close())
  expect((await app.inject('/v1/vocabulary')).statusCode).toBe(503)
  const text = (await app.inject('/metrics')).body
  for (const line of [
    'cordon_requests_waiting 0',
    'cordon_requests_open 0',
    'cordon_requests_refused_total 1',
    'cordon_simulations_waiting 7',
    'cordon_imports_running 0',
    'cordon_imports_ended_total{state="succeeded"} 0',
    'cordon_releases_total{outcome="made"} 0',
    'cordon_backups_total{outcome="failed"} 0',
    'cordon_last_backup_timestamp_seconds 0',
    'cordon_draws_total 0',
    'cordon_store_ready 1',
    'cordon_facts_ready 1',
    'cordon_store_failures_total 0',
  ])
    expect(text).toContain(`\n${line}\n`)
  expect(text).toMatch(/\nnodejs_eventloop_lag_seconds /)
})

test('metrics count what was done', async () => {
  const store = memoryStore()
  const app = await newApp({ store, importers: [TALLY] })
  closing.push(() => app.close())
  await app.inject({ method: 'POST', url: '/v1/datasets', payload: FLOWS_OF_TEST })
  const put = (payload: string) =>
    app.inject({
      method: 'PUT',
      url: '/v1/datasets/flows/content?format=tally',
      headers: { 'content-type': 'text/csv' },
      payload,
    })
  expect((await put('period,city,mode,vehicle_distance_vkm\n2019,leeds,car,1000\n')).statusCode).toBe(201)
  expect((await put('junk\n')).statusCode).toBe(422)
  expect((await postEstimate(app, SMALL_CITY, '?save=true')).statusCode).toBe(201)
  const uncertainty = { method: 'monte-carlo', draws: 1000, seed: 1 }
  expect((await postEstimate(app, { ...SMALL_CITY, uncertainty })).statusCode).toBe(200)
  await store.noteFailedRelease({ dataset: 'flows', failedAt: '2026-01-01', reason: 'none' })
  const text = (await app.inject('/metrics')).body
  for (const line of [
    'cordon_imports_ended_total{state="succeeded"} 1',
    'cordon_imports_ended_total{state="failed"} 1',
    'cordon_estimates_saved_total 1',
    'cordon_draws_total 1000',
    // Noted beside the service: it counts what is done through it.
    'cordon_releases_total{outcome="failed"} 0',
  ])
    expect(text).toContain(`\n${line}\n`)
})

test('every metric of ours has a unit or a total in its name, as Prometheus names them', async () => {
  const app = await newApp()
  closing.push(() => app.close())
  const types = [...(await app.inject('/metrics')).body.matchAll(/^# TYPE (cordon_\w+) (\w+)$/gm)]
  expect(types.length).toBeGreaterThan(10)
  for (const [, name = '', type] of types)
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
})
