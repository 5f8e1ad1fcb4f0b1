import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const store = memoryStore()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, importers: [TALLY], importLimits: LIMITS })
  await app.inject({ method: 'POST', url: '/v1/datasets', payload: FLOWS_OF_TEST })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

const send = (
  payload: string | Buffer,
  query = '',
  headers: Record<string, string> = {},
  dataset = 'flows',
) =>
  app.inject({
    method: 'PUT',
    url: `/v1/datasets/${dataset}/content?format=tally${query}`,
    payload,
    headers: { 'content-type': 'text/csv', ...headers },
  })

describe('cities', () => {
  test('are named, said anew and listed', async () => {
    const url = '/v1/cities/leeds'
    expect((await app.inject(url)).statusCode).toBe(404)
    const put = (payload: object) => app.inject({ method: 'PUT', url, payload })
    expect((await put({ name: 'Leeds', country: 'GB' })).json()).toEqual({
      id: 'leeds',
      name: 'Leeds',
      country: 'GB',
      population: {},
    })
    await put({ name: 'Leeds', country: 'GB', population: { 2019: 793_100 } })
    expect((await app.inject(url)).json().population).toEqual({ 2019: 793_100 })
    expect((await app.inject('/v1/cities')).json().items).toHaveLength(1)
    const { errors } = (await put({ name: '', country: 'UK', population: { soon: 1 } })).json()
    expect(errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/country',
      '/name',
      '/population/soon',
    ])
    const household = await put({ name: 'Household Doe', country: 'GB', population: { 2019: 3 } })
    expect([household.statusCode, household.body.includes('Doe')]).toEqual([422, false])
    expect(household.json().errors).toMatchObject([
      { code: 'about-a-household', pointer: '/name' },
      { code: 'about-a-household', pointer: '/population/2019' },
    ])
  })
})

describe('datasets', () => {
  test('are registered once', async () => {
    const post = (payload: object) => app.inject({ method: 'POST', url: '/v1/datasets', payload })
    const first = await post({ ...FLOWS_OF_TEST, id: 'once' })
    expect([first.statusCode, first.headers['location']]).toEqual([201, '/v1/datasets/once'])
    expect((await post({ ...FLOWS_OF_TEST, id: 'once' })).statusCode).toBe(201)
    const other = await post({ ...FLOWS_OF_TEST, id: 'once', title: 'Other' })
    expect([other.statusCode, other.json().type]).toEqual([409, '/docs/problems#conflict'])
    const { licence, ...unlicensed } = FLOWS_OF_TEST
    expect((await post(unlicensed)).json().errors[0]).toMatchObject({ pointer: '/licence' })
    expect((await post({ ...FLOWS_OF_TEST, userId: 7 })).json().type).toBe('/docs/problems#person-level-data')
    expect((await app.inject('/v1/datasets')).json().items.map(({ id }: { id: string }) => id)).toEqual([
      'flows',
      'once',
    ])
    expect((await app.inject('/v1/datasets/none')).statusCode).toBe(404)
  })

  test('take zones as JSON or CSV, with centres, which no other path takes', async () => {
    const put = (payload: string | object, type: string, id = 'flows') =>
      app.inject({
        method: 'PUT',
        url: `/v1/datasets/${id}/zones`,
        payload,
        headers: { 'content-type': type },
      })
    const zones = [{ zone: 'a1', city: 'leeds', longitude: -1.5, latitude: 53.8, areaKm2: 2 }]
    expect((await put({ zones }, 'application/json')).json()).toMatchObject({ dataset: 'flows', zones: 1 })
    const csv = 'zone,city,longitude,latitude,areaKm2\na1,leeds,-1.5,53.8,2\na2,,,,\n'
    expect((await put(csv, 'text/csv')).json().zones).toBe(2)
    expect(await store.listZones('flows')).toEqual([
      { zone: 'a1', city: 'leeds', centroid: [-1.5, 53.8], areaKm2: 2 },
      { zone: 'a2', city: null },
    ])
    const bad = await put('zone,city,latitude,person\na1,leeds,north,x\na1,,1,\n', 'text/csv')
    expect(bad.statusCode).toBe(400)
    expect(bad.json().type).toBe('/docs/problems#person-level-data')
    expect((await put('zone,city\na1,A\na1,A\n', 'text/csv')).json().errors.length).toBeGreaterThan(0)
    expect((await put({ zones }, 'application/json', 'none')).statusCode).toBe(404)
    const city = { name: 'Leeds', country: 'GB', longitude: 1 }
    expect((await app.inject({ method: 'PUT', url: '/v1/cities/leeds', payload: city })).json().type).toBe(
      '/docs/problems#person-level-data',
    )
  })
})

describe('a file', () => {
  const CONTENT = 'period,city,mode,trips\n2024-03-01,A,car,10\n2024-03-02,A,bus,20\n'

  test('is taken in once; the same again, packed or as a job, changes nothing', async () => {
    const first = await send(CONTENT)
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({
      dataset: 'flows',
      format: 'tally',
      rowsRead: 2,
      facts: 2,
      notices: [],
    })
    expect(first.json().digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const again = await send(CONTENT)
    expect([again.statusCode, again.json()]).toEqual([200, first.json()])
    const { dataset, items, zones } = (await app.inject('/v1/datasets/flows')).json()
    expect([dataset.files, items, zones.unmapped]).toEqual([1, [first.json()], 0])

    const otherwise = await send(CONTENT, '&note=other')
    expect([otherwise.statusCode, otherwise.json().type]).toEqual([409, '/docs/problems#conflict'])
    const anew = await send(CONTENT, `&note=other&replaces=${first.json().digest}`)
    expect([anew.statusCode, anew.json().facts]).toEqual([201, 2])
    const packed = await send(gzipSync(CONTENT.replace('10', '11')), `&replaces=${first.json().digest}`, {
      'content-type': 'application/gzip',
    })
    expect(packed.statusCode).toBe(201)
    // 11 in place of 10, and 20.
    expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(31)
    expect((await send(CONTENT, `&replaces=${first.json().digest}`)).statusCode).toBe(409)
  })

  test('as a job is answered before it is read, and found afterwards with what came of it', async () => {
    const content = CONTENT.replaceAll('2024', '2023')
    const answer = await send(content, '&slow=2', { prefer: 'wait=5, respond-async' })
    expect(answer.statusCode).toBe(202)
    expect(answer.headers['preference-applied']).toBe('respond-async')
    const location = String(answer.headers['location'])
    expect(answer.json()).toMatchObject({ state: 'running', kind: 'import', dataset: 'flows' })
    const events = (await app.inject(`${location}/events`)).body
    expect(events).toMatch(/^event: progress\ndata: \{.*"phase":"(waiting|reading)"/)
    expect(events).toMatch(/event: end\ndata: \{.*"state":"succeeded".*\}\n\n$/)
    const job = (await app.inject(location)).json()
    expect(job).toMatchObject({ state: 'succeeded', again: false, file: { facts: 2 } })
    expect((await app.inject('/v1/jobs?limit=1')).json().items[0]).toEqual(job)
    expect((await app.inject(`${location}/events`)).body).toBe(`event: end\ndata: ${JSON.stringify(job)}\n\n`)
    expect((await app.inject({ method: 'DELETE', url: location })).json()).toEqual(job)
    for (const path of ['', '/events'])
      expect((await app.inject(`/v1/jobs/none${path}`)).statusCode).toBe(404)
  })

  test('other requests are answered while it is read', async () => {
    const order: string[] = []
    const importing = send(CONTENT.replaceAll('2024', '2022'), '&slow=8').then(() => order.push('file'))
    for (let count = 0; count < 20; count += 1) {
      expect((await app.inject('/healthz')).statusCode).toBe(200)
      order.push('health')
    }
    await importing
    expect(order.indexOf('file')).toBe(20)
  })

  test('that is cancelled leaves nothing', async () => {
    const before = (await app.inject('/v1/datasets/flows')).json()
    const answer = await send(CONTENT.replaceAll('2024', '2021'), '&slow=500', { prefer: 'respond-async' })
    const location = String(answer.headers['location'])
    const job = (await app.inject({ method: 'DELETE', url: location })).json()
    expect(job).toMatchObject({ state: 'cancelled', reason: 'The import was cancelled.' })
    expect((await app.inject('/v1/datasets/flows')).json()).toEqual(before)
  })

  test.each([
    ['no such format', 'period,trips\n2024,1\n', '&format=x', 400, 'invalid-field'],
    ['no such option', CONTENT, '&optoin=1', 400, 'invalid-field'],
    ['data of persons', 'person,trips\nJane,1\n', '', 400, 'person-level-data'],
    ['an unknown mode', 'period,city,mode,trips\n2024,A,rocket,10\n', '', 422, 'fact-invalid'],
    ['a moment', 'period,city,trips\n2024-01-01T10:00,A,10\n', '', 422, 'fact-invalid'],
    ['a negative number', 'period,city,trips\n2024,A,-10\n', '', 422, 'fact-invalid'],
    ['a number that is none', 'period,city,trips\n2024,A,SECRET\n', '', 422, 'file-unreadable'],
    ['nothing', '', '', 422, 'file-empty'],
    ['no rows', 'period,city,trips\n', '', 422, 'file-empty'],
    ['another kind of file', 'PAR1PAR1', '', 422, 'file-unreadable'],
    ['a damaged package', gzipSync(CONTENT).subarray(0, 40), '', 422, 'file-unreadable'],
    ['what unpacks to too much', gzipSync(Buffer.alloc(3_000_000, 'x')), '', 422, 'file-unreadable'],
  ])('%s is refused', async (_, content, query, status, code) => {
    const detail = async () => (await app.inject('/v1/datasets/flows')).json()
    const before = await detail()
    const answer = await send(content, query)
    expect([answer.statusCode, answer.json().errors?.[0]?.code]).toEqual([status, code])
    expect(answer.body).not.toMatch(/SECRET|rocket|Jane/)
    const after = await detail()
    // An order that cannot be given begins no import, so that it refuses no file.
    const isFile = query === ''
    expect(after.refused.length - before.refused.length).toBe(isFile ? 1 : 0)
    if (isFile) expect(after.refused[0].codes).toEqual([code])
    expect({ ...after, refused: before.refused }).toEqual(before)
  })

  test('is refused with every rule that it breaks', async () => {
    const { errors } = (
      await send('period,city,mode,flow,trips\n2024-13,A,rocket,up,-1\n2024,A,ship,up,2\n')
    ).json()
    expect(errors.map(({ column, count }: { column: string; count: number }) => [column, count])).toEqual([
      ['period', 1],
      ['mode', 2],
      ['flow', 2],
      ['trips', 1],
    ])
  })

  test('that is too large, of an unknown dataset or type, is refused', async () => {
    const large = await send(`period,trips\n${'2024,1\n'.repeat(200_000)}`)
    expect([large.statusCode, large.json().type]).toEqual([413, '/docs/problems#body-too-large'])
    expect((await send(CONTENT, '', {}, 'none')).statusCode).toBe(404)
    expect((await send(CONTENT, '', { 'content-type': 'image/png' })).statusCode).toBe(415)
  })
})
