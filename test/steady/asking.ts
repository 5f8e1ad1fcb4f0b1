import { setTimeout as wait } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import { neverSeen } from '../../bench/hennepin.ts'

/** How a service is asked for estimates. */
export interface Asking {
  readonly url: string
  readonly seconds: number
  /** What is due in the first so many seconds is asked for and not counted. */
  readonly leadS?: number
  /** So many are due a second, whether or not those before are answered. */
  readonly perS?: number
  /** Without a rate: so many callers, each of which asks again when it has its answer. */
  readonly callers?: number
}

/** What came of it; times of what was accepted, from when it was due to the last byte of its answer [ms]. */
export interface Asked {
  readonly accepted: number
  readonly shed: number
  /** Answers that were neither, and requests without an answer. */
  readonly others: number
  readonly timesMs: readonly number[]
}

const CONNECTIONS = 1024

/**
 * Asks for estimates that were never asked for. Answers are counted and not read: to read them takes longer than to
 * compute them.
 */
async function ask({ url, seconds, leadS = 0, perS, callers = 1 }: Asking): Promise<Asked> {
  const pool = new Pool(url, { connections: perS === undefined ? callers : CONNECTIONS, pipelining: 1 })
  const counts = { accepted: 0, shed: 0, others: 0 }
  const timesMs: number[] = []
  const start = performance.now()
  const one = async (dueMs: number): Promise<void> => {
    const status = await statusOf(pool)
    if (dueMs < start + leadS * 1000) return
    if (status === 200) {
      counts.accepted += 1
      timesMs.push(performance.now() - dueMs)
    } else if (status === 503) counts.shed += 1
    else counts.others += 1
  }
  const ends = start + (leadS + seconds) * 1000
  await (perS === undefined ? inTurn(one, callers, ends) : atRate(one, perS, start, ends))
  await pool.close()
  return { ...counts, timesMs }
}

async function inTurn(one: (dueMs: number) => Promise<void>, callers: number, ends: number): Promise<void> {
  const caller = async (): Promise<void> => {
    while (performance.now() < ends) await one(performance.now())
  }
  await Promise.all(Array.from({ length: callers }, caller))
}

async function atRate(
  one: (dueMs: number) => Promise<void>,
  perS: number,
  start: number,
  ends: number,
): Promise<void> {
  const under: Promise<void>[] = []
  const everyMs = 1000 / perS
  for (let due = start; due < ends; ) {
    const now = performance.now()
    for (; due < Math.min(now, ends); due += everyMs) under.push(one(due))
    await wait(1)
  }
  await Promise.all(under)
}

/** The status of an answer whose body has come to its end; 0 without one. */
const statusOf = (pool: Pool): Promise<number> =>
  new Promise((resolve) => {
    let status = 0
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {},
      onResponseStart: (_, code) => {
        status = code
      },
      onResponseData: () => {},
      onResponseEnd: () => resolve(status),
      onResponseError: () => resolve(0),
    }
    pool.dispatch({ path: '/v1/estimates', method: 'POST', headers: HEADERS, body: neverSeen() }, handler)
  })

const HEADERS = { 'content-type': 'application/json' }

// tsx test/steady/asking.ts '<Asking as JSON>': in a process of its own, so that what it takes is not taken from what is measured
// beside it. Prints what came of it as JSON.
process.stdout.write(JSON.stringify(await ask(JSON.parse(process.argv[2] ?? '{}') as Asking)))
