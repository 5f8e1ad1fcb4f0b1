import autocannon from 'autocannon'
import { type ChildServer, startServer } from './child-server.ts'
import { HENNEPIN } from './hennepin.ts'
import type { Measurement } from './measurement.ts'

const CONNECTIONS = 8

/** Requests a second and 99th percentile of POST /v1/estimates, against a bare route with the same body. */
export async function benchHttp(smoke: boolean): Promise<readonly Measurement[]> {
  const seconds = smoke ? 1 : 8
  const service = await startServer(['dist/api/main.js'])
  const echo = await startServer(['--import', 'tsx', 'bench/echo-server.ts'])
  try {
    // In turns, so that a slow moment of the machine meets both.
    const rounds = smoke ? 1 : 2
    const ours = { requests: 0, p99: 0 }
    const bare = { requests: 0, p99: 0 }
    for (let round = 0; round < rounds; round += 1) {
      await load(service, '/v1/estimates', 1)
      add(ours, await load(service, '/v1/estimates', seconds))
      await load(echo, '/echo', 1)
      add(bare, await load(echo, '/echo', seconds))
    }
    const against = 'a bare Fastify route that parses, validates (zod) and echoes the same body'
    return [
      {
        name: 'http.requests',
        value: ours.requests / rounds,
        unit: 'requests/s',
        ratio: ours.requests / bare.requests,
        against,
      },
      { name: 'http.p99', value: ours.p99, unit: 'ms', ratio: ours.p99 / bare.p99, against },
    ]
  } finally {
    await service.stop()
    await echo.stop()
  }
}

function add(sum: { requests: number; p99: number }, one: { requests: number; p99: number }): void {
  sum.requests += one.requests
  sum.p99 = Math.max(sum.p99, one.p99)
}

async function load(
  { url }: ChildServer,
  path: string,
  duration: number,
): Promise<{ requests: number; p99: number }> {
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: HENNEPIN,
    connections: CONNECTIONS,
    duration,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors.`)
  return { requests: result.requests.average, p99: result.latency.p99 }
}
