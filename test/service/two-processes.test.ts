import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginFile } from '../fixtures/begun-file.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { runCommand } from '../fixtures/command.ts'
import { listenAt } from '../fixtures/heard-events.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { type RunningPostgres, startPostgres } from '../fixtures/postgres.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const { found, missing } = clusterParts()

const flowsOf = (month: string, days: number): string =>
  `period,city,mode,vehicle_distance_vkm\n${Array.from(
    { length: days },
    (_, day) => `${month}-${String(day + 1).padStart(2, '0')},c1,car,${100_000 + day}\n`,
  ).join('')}`

/** Lets one process keep a dataset, a city and an estimate in its data folder, and notes what it answers. */
async function fillBefore(folder: string, answers: Map<string, string>): Promise<void> {
  const { url, child, ended } = await startService(folder)
  const send = async (path: string, method: string, body: string, type = 'application/json') => {
    const answer = await fetch(url + path, { method, headers: { 'content-type': type }, body })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return answer.text()
  }
  await send('/v1/datasets', 'POST', JSON.stringify(FLOWS_OF_TEST))
  const city = { name: 'Testville', country: 'ES', population: { 2024: 100_000 } }
  await send('/v1/cities/c1', 'PUT', JSON.stringify(city))
  await send('/v1/datasets/flows/content?format=tidy', 'PUT', flowsOf('2024-01', 31), 'text/csv')
  const saved = await send('/v1/estimates?save=true', 'POST', JSON.stringify(SMALL_CITY))
  for (const path of [
    '/v1/datasets/flows',
    '/v1/cities/c1',
    '/v1/cities/c1/series?dataset=flows',
    '/v1/datasets/flows/releases',
    `/v1/estimates/${JSON.parse(saved).id}`,
  ])
    answers.set(path, await (await fetch(url + path)).text())
  child.kill('SIGTERM')
  await ended
}

/** A balancer that sends requests to one process after another, whoever asks, and leaves out those that are gone. */
async function balance(services: readonly RunningService[]): Promise<{ url: string; server: Server }> {
  let turn = 0
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    for (let tries = 0; tries < services.length; tries += 1) {
      turn += 1
      const service = services[turn % services.length]
      const answer = await fetch(`${service?.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
        ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
      }).catch(() => undefined)
      if (!answer) continue
      reply.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      Readable.from([Buffer.from(await answer.arrayBuffer())]).pipe(reply)
      return
    }
    reply.writeHead(502).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server }
}

describe.skipIf(!found)(`two processes behind a balancer${found ? '' : ` (skipped: ${missing})`}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cordon-two-'))
  let postgres: RunningPostgres
  let services: readonly RunningService[] = []
  let balancer: { url: string; server: Server }
  let environment: Readonly<Record<string, string>> = {}
  /** What the one process answered that had all of it before. */
  const before = new Map<string, string>()
  beforeAll(async () => {
    postgres = await startPostgres(found?.postgres ?? '')
    environment = {
      CORDON_CATALOG: postgres.url,
      CORDON_FACTS: `ducklake:${join(root, 'facts')}`,
      CORDON_DUCKDB_EXTENSIONS: found?.extensions ?? '',
    }
    await fillBefore(join(root, 'before'), before)
    const moved = await runCommand(['migrate', '--to-cluster'], {
      environment: { ...environment, CORDON_DATA_DIR: join(root, 'before') },
    })
    if (moved.exitCode !== 0) throw new Error(moved.complaint)
    services = await Promise.all(['one', 'two'].map((name) => startService(join(root, name), environment)))
    balancer = await balance(services)
  })
  afterAll(async () => {
    balancer?.server.close()
    for (const { child } of services) child.kill('SIGKILL')
    await postgres?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const ask = async (path: string, method = 'GET', body?: string | object, type = 'application/json') => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body
    const answer = await fetch(`${balancer.url}${path}`, {
      method,
      headers: { 'content-type': type },
      ...(text === undefined ? {} : { body: text }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const sameFromBoth = async (path: string): Promise<string> => {
    const [one, two] = await Promise.all(
      services.map(async ({ url }) => {
        const answer = await fetch(url + path)
        return { status: answer.status, text: await answer.text() }
      }),
    )
    expect(one?.status).toBe(200)
    expect(two).toEqual(one)
    return one?.text ?? ''
  }

  test('what one process had kept, both answer with, byte for byte', async () => {
    for (const [path, text] of before) expect([path, await sameFromBoth(path)]).toEqual([path, text])
    expect(before.size).toBeGreaterThan(3)
  })

  test('what one takes in, the other answers with, byte for byte', async () => {
    const taken = await ask(
      '/v1/datasets/flows/content?format=tidy',
      'PUT',
      flowsOf('2024-02', 29),
      'text/csv',
    )
    expect([taken.status, JSON.parse(taken.text)]).toMatchObject([201, { facts: 29 }])
    const dataset = await sameFromBoth('/v1/datasets/flows')
    expect(JSON.parse(dataset)).toMatchObject({ dataset: { version: 2, files: 2, facts: 60 } })
    const { items } = JSON.parse(await sameFromBoth('/v1/cities/c1/series?dataset=flows&by=month'))
    // 31 × 100 000 + (0 + … + 30), and 29 × 100 000 + (0 + … + 28)
    expect(
      items.map(({ vehicleDistance }: { vehicleDistance: { value: number } }) => vehicleDistance.value),
    ).toEqual([3_100_465, 2_900_406])
    const saved = await ask('/v1/estimates?save=true', 'POST', SMALL_CITY)
    expect(saved.status).toBe(201)
    await sameFromBoth(`/v1/estimates/${JSON.parse(saved.text).id}`)
  })

  test('an import into one is watched and cancelled at the other', async () => {
    const [one = '', two = ''] = services.map(({ url }) => url)
    const { sending, answered, job } = await beginFile(one, two, flowsOf('2024-03', 2))
    const watching = await listenAt(`${two}/v1/jobs/${job}/events`)
    const cancelled = await fetch(`${two}/v1/jobs/${job}`, { method: 'DELETE' })
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' })
    expect(await watching.next('end')).toMatchObject({ id: job, state: 'cancelled' })
    sending.end()
    expect(await answered).toBe(409)
    expect(JSON.parse(await sameFromBoth('/v1/datasets/flows'))).toMatchObject({ dataset: { files: 2 } })
  })

  test('a command beside them makes a key that both know soon', async () => {
    const made = await runCommand(['keys', 'add', '--scope', 'read', '--name', 'office'], {
      environment: { ...environment, CORDON_DATA_DIR: join(root, 'shell') },
    })
    expect(made.exitCode).toBe(0)
    const key = /cordon_\S+/.exec(made.output)?.[0] ?? ''
    for (const { url } of services) {
      let status = 401
      while (status === 401) {
        await wait(200)
        status = (await fetch(`${url}/v1/datasets`, { headers: { authorization: `Bearer ${key}` } })).status
      }
      expect(status).toBe(200)
    }
  })

  test('without the database what needs it is 503, and estimating goes on', async () => {
    await postgres.kill()
    for (const { url } of services) {
      const kept = await fetch(`${url}/v1/datasets/flows`)
      expect([kept.status, kept.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
      expect(await kept.json()).toMatchObject({
        detail: expect.stringContaining('the database does not answer'),
      })
      expect((await fetch(`${url}/readyz`)).status).toBe(503)
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      const estimate = await fetch(`${url}/v1/estimates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(SMALL_CITY),
      })
      expect(estimate.status).toBe(200)
    }
    await postgres.start()
    for (const { url } of services) while ((await fetch(`${url}/readyz`)).status !== 200) await wait(200)
    await sameFromBoth('/v1/datasets/flows')
  })

  test('one of them is killed, and the other goes on', async () => {
    services[0]?.child.kill('SIGKILL')
    await services[0]?.ended
    for (let round = 0; round < 4; round += 1) expect((await ask('/v1/datasets/flows')).status).toBe(200)
  })
})
