import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { neverSeen } from '../../bench/hennepin.ts'
import type { RunningService } from '../fixtures/running-service.ts'
import type { Asked, Asking } from './asking.ts'

/** What a service did when it was asked for more than it can do. */
export interface OverloadReport {
  /** Answers a second to callers that wait for each [1/s]. */
  readonly servedPerS: number
  /** What was asked a second then [1/s]. */
  readonly askedPerS: number
  readonly accepted: number
  readonly shed: number
  /** Answers that were neither, and requests without an answer. */
  readonly others: number
  /** Time to the answer of what was accepted [ms]. */
  readonly p50: number
  readonly p99: number
  /** Time to the answer of `/healthz`, asked now and then meanwhile [ms]. */
  readonly healthP99: number
}

interface Options {
  readonly seconds: number
  /** How many times what it can do is asked. */
  readonly times?: number
}

const CALLERS = 8
const HEALTH_EVERY_MS = 100
/** A burst is let in and waits; what is measured is what comes when it has become too much. */
const BURST_S = 5
/** More than may wait. */
const BURST_CONNECTIONS = 600
const PATIENCE_S = 600

/** Asks for estimates that were never asked for: first as fast as they are answered, then several times as fast. */
export async function overload(
  { url }: RunningService,
  { seconds, times = 4 }: Options,
): Promise<OverloadReport> {
  const asked = { url, seconds }
  await ask({ url, seconds: Math.min(2, seconds), callers: CALLERS })
  const calm = await ask({ ...asked, callers: CALLERS })
  const servedPerS = Math.max(1, Math.round(calm.accepted / seconds))
  const askedPerS = servedPerS * times
  const asking = ask({ ...asked, perS: askedPerS, leadS: BURST_S })
  const health = await healthTimes(url, asking)
  const { timesMs, ...counts } = await asking
  return {
    servedPerS,
    askedPerS,
    ...counts,
    p50: percentile(timesMs, 0.5),
    p99: percentile(timesMs, 0.99),
    healthP99: percentile(health, 0.99),
  }
}

/** Asks from so many connections at once that not all may wait, for a moment. */
export async function burst({
  url,
}: RunningService): Promise<Pick<OverloadReport, 'accepted' | 'shed' | 'others'>> {
  const result = await autocannon({
    url: `${url}/v1/estimates`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [{ setupRequest: (request) => ({ ...request, body: neverSeen() }) }],
    connections: BURST_CONNECTIONS,
    // Each asks once, however long that takes.
    amount: BURST_CONNECTIONS,
    timeout: PATIENCE_S,
  })
  return countsOf(result)
}

function countsOf(result: autocannon.Result): Pick<OverloadReport, 'accepted' | 'shed' | 'others'> {
  const shed = result.statusCodeStats?.['503']?.count ?? 0
  return { accepted: result['2xx'], shed, others: result.non2xx - shed + result.errors }
}

const ASKING = fileURLToPath(new URL('./asking.ts', import.meta.url))

async function ask(asking: Asking): Promise<Asked> {
  const words = ['--import', import.meta.resolve('tsx'), ASKING, JSON.stringify(asking)]
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 10_000_000 })
  return JSON.parse(stdout) as Asked
}

async function healthTimes(url: string, until: Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  let isOver = false
  const over = (): void => {
    isOver = true
  }
  until.then(over, over)
  while (!isOver) {
    const start = performance.now()
    const answer = await fetch(`${url}/healthz`)
    await answer.arrayBuffer()
    times.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, HEALTH_EVERY_MS))
  }
  return times
}

const percentile = (sample: readonly number[], share: number): number =>
  Math.round(sample.toSorted((a, b) => a - b)[Math.floor(share * (sample.length - 1))] ?? Number.NaN)
