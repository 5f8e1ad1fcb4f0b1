import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tracesTo } from '../../api/service/tracing.ts'
import { startService } from '../fixtures/running-service.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

/** A collector that keeps what it was sent. */
async function newCollector() {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      bodies.push(`${request.url} ${body}`)
      response.setHeader('content-type', 'application/json').end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, bodies, close: () => server.close() }
}

test('a collector is sent the method, route and status of requests, and nothing that a caller sent', async () => {
  const collector = await newCollector()
  const traces = tracesTo(collector.url)
  const app = await newApp({ tracing: traces })
  const trace = '0af7651916cd43dd8448eb211c80319c'
  await postEstimate(app, { ...SMALL_CITY, city: { ...SMALL_CITY.city, name: 'Canary' } }, '?save=true')
  await app.inject({
    url: '/v1/estimates/est_secret?lang=de',
    headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
  })
  await app.close()
  await traces.close()
  collector.close()
  const said = collector.bodies.join('\n')
  expect(said).toMatch(/^\/v1\/traces \{/)
  expect(said).toContain('POST /v1/estimates')
  expect(said).toContain('GET /v1/estimates/:id')
  expect(said).toContain(trace)
  // 404 of the estimate that is not there; 201 of the one that was saved.
  expect(said).toMatch(/"http.response.status_code","value":\{"intValue":"?404/)
  expect(said).toMatch(/"http.response.status_code","value":\{"intValue":"?201/)
  expect(said).not.toMatch(/Canary|est_|lang=|127\.0\.0\.1/)
})

test('a collector that is not there takes nothing from the service', async () => {
  const collector = await newCollector()
  collector.close()
  const traces = tracesTo(collector.url)
  const app = await newApp({ tracing: traces })
  expect((await postEstimate(app, SMALL_CITY)).statusCode).toBe(200)
  await app.close()
  await traces.close()
})

test('the service as it is built sends them', async () => {
  const collector = await newCollector()
  const folder = mkdtempSync(join(tmpdir(), 'cordon-traces-'))
  const { url, child, ended } = await startService(folder, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  child.kill('SIGTERM')
  // What is left is sent at the end.
  expect(await ended).toBe(0)
  collector.close()
  rmSync(folder, { recursive: true })
  expect(collector.bodies.join('\n')).toContain('GET /healthz')
})
