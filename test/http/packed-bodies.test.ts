import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

// A client that packs what it sends was told that its body is no JSON.
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const post = (payload: string | Buffer, encoding: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/estimates',
    payload,
    headers: { 'content-type': 'application/json', 'content-encoding': encoding },
  })

test.each([['gzip'], ['br'], ['GZIP'], ['gzip, br']])('a body in %s is refused as such', async (encoding) => {
  const answer = await post(gzipSync(JSON.stringify(SMALL_CITY)), encoding)
  expect(answer.statusCode).toBe(415)
  expect(answer.json().detail).toContain('Content-Encoding')
})

test('a body as it is is read', async () => {
  expect((await post(JSON.stringify(SMALL_CITY), 'identity')).statusCode).toBe(200)
})

test('a request without a body is not looked at', async () => {
  const headers = { 'content-encoding': 'gzip' }
  expect((await app.inject({ url: '/v1/vocabulary', headers })).statusCode).toBe(200)
})

test('a file of a dataset may say that it is in gzip, and nothing else', async () => {
  const put = (encoding: string) =>
    app.inject({
      method: 'PUT',
      url: '/v1/datasets/none/content?format=tidy',
      payload: gzipSync('period,city,mode,trips\n2023,a,car,1000\n'),
      headers: { 'content-type': 'text/csv', 'content-encoding': encoding },
    })
  expect((await put('br')).statusCode).toBe(415)
  // Past the look at its packing: there is no such dataset.
  expect((await put('gzip')).statusCode).toBe(404)
})
