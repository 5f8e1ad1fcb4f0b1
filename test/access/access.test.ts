import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'
import { keyedService } from './keyed-service.ts'

type Service = Awaited<ReturnType<typeof keyedService>>
let service: Service
let owner: { secret: string; id: string }
let other: { secret: string; id: string }
let reader: { secret: string; id: string }
beforeAll(async () => {
  service = await keyedService({}, { importers: [TALLY], importLimits: LIMITS })
  owner = await service.keyFor(['contribute'])
  other = await service.keyFor(['contribute', 'release'])
  reader = await service.keyFor(['read'])
})
afterAll(() => service.close())

const register = (secret: string | undefined, id: string, more: object = {}) =>
  service.ask(secret, { method: 'POST', url: '/v1/datasets', payload: { ...FLOWS_OF_TEST, id, ...more } })

const send = (secret: string | undefined, id: string, rows = '2019,leeds,car,1000000\n') =>
  service.ask(secret, {
    method: 'PUT',
    url: `/v1/datasets/${id}/content?format=tally`,
    payload: `period,city,mode,vehicle_distance_vkm\n${rows}`,
    headers: { 'content-type': 'text/csv' },
  })

const estimate = (secret: string | undefined, query = '', city: object = SMALL_CITY) =>
  service.ask(secret, { method: 'POST', url: `/v1/estimates${query}`, payload: city })

/** Begins a PUT, and ends it later: its head has been judged by then. */
async function sendSlowly({ app }: Service, secret: string, url: string) {
  const body = new PassThrough()
  const answer = app.inject({
    method: 'PUT',
    url,
    payload: body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
  })
  body.write(' ')
  // The guard asks the store, which answers at once here.
  await new Promise((resolve) => setTimeout(resolve, 50))
  return {
    end: (payload: object) => {
      body.end(JSON.stringify(payload))
      return answer
    },
  }
}

const get = (secret: string | undefined, url: string) => service.ask(secret, { url })

describe('a key that is not right', () => {
  test('gets one answer, whatever is wrong with it', async () => {
    const { secret: revoked, id } = await service.keyFor(['read'])
    expect((await get(revoked, '/v1/datasets')).statusCode).toBe(200)
    await service.store.revokeKey(id, '2026-01-01T00:00:00.000Z')
    await service.keyring.reload()
    const wrong = [
      revoked,
      reader.secret.slice(0, -1),
      `${reader.secret.slice(0, -1)}${reader.secret.endsWith('0') ? '1' : '0'}`,
      reader.secret.replace(/_\w{12}_/, '_000000000000_'),
      reader.secret.toUpperCase(),
      'x',
      'x'.repeat(9000),
      'é',
      'a.b.c',
      `${reader.secret}, ${reader.secret}`,
      undefined,
    ]
    const answers = await Promise.all(wrong.map((secret) => get(secret, '/v1/datasets')))
    const said = answers.map((answer) => {
      const { instance, ...problem } = answer.json()
      return [answer.statusCode, answer.headers['www-authenticate'], problem]
    })
    for (const one of said) expect(one).toEqual(said[0])
    expect(said[0]?.slice(0, 2)).toEqual([401, 'Bearer realm="cordon"'])
    const basic = await service.app.inject({
      url: '/v1/datasets',
      headers: { authorization: `Basic ${reader.secret}` },
    })
    expect(basic.statusCode).toBe(401)
  })

  test('does not stop what needs none', async () => {
    for (const url of ['/healthz', '/readyz', '/', '/openapi.json'])
      expect((await get('x', url)).statusCode).toBe(200)
  })
})

test('an import of another owner is not ended', async () => {
  await register(owner.secret, 'under-way')
  const body = new PassThrough()
  const sending = service.ask(owner.secret, {
    method: 'PUT',
    url: '/v1/datasets/under-way/content?format=tally',
    headers: { 'content-type': 'text/csv' },
    payload: body,
  })
  const running = async () =>
    (await get(owner.secret, '/v1/jobs'))
      .json()
      .items.find(({ state }: { state: string }) => state === 'running')
  let job = await running()
  while (job === undefined) job = await running()
  const cancel = (secret: string) => service.ask(secret, { method: 'DELETE', url: `/v1/jobs/${job.id}` })
  expect((await cancel(other.secret)).statusCode).toBe(404)
  expect((await running())?.id).toBe(job.id)
  const cancelled = cancel(owner.secret)
  body.end('2021,leeds,car,1\n')
  expect((await cancelled).json()).toMatchObject({ state: 'cancelled' })
  expect((await sending).statusCode).toBe(409)
  await service.ask(owner.secret, { method: 'DELETE', url: '/v1/datasets/under-way' })
})

describe('a dataset', () => {
  test('has an owner and a key of its own, said once', async () => {
    const registered = await register(owner.secret, 'flows')
    expect(registered.statusCode).toBe(201)
    const { key } = registered.json()
    expect(key).toMatch(/^cordon_[0-9a-f]{12}_[0-9a-f]{64}$/)
    const again = await register(owner.secret, 'flows')
    expect(again.json()).toEqual({ ...FLOWS_OF_TEST, id: 'flows', version: 0, files: 0, facts: 0 })
    // Others learn what describes it, and no counts.
    expect((await register(other.secret, 'flows')).json()).toEqual({
      ...FLOWS_OF_TEST,
      id: 'flows',
      version: 0,
    })
    expect((await register(reader.secret, 'mine')).statusCode).toBe(403)
    expect((await register(key, 'mine')).statusCode).toBe(403)

    for (const secret of [other.secret, reader.secret])
      expect((await send(secret, 'flows')).statusCode).toBe(403)
    expect((await send(undefined, 'flows')).statusCode).toBe(401)
    expect((await send(key, 'flows')).statusCode).toBe(201)
    expect((await send(owner.secret, 'flows', '2020,leeds,car,1\n')).statusCode).toBe(201)
    await register(owner.secret, 'second')
    expect((await send(key, 'second')).statusCode).toBe(403)
    expect((await send(owner.secret, 'not-there')).statusCode).toBe(404)

    const zones = (secret: string) =>
      service.ask(secret, {
        method: 'PUT',
        url: '/v1/datasets/flows/zones',
        payload: { zones: [{ zone: 'z', city: 'leeds' }] },
      })
    expect((await zones(other.secret)).statusCode).toBe(403)
    expect((await zones(key)).statusCode).toBe(200)

    const detail = (await get(key, '/v1/datasets/flows')).json()
    expect(detail.items).toHaveLength(2)
    for (const secret of [other.secret, reader.secret])
      expect((await get(secret, '/v1/datasets/flows')).json()).toEqual({
        dataset: { ...FLOWS_OF_TEST, id: 'flows', version: 3 },
      })
    const listed = async (secret: string) => (await get(secret, '/v1/datasets')).json().items
    expect(await listed(owner.secret)).toContainEqual({
      ...FLOWS_OF_TEST,
      id: 'flows',
      version: 3,
      files: 2,
      facts: 2,
    })
    expect(await listed(reader.secret)).toContainEqual({ ...FLOWS_OF_TEST, id: 'flows', version: 3 })

    const jobs = (await get(key, '/v1/jobs')).json().items
    expect(jobs).toHaveLength(2)
    for (const secret of [other.secret, reader.secret]) {
      expect((await get(secret, '/v1/jobs')).json()).toEqual({ items: [] })
      expect((await get(secret, `/v1/jobs/${jobs[0].id}`)).statusCode).toBe(404)
      expect((await get(secret, `/v1/jobs/${jobs[0].id}/events`)).statusCode).toBe(404)
    }
    const cancel = (secret: string) =>
      service.ask(secret, { method: 'DELETE', url: `/v1/jobs/${jobs[0].id}` })
    expect((await cancel(other.secret)).statusCode).toBe(404)
    expect((await cancel(owner.secret)).statusCode).toBe(200)

    const remove = (secret: string) => service.ask(secret, { method: 'DELETE', url: '/v1/datasets/flows' })
    expect((await remove(other.secret)).statusCode).toBe(403)
    expect((await remove(owner.secret)).statusCode).toBe(200)
    // Its key ends with it: who registers the id anew owes nothing to who had it.
    expect((await register(other.secret, 'flows')).json().key).toBeDefined()
    expect((await send(key, 'flows')).statusCode).toBe(401)
    expect((await send(owner.secret, 'flows')).statusCode).toBe(403)
  })

  test('from before keys belongs to nobody until a key is made for it', async () => {
    await service.store.registerDataset({ ...FLOWS_OF_TEST, id: 'old' })
    const facts = { ...FLOWS_OF_TEST, id: 'old' }
    // Registering it again, word for word, makes nobody its owner.
    expect((await register(owner.secret, 'old')).json()).toEqual({ ...facts, version: 0 })
    expect((await send(owner.secret, 'old')).statusCode).toBe(403)
    const { secret } = await service.keyFor(['contribute'], { dataset: 'old' })
    expect((await send(secret, 'old')).statusCode).toBe(201)
  })
})

test('the zones of a dataset are not written by who owned it before', async () => {
  await register(owner.secret, 'passed-on')
  const began = await sendSlowly(service, owner.secret, '/v1/datasets/passed-on/zones')
  const deleted = await service.ask(owner.secret, { method: 'DELETE', url: '/v1/datasets/passed-on' })
  expect(deleted.statusCode).toBe(200)
  expect((await register(other.secret, 'passed-on')).statusCode).toBe(201)
  expect((await began.end({ zones: [{ zone: 'A1', city: 'leeds' }] })).statusCode).toBe(403)
  expect(await service.store.listZones('passed-on')).toEqual([])
})

describe('a city', () => {
  const save = (secret: string, id: string, name = 'Leeds') =>
    service.ask(secret, { method: 'PUT', url: `/v1/cities/${id}`, payload: { name, country: 'GB' } })

  test('belongs to the key that saved it first', async () => {
    expect((await save(owner.secret, 'leeds')).statusCode).toBe(200)
    expect((await save(other.secret, 'leeds', 'Not Leeds')).statusCode).toBe(403)
    expect((await save(owner.secret, 'leeds', 'City of Leeds')).statusCode).toBe(200)
    expect((await get(reader.secret, '/v1/cities/leeds')).json().name).toBe('City of Leeds')
    const { key } = (await register(owner.secret, 'of-hull')).json()
    expect((await save(key, 'hull', 'Hul')).statusCode).toBe(200)
    expect((await save(other.secret, 'hull', 'Hull')).statusCode).toBe(403)
    expect((await save(owner.secret, 'hull', 'Hull')).statusCode).toBe(200)
    await service.store.saveCity({ id: 'york', name: 'York', country: 'GB', population: {} })
    expect((await save(owner.secret, 'york')).statusCode).toBe(403)
  })

  test('belongs to one key, also if several save it at once', async () => {
    const keys = [owner, other, owner, other].map(({ secret }) => secret)
    const codes = await Promise.all(keys.map(async (key) => (await save(key, 'ripon')).statusCode))
    expect([codes.slice(0, 2), codes.slice(2)]).toEqual([codes.slice(2), codes.slice(0, 2)])
    expect([...new Set(codes)].sort()).toEqual([200, 403])
    expect(await service.store.listHolders('city', 'ripon')).toHaveLength(1)
  })

  test('is not taken over by who began to send before it was there', async () => {
    const began = await sendSlowly(service, other.secret, '/v1/cities/selby')
    expect((await save(owner.secret, 'selby', 'Selby')).statusCode).toBe(200)
    expect((await began.end({ name: 'Taken', country: 'GB' })).statusCode).toBe(403)
    expect((await get(reader.secret, '/v1/cities/selby')).json().name).toBe('Selby')
  })
})

describe('a saved estimate', () => {
  test('belongs to the key that saved it', async () => {
    expect((await estimate(reader.secret)).statusCode).toBe(200)
    for (const query of ['?save=true', '?save=TRUE', '?save=true&save=false'])
      expect((await estimate(reader.secret, query)).statusCode).toBe(403)
    const saved = await estimate(owner.secret, '?save=true')
    expect(saved.statusCode).toBe(201)
    const { id } = saved.json()
    const idsOf = async (secret: string) =>
      (await get(secret, '/v1/estimates')).json().items.map((item: { id: string }) => item.id)
    expect([await idsOf(owner.secret), await idsOf(other.secret), await idsOf(reader.secret)]).toEqual([
      [id],
      [],
      [],
    ])
    const views = ['', '/lines', '/explanation', '/boundaries', '/inventory']
    for (const view of views) {
      expect((await get(owner.secret, `/v1/estimates/${id}${view}`)).statusCode).toBe(200)
      for (const secret of [other.secret, reader.secret])
        expect((await get(secret, `/v1/estimates/${id}${view}`)).statusCode).toBe(404)
    }
    for (const secret of [undefined, other.secret])
      expect((await get(secret, `/e/${id}`)).statusCode).toBe(404)
    // Nor by its name in another question.
    const set = saved.json().factorSet.id
    const diff = `/v1/factor-sets/${set}/diff/${set}?estimate=${id}`
    expect((await get(owner.secret, diff)).statusCode).toBe(200)
    expect((await get(other.secret, diff)).statusCode).toBe(404)

    // Of two keys that saved the same answer each has its own.
    await estimate(other.secret, '?save=true')
    const remove = (secret: string) => service.ask(secret, { method: 'DELETE', url: `/v1/estimates/${id}` })
    expect((await remove(reader.secret)).statusCode).toBe(403)
    expect((await remove(other.secret)).statusCode).toBe(200)
    expect((await remove(other.secret)).statusCode).toBe(404)
    expect((await get(owner.secret, `/v1/estimates/${id}`)).statusCode).toBe(200)
    expect((await remove(owner.secret)).statusCode).toBe(200)
    expect(await service.store.findEstimate(id)).toBeUndefined()
  })
})

test('many callers at once each find their own', async () => {
  const cities = ['Ashton', 'Bolton', 'Crewe', 'Derby', 'Ely', 'Frome', 'Goole', 'Hull']
  const found = await Promise.all(
    cities.map(async (name) => {
      const { secret } = await service.keyFor(['contribute'])
      await estimate(secret, '?save=true', { ...SMALL_CITY, city: { name, country: 'GB' } })
      return (await get(secret, '/v1/estimates')).json().items.map((item: { city: object }) => item.city)
    }),
  )
  expect(found).toEqual(cities.map((name) => [{ name, country: 'GB' }]))
})

describe('the metrics', () => {
  test('are for who operates the service', async () => {
    const { secret } = await service.keyFor(['operate'])
    expect((await get(secret, '/metrics')).statusCode).toBe(200)
    expect((await get(owner.secret, '/metrics')).statusCode).toBe(403)
    expect((await get(undefined, '/metrics')).statusCode).toBe(401)
  })
})

describe('a service that anybody may read', () => {
  test('computes for everybody, and writes for keys alone', async () => {
    const open = await keyedService({ openRead: true })
    const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
      open.app.inject({ method, url, ...(payload ? { payload } : {}) })
    expect((await ask('POST', '/v1/estimates', SMALL_CITY)).statusCode).toBe(200)
    expect((await ask('GET', '/v1/datasets')).statusCode).toBe(200)
    expect((await ask('GET', '/v1/estimates')).json()).toEqual({ items: [] })
    const writes = [
      await ask('POST', '/v1/estimates?save=true', SMALL_CITY),
      await ask('POST', '/v1/datasets', FLOWS_OF_TEST),
      await ask('PUT', '/v1/cities/leeds', { name: 'Leeds', country: 'GB' }),
      await ask('DELETE', '/v1/datasets/flows'),
      await ask('DELETE', '/v1/estimates/est_x'),
      await ask('GET', '/metrics'),
    ]
    expect(writes.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 401])
    expect((await open.store.listEstimates({ limit: 9 })).items).toEqual([])
    await open.close()
  })
})

describe('a service at its own machine', () => {
  test('asks nobody, but whoever comes through its proxy', async () => {
    const local = await keyedService({ asksForKeys: false, trustProxy: ['127.0.0.1'] })
    const ask = (headers: Record<string, string>) => local.app.inject({ url: '/v1/datasets', headers })
    expect((await ask({})).statusCode).toBe(200)
    expect((await ask({ authorization: 'Bearer x' })).statusCode).toBe(200)
    expect((await ask({ 'x-forwarded-for': '192.0.2.1' })).statusCode).toBe(401)
    expect((await ask({ forwarded: 'for=192.0.2.1' })).statusCode).toBe(401)
    // A proxy that does not say for whom it asks is no less one.
    for (const header of ['via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'])
      expect((await ask({ [header]: 'a' })).statusCode).toBe(401)
    const registered = await local.app.inject({
      method: 'POST',
      url: '/v1/datasets',
      payload: FLOWS_OF_TEST,
    })
    expect(registered.json().key).toMatch(/^cordon_/)
    await local.close()
  })
})

describe('requests by one key', () => {
  test('are limited, each key by itself, in a minute and in a day', async () => {
    const limited = await keyedService({ perMinute: 3, openRead: true })
    const first = await limited.keyFor(['read'])
    const slow = await limited.keyFor(['read'], { perMinute: 100, perDay: 2 })
    const statuses = async (secret: string | undefined, count: number) => {
      const all: number[] = []
      for (let at = 0; at < count; at += 1)
        all.push((await limited.ask(secret, { url: '/v1/factor-sets' })).statusCode)
      return all
    }
    expect(await statuses(first.secret, 4)).toEqual([200, 200, 200, 429])
    expect(await statuses(slow.secret, 3)).toEqual([200, 200, 429])
    expect(await statuses(undefined, 4)).toEqual([200, 200, 200, 429])
    const refused = await limited.ask(first.secret, { url: '/v1/factor-sets' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json().type).toBe('/docs/problems#too-many-requests')
    expect(refused.json().detail).toBe('Too many requests by this key. Try again later.')
    const stranger = await limited.ask(undefined, { url: '/v1/factor-sets' })
    expect(stranger.json().detail).toBe('Too many requests from this address. Try again later.')
    expect((await limited.ask(first.secret, { url: '/healthz' })).statusCode).toBe(200)
    await limited.close()
  })
})

describe('pages of other sites', () => {
  const preflight = (one: Service, origin: string) =>
    one.app.inject({
      method: 'OPTIONS',
      url: '/v1/estimates',
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  test('may ask only if their origin is named', async () => {
    expect((await preflight(service, 'https://maps.example')).headers['access-control-allow-origin']).toBe(
      undefined,
    )
    const named = await keyedService({ corsOrigins: ['https://maps.example'] })
    const allowed = await preflight(named, 'https://maps.example')
    expect([allowed.statusCode, allowed.headers['access-control-allow-origin']]).toEqual([
      204,
      'https://maps.example',
    ])
    expect((await preflight(named, 'https://evil.example')).headers['access-control-allow-origin']).toBe(
      undefined,
    )
    const asked = await named.app.inject({ url: '/v1/datasets', headers: { origin: 'https://maps.example' } })
    expect(asked.statusCode).toBe(401)
    await named.close()
  })
})

test('the years of a city are its owner’s to state and to read, and comparisons find no estimate of others', async () => {
  const city = { name: SMALL_CITY.city.name, country: SMALL_CITY.city.country, population: {} }
  const ask = (secret: string, method: 'PUT' | 'GET' | 'POST', url: string, payload?: object) =>
    service.ask(secret, { method, url, ...(payload ? { payload } : {}) })
  await ask(owner.secret, 'PUT', '/v1/cities/town', city)
  const url = '/v1/cities/town/years'
  const body = { ...SMALL_CITY, period: '2019' }
  expect((await ask(owner.secret, 'PUT', `${url}/2019`, body)).statusCode).toBe(200)
  expect((await ask(other.secret, 'PUT', `${url}/2019`, body)).statusCode).toBe(403)
  expect((await ask(owner.secret, 'GET', url)).statusCode).toBe(200)
  expect((await ask(other.secret, 'GET', url)).statusCode).toBe(404)
  const { id } = (await estimate(owner.secret, '?save=true', body)).json()
  const pair = { from: id, to: body }
  expect((await ask(owner.secret, 'POST', '/v1/comparisons', pair)).statusCode).toBe(200)
  expect((await ask(other.secret, 'POST', '/v1/comparisons', pair)).json().errors[0].code).toBe(
    'estimate-unknown',
  )
})
