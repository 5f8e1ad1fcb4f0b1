import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vocabulary } from '../../api/about/vocabulary-schema.ts'
import { newMetrics } from '../../api/http/metrics.ts'
import { MODES, NOTICE_TITLES, REFUSAL_TITLES, UNIT_CATALOGUE } from '../../src/index.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

test('the process says that it lives', async () => {
  const answer = await app.inject('/healthz')
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok' }])
})

test('the vocabulary holds every closed list', async () => {
  const answer = vocabulary.parse((await app.inject('/v1/vocabulary')).json())
  expect(answer.modes.map(({ id }) => id)).toEqual(MODES)
  expect(answer.modes[0]).toMatchObject({
    id: 'car',
    sector: 'private',
    subSector: 'II.1',
    payload: 'passengers',
  })
  expect(answer.units).toHaveLength(UNIT_CATALOGUE.length)
  expect(answer.refusals.map(({ id }) => id)).toEqual(Object.keys(REFUSAL_TITLES))
  expect(answer.notices.map(({ id }) => id)).toEqual(Object.keys(NOTICE_TITLES))
})

describe('metrics', () => {
  test('count requests by route and status, never by address', async () => {
    await app.inject('/healthz')
    await app.inject('/v1/estimates/est_secret')
    const answer = await app.inject('/metrics')
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.body).toMatch(
      /^cordon_http_requests_total\{method="GET",route="\/healthz",status="200"\} [1-9]/m,
    )
    expect(answer.body).toContain('route="/v1/estimates/:id",status="404"')
    expect(answer.body).not.toContain('est_secret')
  })

  // Dashboards read these names.
  test.each([
    'cordon_http_requests_total',
    'cordon_http_request_duration_seconds',
    'process_resident_memory_bytes',
    'nodejs_heap_used_bytes',
  ])('have %s', async (name) => {
    await app.inject('/healthz')
    const { body } = await app.inject('/metrics')
    expect(body).toMatch(new RegExp(`^# TYPE ${name} (counter|histogram|gauge)$`, 'm'))
    expect(body).toMatch(new RegExp(`^${name}(_count)?(\\{[^}]*\\})? [0-9.]+`, 'm'))
  })

  test('a histogram counts a request in every bucket that it fits', async () => {
    const metrics = newMetrics()
    metrics.observe('GET', '/x', 200, 3)
    metrics.observe('GET', '/x', 200, 9000)
    const lines = (await metrics.text()).split('\n')
    const bucket = (bound: string) =>
      lines.find(
        (line) =>
          line.startsWith('cordon_http_request_duration_seconds_bucket') && line.includes(`le="${bound}"`),
      )
    expect(bucket('0.0025')).toMatch(/ 0$/)
    expect(bucket('0.005')).toMatch(/ 1$/)
    expect(bucket('5')).toMatch(/ 1$/)
    expect(bucket('+Inf')).toMatch(/ 2$/)
  })
})

describe('pages', () => {
  test.each(['/', '/docs', '/docs/problems'])(
    '%s is HTML that asks nobody else for anything',
    async (path) => {
      const answer = await app.inject(path)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toMatch(/^text\/html/)
      expect(answer.headers['content-security-policy']).toMatch(/^default-src '(none|self)'/)
      expect(answer.body).not.toMatch(/(src|href)="(https?:)?\/\//)
    },
  )

  test('the interactive page has its parts here', async () => {
    const { body } = await app.inject('/docs')
    const parts = [...body.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:css|js))"/g)].map(([, part = '']) => part)
    expect(parts.length).toBeGreaterThan(2)
    for (const part of parts) {
      const url = part.startsWith('docs/') ? `/${part}` : `/docs/${part}`
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200])
    }
  })

  test('the problems page has an anchor for every code, each once', async () => {
    const { body } = await app.inject('/docs/problems')
    const anchors = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(anchors).size).toBe(anchors.length)
    for (const code of [...Object.keys(REFUSAL_TITLES), ...Object.keys(NOTICE_TITLES)])
      expect(anchors).toContain(code)
  })
})
