import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostNamesOf } from '../../api/http/host-names.ts'
import { PROBLEMS, type ProblemSlug } from '../../api/http/problem.ts'
import { problem } from '../../api/http/problem-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { getProject } from '../../api/settings/project.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { processorTimeOf } from '../fixtures/processor-time.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { savedEstimate } from '../store/saved-estimate.ts'

let app: FastifyInstance
let broken: FastifyInstance
const logged: string[] = []
beforeAll(async () => {
  const kept = memoryStore()
  await kept.saveEstimate(savedEstimate('est_of_a_set_that_is_gone'))
  app = await newApp({ store: kept, hostNames: hostNamesOf('127.0.0.1', []) })
  const store = memoryStore()
  broken = await newApp({
    factorSets: factorSetsOf([]),
    store: { ...store, listEstimates: () => Promise.reject(new Error('secret of the store')) },
    logger: { level: 'trace', stream: { write: (line: string) => void logged.push(line) } },
  })
})
afterAll(() => Promise.all([app.close(), broken.close()]))

const JSON_BODY = { 'content-type': 'application/json' }
const post = (payload: string | object, headers: Record<string, string> = JSON_BODY): InjectOptions => ({
  method: 'POST',
  url: '/v1/estimates',
  payload,
  headers,
})

const RAISED: Readonly<
  Record<
    Exclude<
      ProblemSlug,
      | 'fault'
      | 'not-ready'
      | 'busy'
      | 'conflict'
      | 'file-refused'
      // A service that asks for keys answers so: test/access.
      | 'unauthorized'
      | 'forbidden'
      | 'too-many-requests'
    >,
    InjectOptions
  >
> = {
  'malformed-body': post('{"city":'),
  'invalid-request': post({ ...SMALL_CITY, citty: 1 }),
  'person-level-data': post({ ...SMALL_CITY, plate: 'AB12 CDE' }),
  'unknown-factor-set': post({ ...SMALL_CITY, factorSet: 'nineteen' }),
  'not-found': { url: '/v1/estimate' },
  'wrong-host': { url: '/v1/estimates', headers: { host: 'evil.example' } },
  'method-not-allowed': { method: 'DELETE', url: '/v1/estimates' },
  'body-too-large': post(`{"city":"${'x'.repeat(5_000_000)}"}`),
  'unsupported-media-type': post('city=Leeds', { 'content-type': 'application/x-www-form-urlencoded' }),
  'workbook-refused': {
    method: 'POST',
    url: '/v1/filed-inventories',
    payload: Buffer.from('%PDF-1.7'),
    headers: { 'content-type': 'application/octet-stream' },
  },
  'not-replayable': { url: '/v1/estimates/est_of_a_set_that_is_gone/inventory' },
  'estimate-refused': post({ ...SMALL_CITY, demand: [{ mode: 'car', vehicleDistance: '5 ton' }] }),
}

describe('every problem', () => {
  test.each(Object.entries(RAISED))('%s is raised as RFC 9457 has it', async (slug, request) => {
    const answer = await app.inject(request)
    const { status, title } = PROBLEMS[slug as ProblemSlug]
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problem.parse(answer.json())).toMatchObject({
      type: `/docs/problems#${slug}`,
      title,
      status,
      instance: expect.stringMatching(/^urn:request:[0-9a-f-]{36}$/),
    })
    const page = (await app.inject('/docs/problems')).body
    expect(page).toContain(`id="${slug}"`)
  })

  test('is documented with its status, and nothing else is', () => {
    const documented = readFileSync(join(getProject().folder, 'docs', 'problems.md'), 'utf8')
    const rows = [...documented.matchAll(/^\| <a id="[^"]+"><\/a>`([^`]+)` \| (\d{3}) \|/gm)]
    const { fault, ...named } = PROBLEMS
    expect(Object.fromEntries(rows.map(([, slug = '', status]) => [slug, Number(status)]))).toEqual(
      Object.fromEntries(Object.entries(named).map(([slug, { status }]) => [slug, status])),
    )
  })

  test('a fault of ours says nothing of its cause, and logs no message', async () => {
    const answer = await broken.inject('/v1/estimates')
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: PROBLEMS.fault.title,
      status: 500,
      detail: expect.any(String),
      instance: expect.stringContaining('urn:request:'),
    })
    const [line] = logged.filter((text) => text.includes('"fault"'))
    expect(line).toContain(answer.json().instance.replace('urn:request:', ''))
    expect(logged.join()).not.toContain('secret of the store')
  })

  test('names the sets that are there', async () => {
    const inBody = (await app.inject(RAISED['unknown-factor-set'])).json()
    expect(inBody.available).toEqual(['hand'])
    expect(inBody.errors[0]).toMatchObject({ pointer: '/factorSet', candidates: ['hand'] })
    const inPath = (await app.inject('/v1/factor-sets/nineteen')).json()
    expect(inPath).toMatchObject({ type: '/docs/problems#unknown-factor-set', available: ['hand'] })
  })

  test('says which methods a path answers', async () => {
    const answer = await app.inject({ method: 'PATCH', url: '/v1/estimates/est_1/lines' })
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET, HEAD'])
  })
})

describe('readiness', () => {
  test('needs a set and an open store, and ends with the service', async () => {
    expect((await app.inject('/readyz')).statusCode).toBe(200)
    expect((await broken.inject('/readyz')).json().type).toBe('/docs/problems#not-ready')

    const store = memoryStore()
    const own = await newApp({ store })
    await store.close()
    expect((await own.inject('/readyz')).statusCode).toBe(503)
    await own.close()
  })
})

describe('all faults at once', () => {
  test('each with its code, pointer and candidates', async () => {
    const answer = await postEstimate(app, {
      city: { name: 'Leeds', country: 'XX' },
      period: 'soon',
      'a/b~c': true,
      demand: [{ mode: 'carr', trips: '5 gallon' }],
    })
    expect(answer.statusCode).toBe(400)
    const { errors } = answer.json() as { errors: { code: string; pointer: string; candidates?: string[] }[] }
    expect(errors.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
      'invalid-field /a~1b~0c',
      'invalid-field /demand/0/mode',
      'period-invalid /period',
      expect.stringMatching(/^unit-(ambiguous|mismatch) \/demand\/0\/trips$/),
      'unknown-country /city/country',
    ])
    expect(errors.find(({ pointer }) => pointer.endsWith('/mode'))?.candidates?.[0]).toBe('car')
  })

  test('a body that is no JSON is told where, with no word of it', async () => {
    const answer = await app.inject(post('{"city": {"name": "Leeds"},\n "period": "2019",}'))
    expect([answer.statusCode, answer.json().detail]).toEqual([
      400,
      // One space, eight characters of the name, a colon, a space, six of the value and a comma stand before the brace.
      'The body is not JSON: at line 2, column 19 it needs a name in double quotes.',
    ])
  })

  test('a missing field is called missing', async () => {
    const { errors } = (await postEstimate(app, { period: '2019' })).json()
    expect(errors).toContainEqual({
      code: 'invalid-field',
      pointer: '/city',
      detail: 'The field is required.',
    })
  })

  test('quantities alone make a request that is well formed and cannot be estimated', async () => {
    const demand = [{ mode: 'car', vehicleDistance: '5 kWh' }]
    const answer = await postEstimate(app, { ...SMALL_CITY, demand })
    expect([answer.statusCode, answer.json().errors[0].code]).toEqual([422, 'unit-mismatch'])
  })

  test('person-level data is named beside the other faults, its value never', async () => {
    const answer = await postEstimate(app, { ...SMALL_CITY, driver: 'Jane Roe', nonsense: 1 })
    expect(answer.json().type).toBe('/docs/problems#person-level-data')
    expect(
      answer.json().errors.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer]),
    ).toEqual([
      ['person-level-data', '/driver'],
      ['invalid-field', '/nonsense'],
    ])
    expect(answer.body).not.toContain('Jane')
  })

  test('nothing that was sent is logged', async () => {
    const body = { ...SMALL_CITY, city: { name: 'Atlantis-by-the-Sea', country: 'GB' }, plate: 'AB12 CDE' }
    await broken.inject(post(body))
    await broken.inject('/v1/estimates?after=Atlantis-by-the-Sea')
    await broken.inject('/Atlantis-by-the-Sea')
    expect(logged.length).toBeGreaterThan(2)
    expect(logged.join()).not.toMatch(/Atlantis|AB12/)
  })
})

describe('hostile JSON', () => {
  const start = '{"city":{"name":"X","country":"GB"},"period":"2019","demand":'
  const rows = (row: string, count: number): string => `${start}[${Array(count).fill(row).join()}]}`

  test.each([
    ['__proto__', '{"__proto__":{"x":1}}', ''],
    ['__proto__ in a row', rows('{"mode":"walk","__proto__":{}}', 1), ''],
    ['constructor.prototype', '{"constructor":{"prototype":{}}}', ''],
    ['a field named constructor', '{"constructor":1}', '/constructor'],
    ['a field named toString', '{"toString":1}', '/toString'],
    [
      'an infinite number',
      rows('{"mode":"walk","passengerDistance":1e400}', 1),
      '/demand/0/passengerDistance',
    ],
    ['a negative number', rows('{"mode":"walk","passengerDistance":-1}', 1), '/demand/0/passengerDistance'],
    ['100 000 empty rows', rows('{}', 100_000), '/demand'],
    ['10 000 faulty rows', rows('{"mode":"x","trips":"y"}', 10_000), '/demand'],
    ['an array 200 000 deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, ''],
    ['an object 50 000 deep', `${'{"city":'.repeat(50_000)}1${'}'.repeat(50_000)}`, ''],
    ['a deep field', `${start}${'['.repeat(100_000)}${']'.repeat(100_000)}}`, ''],
    ['null', 'null', ''],
    ['a number', '7', ''],
    ['nothing', '', ''],
  ])('%s is refused in bounded time', async (_, payload, pointer) => {
    const { value: answer, ms } = await processorTimeOf(() => app.inject(post(payload)))
    expect(ms).toBeLessThan(2000)
    expect([400, 422]).toContain(answer.statusCode)
    expect(problem.parse(answer.json()).status).toBe(answer.statusCode)
    if (pointer !== '') expect(JSON.stringify(answer.json().errors)).toContain(`"pointer":"${pointer}`)
  })

  test('a thousand faulty rows name a bounded number of faults', async () => {
    const answer = await app.inject(post(rows('{"mode":"x","trips":"y"}', 900)))
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toHaveLength(500)
  })
})
