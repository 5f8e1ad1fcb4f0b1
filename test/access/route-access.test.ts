import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAccess, ROUTE_ACCESS } from '../../api/access/route-access.ts'
import { keyedService } from './keyed-service.ts'

const routes: RouteOptions[] = []
const gather = (message: unknown): void => {
  const { fastify } = message as { readonly fastify: FastifyInstance }
  fastify.addHook('onRoute', (route) => void routes.push(route))
  fastify.get('/planted', async () => 'nobody said who may read this')
}
let service: Awaited<ReturnType<typeof keyedService>>
beforeAll(async () => {
  subscribe('fastify.initialization', gather)
  service = await keyedService()
  await service.app.ready()
  unsubscribe('fastify.initialization', gather)
})
afterAll(() => service.close())

/** Those that answer: each method of each path, HEAD aside, which answers as GET does. */
const answering = () =>
  routes
    .filter(({ config }) => !config?.isClosed)
    .flatMap(({ method, url }) => [method].flat().map((one) => ({ method: one, url })))
    .filter(({ method }) => method !== 'HEAD')

const called = ({ method, url }: { method: string; url: string }) => ({
  method: method as HTTPMethods,
  url: url.replace(/:(\w+)/g, 'x').replace('*', 'x.css'),
})

describe('every route', () => {
  test('says what it asks for; the planted one does not, and is found', async () => {
    const names = answering().map(({ method, url }) => `${method} ${url}`)
    expect(names.length).toBeGreaterThan(60)
    expect(names.filter((name) => !(name in ROUTE_ACCESS))).toEqual(['GET /planted'])
    const missing = Object.keys(ROUTE_ACCESS).filter((name) => !names.includes(name))
    // A plugin's path answers with and without its last slash, and is announced once.
    expect(missing).toEqual(['GET /docs'])
    expect((await service.ask(undefined, { url: '/docs' })).statusCode).toBeLessThan(400)
  })

  test('that says nothing answers nobody', async () => {
    const { secret } = await service.keyFor(['read', 'contribute', 'release', 'operate'])
    expect((await service.ask(secret, { url: '/planted' })).statusCode).toBe(403)
    expect((await service.ask(undefined, { url: '/planted' })).statusCode).toBe(403)
  })

  test('needs a key, but those that a browser loads first and those that say whether the service lives', async () => {
    for (const route of answering().filter(({ url }) => url !== '/planted')) {
      const { statusCode } = await service.ask(undefined, called(route))
      const isFree = !route.url.startsWith('/v1/') && route.url !== '/metrics'
      expect([route, statusCode === 401]).toEqual([route, !isFree])
    }
  })

  test('that writes answers no key that only reads', async () => {
    const { secret } = await service.keyFor(['read'])
    const written = answering().filter(({ method, url }) => {
      const { scope } = findAccess(method, url) ?? {}
      return scope !== undefined && scope !== 'read'
    })
    // Registering, content, zones, a city, three deletions and the metrics.
    expect(written.length).toBeGreaterThanOrEqual(8)
    for (const route of written)
      expect([route, (await service.ask(secret, called(route))).statusCode]).toEqual([route, 403])
  })

  test('of a method that changes something asks for more than reading, but for what only computes', () => {
    const computed = [
      'POST /v1/comparisons',
      'POST /v1/estimates',
      'POST /v1/verifications',
      'POST /v1/years',
      'POST /v1/peers',
      'POST /v1/reconciliations',
      'POST /v1/restatements',
      'POST /v1/scenarios',
      'POST /v1/scenarios/explanation',
      'POST /v1/statements/:part',
      'POST /v1/filed-inventories',
      'POST /v1/imports/recognise',
    ]
    const changing = answering().filter(({ method }) => method !== 'GET')
    const read = changing.filter(({ method, url }) => findAccess(method, url)?.scope === 'read')
    expect(read.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(computed.sort())
  })
})
