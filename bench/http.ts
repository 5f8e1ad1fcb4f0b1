import autocannon from 'autocannon'
import { type ChildServer, processorMs, SERVICE, startServer } from './child-server.ts'
import { HENNEPIN, neverSeen } from './hennepin.ts'
import type { Measurement } from './measurement.ts'

const CONNECTIONS = 8
const AGAINST = 'a bare Fastify route that parses, validates (zod) and echoes the same bodies'

/** What a server did under load. */
interface Load {
  /** A second. */
  requests: number
  p99: number
  processorMs: number
}

/**
 * POST /v1/estimates against a bare route that is sent the same bodies: requests a second, 99th percentile, and processor time of a
 * request, which other work on the machine moves least.
 *
 * Answers are pure, so the service keeps the latest that were asked for again: `http.requests` sends the Hennepin body again and
 * again and is answered from there. `http.distinct` never sends a body twice, not by another connection either. Its bodies differ in
 * their population and in every distance; they are one kind of input, as the cities of a country mostly are, whose lines are made
 * once.
 */
export async function benchHttp(smoke: boolean): Promise<readonly Measurement[]> {
  const seconds = smoke ? 1 : 6
  const service = await startServer(SERVICE)
  const echo = await startServer(['--import', 'tsx', 'bench/echo-server.ts'])
  try {
    const [same, distinct, bareSame, bareDistinct] = [noLoad(), noLoad(), noLoad(), noLoad()]
    // In turns, so that a slow moment of the machine meets all.
    const rounds = smoke ? 1 : 2
    for (let round = 0; round < rounds; round += 1) {
      for (const [sum, server, path, body] of [
        [same, service, '/v1/estimates', () => HENNEPIN],
        [bareSame, echo, '/echo', () => HENNEPIN],
        [distinct, service, '/v1/estimates', neverSeen],
        [bareDistinct, echo, '/echo', neverSeen],
      ] as const) {
        await load(server, path, body, 1)
        add(sum, await load(server, path, body, seconds))
      }
    }
    return [
      ...measured('http', same, bareSame, rounds),
      ...measured('http.distinct', distinct, bareDistinct, rounds),
    ]
  } finally {
    await service.stop()
    await echo.stop()
  }
}

const noLoad = (): Load => ({ requests: 0, p99: 0, processorMs: 0 })

function measured(name: string, of: Load, bare: Load, rounds: number): readonly Measurement[] {
  const row = (what: string, value: number, unit: string, peer: number): Measurement => ({
    name: `${name}.${what}`,
    value,
    unit,
    ...(peer > 0 ? { ratio: value / peer, against: AGAINST } : {}),
  })
  return [
    row('requests', of.requests / rounds, 'requests/s', bare.requests / rounds),
    row('p99', of.p99, 'ms', bare.p99),
    row('processor', of.processorMs / rounds, 'ms/request', bare.processorMs / rounds),
  ]
}

function add(sum: Load, one: Load): void {
  sum.requests += one.requests
  sum.p99 = Math.max(sum.p99, one.p99)
  sum.processorMs += one.processorMs
}

async function load(
  { url, pid }: ChildServer,
  path: string,
  body: () => string,
  duration: number,
): Promise<Load> {
  const before = processorMs(pid)
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Made for each request: all connections walk a list of bodies alike, and would send each of them eight times.
    requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }],
    connections: CONNECTIONS,
    duration,
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors.`)
  return {
    requests: result.requests.average,
    p99: result.latency.p99,
    processorMs: (processorMs(pid) - before) / result.requests.total,
  }
}
