import autocannon from 'autocannon'
import { type ChildServer, SERVICE, startServer } from './child-server.ts'
import { HENNEPIN } from './hennepin.ts'
import type { Measurement } from './measurement.ts'

const CONNECTIONS = 8

/**
 * Requests a second and 99th percentile of POST /v1/estimates, against a bare route with the same body.
 *
 * Answers are pure, so the service keeps the latest few: `http.requests` sends the Hennepin body again and again and is
 * answered from there; `http.distinct` sends a thousand bodies that differ in their population, more than are kept. They are
 * one kind of input, as the cities of a country mostly are: which figures they have is planned once.
 */
export async function benchHttp(smoke: boolean): Promise<readonly Measurement[]> {
  const seconds = smoke ? 1 : 6
  const service = await startServer(SERVICE)
  const echo = await startServer(['--import', 'tsx', 'bench/echo-server.ts'])
  try {
    const same = { requests: 0, p99: 0 }
    const distinct = { requests: 0, p99: 0 }
    const bare = { requests: 0, p99: 0 }
    // In turns, so that a slow moment of the machine meets all.
    const rounds = smoke ? 1 : 2
    for (let round = 0; round < rounds; round += 1) {
      for (const [sum, server, path, bodies] of [
        [same, service, '/v1/estimates', [HENNEPIN]],
        [distinct, service, '/v1/estimates', DISTINCT],
        [bare, echo, '/echo', [HENNEPIN]],
      ] as const) {
        await load(server, path, bodies, 1)
        add(sum, await load(server, path, bodies, seconds))
      }
    }
    const against = 'a bare Fastify route that parses, validates (zod) and echoes the same body'
    return [['http', same] as const, ['http.distinct', distinct] as const].flatMap(
      ([name, { requests, p99 }]) => [
        {
          name: `${name}.requests`,
          value: requests / rounds,
          unit: 'requests/s',
          ratio: requests / bare.requests,
          against,
        },
        {
          name: `${name}.p99`,
          value: p99,
          unit: 'ms',
          ...(bare.p99 > 0 ? { ratio: p99 / bare.p99, against } : {}),
        },
      ],
    )
  } finally {
    await service.stop()
    await echo.stop()
  }
}

const DISTINCT = Array.from({ length: 1000 }, (_, index) =>
  HENNEPIN.replace('1281565', String(1_281_565 + index)),
)

function add(sum: { requests: number; p99: number }, one: { requests: number; p99: number }): void {
  sum.requests += one.requests
  sum.p99 = Math.max(sum.p99, one.p99)
}

async function load(
  { url }: ChildServer,
  path: string,
  bodies: readonly string[],
  duration: number,
): Promise<{ requests: number; p99: number }> {
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
    connections: CONNECTIONS,
    duration,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors.`)
  return { requests: result.requests.average, p99: result.latency.p99 }
}
