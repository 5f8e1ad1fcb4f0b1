import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { WatchLimits } from '../../api/datasets/dataset-watch.ts'
import { keyedService } from '../access/keyed-service.ts'
import { listenAt } from '../fixtures/heard-events.ts'
import { startService } from '../fixtures/running-service.ts'

const listenTo = (url: string, id: string, key?: string) => listenAt(`${url}/v1/datasets/${id}/events`, key)

const OPEN = {
  title: 'Flows',
  owner: 'Town',
  legalBasis: 'open-licence',
  licence: 'CC BY 4.0',
  country: 'DE',
  grain: 'day',
}
const CLOSED = {
  ...OPEN,
  legalBasis: 'agreement',
  licence: undefined,
  grain: 'month',
  contributorUnit: 'device',
}
const table = (rows: readonly string[]): string =>
  ['period,city,mode,trips,passenger_distance_pkm,contributors', ...rows].join('\n')

const ended: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

async function listening(watchLimits: Partial<WatchLimits> = {}) {
  const service = await keyedService({ openRead: true }, { watchLimits: { everyMs: 10, ...watchLimits } })
  ended.push(service.close)
  const url = await service.app.listen({ host: '127.0.0.1', port: 0 })
  const owner = await service.keyFor(['contribute', 'release'])
  const register = (id: string, facts: object) =>
    service.ask(owner.secret, { method: 'POST', url: '/v1/datasets', payload: { id, ...facts } })
  const send = async (id: string, rows: readonly string[]) => {
    const answer = await service.ask(owner.secret, {
      method: 'PUT',
      url: `/v1/datasets/${id}/content?format=tidy`,
      headers: { 'content-type': 'text/csv' },
      payload: table(rows),
    })
    expect(answer.json()).toMatchObject({ facts: rows.length })
  }
  return { ...service, url, owner, register, send }
}

const MONTH = '2024-01,leeds,car,4000,30000,100'

describe('events of a dataset', () => {
  test('of an open one tell everybody of a day that arrives, and its owner of the import', async () => {
    const { url, owner, register, send } = await listening()
    await register('open', OPEN)
    const [stranger, mine] = await Promise.all([listenTo(url, 'open'), listenTo(url, 'open', owner.secret)])
    expect(await stranger.next('dataset')).toEqual({ id: 'open', release: null })
    await send('open', ['2024-01-01,leeds,car,10,100,'])
    expect(await stranger.next('release')).toMatchObject({ dataset: 'open', version: 1, isOpen: true })
    await mine.next('release')
    // Whatever is told of an import is told its owner.
    expect(await mine.next('import')).toMatchObject({ kind: 'import', dataset: 'open' })
    await expect
      .poll(() => mine.heard.filter(({ event }) => event === 'import').at(-1)?.data)
      .toMatchObject({ state: 'succeeded' })
    expect(stranger.heard.map(({ event }) => event)).toEqual(['dataset', 'release'])
    // Who comes later begins where the dataset stands.
    const later = await listenTo(url, 'open')
    expect(await later.next('dataset')).toMatchObject({ release: { version: 1 } })
    for (const one of [stranger, mine, later]) one.leave()
  })

  test('of another one tell of its releases alone: a file of which nothing is given out is told nobody else', async () => {
    const { url, register, send, owner } = await listening()
    await register('closed', CLOSED)
    const stranger = await listenTo(url, 'closed')
    await stranger.next('dataset')
    const mine = await listenTo(url, 'closed', owner.secret)
    // Ten are enough to be taken in, and too few to be given out.
    await send('closed', ['2024-03,leeds,car,400,3000,10'])
    await expect
      .poll(() => mine.heard.filter(({ event }) => event === 'import').at(-1)?.data)
      .toMatchObject({ state: 'succeeded' })
    expect(stranger.heard).toHaveLength(1)
    await send('closed', [MONTH])
    const release = await stranger.next('release')
    expect(release).toMatchObject({ dataset: 'closed', isOpen: false })
    expect(Object.keys(release).sort()).toEqual(['cells', 'dataset', 'id', 'isOpen', 'madeAt', 'version'])
    expect(JSON.stringify(stranger.heard)).not.toMatch(/30000|4000|leeds/)
    for (const one of [stranger, mine]) one.leave()
  })

  test('say that the dataset was deleted, and end', async () => {
    const { url, register, send, ask, owner } = await listening()
    await register('open', OPEN)
    await send('open', ['2024-01-01,leeds,car,10,100,'])
    const stranger = await listenTo(url, 'open')
    await stranger.next('dataset')
    await ask(owner.secret, { method: 'DELETE', url: '/v1/datasets/open' })
    expect(await stranger.next('deleted')).toEqual({ id: 'open' })
    await stranger.over
    expect((await listenTo(url, 'open')).status).toBe(404)
  })

  test('say that a release is gone whose dataset is still there', async () => {
    const { url, register, send, store, app } = await listening()
    await register('open', OPEN)
    await send('open', ['2024-01-01,leeds,car,10,100,'])
    const listener = await listenTo(url, 'open')
    const { release } = (await listener.next('dataset')) as { release: { id: string } }
    const { listReleases } = store
    // Nothing withdraws one release today but a restored backup: the list is made shorter here.
    Object.assign(store, { listReleases: async () => ({ items: [] }) })
    await register('other', OPEN)
    await app.inject({ method: 'GET', url: '/healthz' })
    await send('open', ['2024-01-02,leeds,car,10,100,'])
    expect(await listener.next('withdrawn')).toEqual({ releases: [release.id] })
    Object.assign(store, { listReleases })
    listener.leave()
  })

  test('end when the key is revoked', async () => {
    const { url, register, owner, keyring, store } = await listening({ beatMs: 20 })
    await register('open', OPEN)
    const mine = await listenTo(url, 'open', owner.secret)
    await mine.next('dataset')
    await store.revokeKey(owner.id, '2026-01-01T00:00:00Z')
    await keyring.reload()
    expect(await mine.next('end')).toEqual({ reason: 'no-access' })
    await mine.over
    expect((await listenTo(url, 'open', owner.secret)).status).toBe(401)
  })

  test('are for as many as are said, by one and by all, and for a time', async () => {
    const { url, register, owner } = await listening({ ofOne: 2, ofAll: 3, longestMs: 1500 })
    await register('open', OPEN)
    const first = [await listenTo(url, 'open'), await listenTo(url, 'open')]
    expect((await listenTo(url, 'open')).status).toBe(429)
    first.push(await listenTo(url, 'open', owner.secret))
    expect((await listenTo(url, 'open', owner.secret)).status).toBe(503)
    for (const one of first) {
      expect(await one.next('end')).toEqual({ reason: 'time' })
      await one.over
    }
    // Whoever went made room.
    const again = await listenTo(url, 'open')
    expect(again.status).toBe(200)
    again.leave()
  })

  test('are not for who may not read, nor of what is not there', async () => {
    const service = await keyedService()
    ended.push(service.close)
    const url = await service.app.listen({ host: '127.0.0.1', port: 0 })
    expect((await listenTo(url, 'open')).status).toBe(401)
    const { secret } = await service.keyFor(['read'])
    expect((await listenTo(url, 'open', secret)).status).toBe(404)
  })
})

test('a service that stops ends them, and stops in time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-events-'))
  const service = await startService(folder)
  await fetch(`${service.url}/v1/datasets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'open', ...OPEN }),
  })
  const listeners = await Promise.all([1, 2, 3].map(() => listenTo(service.url, 'open')))
  for (const one of listeners) await one.next('dataset')
  const since = performance.now()
  service.child.kill('SIGTERM')
  for (const one of listeners) expect(await one.next('end')).toEqual({ reason: 'stopping' })
  expect(await service.ended).toBe(0)
  // stop-in-time.ts hangs up after 7 s whoever still reads.
  expect(performance.now() - since).toBeLessThan(7000)
  rmSync(folder, { recursive: true, force: true })
})
