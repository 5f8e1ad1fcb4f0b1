import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readerHere } from '../../api/imports/read-file.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const recognise = (payload: string | Buffer, type = 'application/octet-stream', service = app) =>
  service.inject({
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

test('beyond what may wait for a look, who asks is told to come back', async () => {
  let look: () => void = () => undefined
  const looking = new Promise<void>((resolve) => {
    look = resolve
  })
  const reader = readerHere([])
  const busy = await newApp({
    reader: { ...reader, lookAt: (bytes, signal) => looking.then(() => reader.lookAt(bytes, signal)) },
  })
  // Sixteen of forty may be looked at or wait: all others are answered while the first is looked at.
  const refused: Awaited<ReturnType<typeof recognise>>[] = []
  let allRefused: () => void = () => undefined
  const settled = new Promise<void>((resolve) => {
    allRefused = resolve
  })
  const answers = Array.from({ length: 40 }, async () => {
    const answer = await recognise('a,b\n1,2\n', undefined, busy)
    if (refused.push(answer) === 24) allRefused()
    return answer
  })
  await settled
  for (const answer of refused) {
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1'])
    expect(answer.json()).toMatchObject({ type: '/docs/problems#busy' })
  }
  look()
  const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode)
  expect([200, 503].map((status) => statuses.filter((one) => one === status).length)).toEqual([16, 24])
  expect((await recognise('a,b\n1,2\n', undefined, busy)).statusCode).toBe(200)
  await busy.close()
})
