import { once } from 'node:events'
import { METHODS } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostNamesOf, isLoopbackAddress } from '../../api/http/host-names.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

/** The status of a request as it is written. */
async function statusOf(start: string, host = 'localhost'): Promise<number> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  socket.on('error', () => undefined)
  socket.write(`${start} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  await once(socket, 'close')
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1])
}

describe('a method', () => {
  const others = METHODS.filter((method) => !['CONNECT', 'GET', 'HEAD', 'POST'].includes(method))

  test.each(others)(
    '%s is refused where the path answers others, and finds nothing elsewhere',
    async (method) => {
      expect(await statusOf(`${method} /v1/estimates`)).toBe(405)
      expect(await statusOf(`${method} /v1/nothing`)).toBe(404)
    },
  )

  test('that HTTP does not have is not implemented', async () => {
    expect(await statusOf('FETCH /v1/estimates')).toBe(501)
    // Without a request line there is no method to speak of.
    expect(await statusOf('FETCH')).toBe(400)
  })
})

test.each(['%00', 'a%00.css', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '.env'])(
  'nothing is at /docs/static/%s',
  async (name) => {
    expect(await statusOf(`GET /docs/static/${name}`)).toBe(404)
  },
)

describe('a request without a body', () => {
  test('is refused on every path that takes one', async () => {
    await app.inject({ method: 'POST', url: '/v1/datasets', payload: { ...FLOWS_OF_TEST } })
    const operations = Object.entries(app.swagger().paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { requestBody?: unknown }>).flatMap(
        ([method, { requestBody }]) =>
          requestBody === undefined ? [] : [[method.toUpperCase(), path] as const],
      ),
    )
    expect(operations.length).toBeGreaterThan(8)
    for (const [method, path] of operations)
      for (const headers of [{}, { 'content-type': 'application/json' }, { 'content-type': 'text/csv' }]) {
        const url = path.replace(/\{[^}]+\}/g, 'flows').concat(path.endsWith('content') ? '?format=tidy' : '')
        const { statusCode } = await app.inject({ method, url, headers } as InjectOptions)
        expect([400, 415, 422], `${method} ${url} ${JSON.stringify(headers)}`).toContain(statusCode)
      }
  })
})

describe('junk in place of a table of zones', () => {
  const put = (payload: string | Buffer, type = 'text/csv') =>
    app.inject({
      method: 'PUT',
      url: '/v1/datasets/flows/zones',
      headers: { 'content-type': type },
      payload,
    })

  test.each([
    ['braces', '{}', 'a JSON text, and no table'],
    ['nothing but a line end', '\n', 'is empty'],
    ['a head without rows', 'zone,city\n', 'send the JSON'],
    ['another column in place of the city', 'zone,street\nz,leeds\n', '"column":"city"'],
    ['a row with more cells than the head', 'zone,city\nz,leeds,9\n', 'Line 2 has 3 cells'],
    ['a row with fewer cells than the head', 'zone,city\nz\n', 'Line 2 has 1 cells'],
    ['a quote that is not closed', 'zone,city\nz,"leeds\n', 'Line 2 has a quote that is not closed'],
    ['bytes that are no text', Buffer.from([0x7a, 0xff, 0xfe, 0x0a]), 'no row'],
    ['a Parquet file', Buffer.from('PAR1PAR1'), 'Parquet'],
  ])('%s leaves the zones as they are', async (_, payload, said) => {
    await put('zone,city\nz1,leeds\nz2,\n')
    const before = (await app.inject('/v1/datasets/flows')).json()
    expect(before.zones.mapped).toBe(2)
    const answer = await put(payload)
    expect(answer.statusCode).toBe(400)
    expect(JSON.stringify(answer.json().errors[0])).toContain(said)
    expect((await app.inject('/v1/datasets/flows')).json()).toEqual(before)
  })

  test('more columns than any table has leave the zones as they are, with a status of the contract', async () => {
    await put('zone,city\nz1,leeds\n')
    const answer = await put(`zone,city${',x'.repeat(5000)}\nz1,leeds\n`)
    expect(answer.json()).toMatchObject({ status: 422, type: '/docs/problems#file-refused' })
    expect((await app.inject('/v1/datasets/flows')).json().zones.mapped).toBe(1)
    const paths = app.swagger().paths as Record<string, { put?: { responses: object } }>
    expect(Object.keys(paths['/v1/datasets/{id}/zones']?.put?.responses ?? {})).toContain('422')
  })

  test('no zones at all are said in JSON', async () => {
    expect((await put('{"zones":[]}', 'application/json')).json()).toMatchObject({ zones: 0 })
  })
})

describe('a host name', () => {
  test.each([
    [
      '127.0.0.1',
      [],
      {
        localhost: true,
        '127.0.0.1': true,
        '127.9.9.9': true,
        '[::1]': true,
        'evil.example': false,
        '': false,
        '127.0.0.1.evil.example': false,
      },
    ],
    ['localhost', ['cordon.example'], { 'cordon.example': true, localhost: true, 'evil.example': false }],
    ['::1', [], { '[::1]': true, 'evil.example': false }],
    ['0.0.0.0', ['Cordon.example'], { 'cordon.example': true, localhost: true, 'evil.example': false }],
  ])('of a service at %s that names %j', (address, allowed, expected) => {
    const isOurs = hostNamesOf(address, allowed)
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, isOurs?.(name)]))).toEqual(expected)
  })

  test('is any where other machines reach the service and none is named', () => {
    expect(hostNamesOf('0.0.0.0', [])).toBeUndefined()
    expect(['127.0.0.1', '::1', 'LOCALHOST'].every(isLoopbackAddress)).toBe(true)
    expect(['0.0.0.0', '::', '10.0.0.1'].some(isLoopbackAddress)).toBe(false)
  })

  test('that is not ours is refused with every port, before anything is read', async () => {
    const own = await newApp({ hostNames: hostNamesOf('127.0.0.1', []) })
    const ask = (host: string) => own.inject({ url: '/healthz', headers: { host } })
    expect((await ask('evil.example')).json()).toMatchObject({
      type: '/docs/problems#wrong-host',
      status: 421,
    })
    expect((await ask('evil.example:80')).statusCode).toBe(421)
    expect((await ask('LOCALHOST:8080')).statusCode).toBe(200)
    expect((await ask('[::1]:8080')).statusCode).toBe(200)
    await own.close()
  })
})
