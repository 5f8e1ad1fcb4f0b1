import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const recognise = (payload: string | Buffer, type = 'application/octet-stream') =>
  app.inject({
    method: 'POST',
    url: '/v1/imports/recognise',
    headers: { 'content-type': type },
    payload,
  })

test('the first bytes tell what a file is, and how large it may be', async () => {
  const reply = await recognise('period,city,mode,trips\n2024,a,car,5\n')
  expect(reply.statusCode).toBe(200)
  expect(reply.json()).toMatchObject({
    kind: 'dataset',
    formats: [{ format: 'tidy' }],
    maxBytes: 2 * 1024 ** 3,
  })
})

test('more than the first bytes, another type and nothing at all are refused', async () => {
  expect((await recognise(Buffer.alloc(65_536, 'a'))).statusCode).toBe(200)
  expect((await recognise(Buffer.alloc(65_537, 'a'))).statusCode).toBe(413)
  expect((await recognise('a', 'text/csv')).statusCode).toBe(415)
  const nothing = await app.inject({ method: 'POST', url: '/v1/imports/recognise' })
  expect(nothing.statusCode).toBe(400)
})
