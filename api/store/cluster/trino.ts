import { setTimeout as wait } from 'node:timers/promises'
import { StoreUnavailable } from '../store-unavailable.ts'

/** A schema of a Trino. */
export interface TrinoPlace {
  /** `http://host:port`, or `https://…`. */
  readonly url: string
  readonly user: string
  readonly password?: string | undefined
  readonly catalog: string
  readonly schema: string
}

/** Trino does not take a statement; what it says is left out, because it may repeat values. */
export class TrinoFailed extends Error {
  override readonly name = 'TrinoFailed'
  /** Trino's own name of the error, such as SCHEMA_NOT_FOUND. */
  readonly code: string

  constructor(code: string) {
    super(`Trino does not take a statement (${code}).`)
    this.code = code
  }
}

type TrinoRow = readonly (string | number | boolean | null)[]

type TakeRows = (rows: readonly TrinoRow[], columns: readonly string[]) => Promise<void> | void

interface Asking {
  readonly signal?: AbortSignal | undefined
  /** Settings of this statement alone. */
  readonly session?: Readonly<Record<string, string>>
}

/** Runs statements on a Trino, by its documented protocol over HTTP. */
export interface Trino {
  /** @param take gets the rows as they come, and the names of their columns */
  run(sql: string, take: TakeRows, asking?: Asking): Promise<void>
  rows(sql: string, asking?: Asking): Promise<TrinoRow[]>
  /** What the last look said. */
  isReady(): boolean
  /** How often it was lost. */
  failures(): number
  close(): void
}

/** A statement in which nothing moves for so long is given up [ms]: a worker that has gone shows after a minute only. */
const STALL_MS = 9_000
const PROBE_MS = 2000
const RETRY_MS = 100

/** Connects when first asked. @throws {StoreUnavailable} if it does not answer, or if a statement does not move on */
export function trinoAt(place: TrinoPlace, stallMs = STALL_MS): Trino {
  const { origin } = new URL(place.url)
  const credentials: Record<string, string> =
    place.password === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${place.user}:${place.password}`).toString('base64')}` }
  const closed = new AbortController()
  let isReady = true
  let failures = 0
  const turn = (to: boolean): void => {
    if (isReady && !to) failures += 1
    isReady = to
  }
  const probe = setInterval(() => {
    answers(`${origin}/v1/info`).then(turn, () => turn(false))
  }, PROBE_MS).unref()

  const ask = async (url: string, request: RequestInit, signal: AbortSignal | undefined): Promise<Said> => {
    // Whoever stands elsewhere must not get the password.
    if (new URL(url).origin !== origin) throw new TrinoFailed('ANOTHER_HOST')
    const until = performance.now() + stallMs
    for (;;) {
      const ends = AbortSignal.any([AbortSignal.timeout(stallMs), closed.signal, ...(signal ? [signal] : [])])
      const answer = await fetch(url, { ...request, redirect: 'error', signal: ends }).catch(() => undefined)
      signal?.throwIfAborted()
      if (answer?.ok) {
        const said = await answer.json().catch(() => undefined)
        signal?.throwIfAborted()
        if (said) return said as Said
      }
      if (answer?.status === 401 || answer?.status === 403) throw new TrinoFailed('NOT_LET_IN')
      // A gateway says so while Trino is busy.
      if (![502, 503, 504].includes(answer?.status ?? 0) || performance.now() > until)
        throw new StoreUnavailable()
      await wait(RETRY_MS)
    }
  }

  const follow: Trino['run'] = async (sql, take, { signal, session = {} } = {}) => {
    let next: string | undefined
    try {
      let said = await ask(
        `${origin}/v1/statement`,
        { method: 'POST', body: sql, headers: { ...headersOf(place, session), ...credentials } },
        signal,
      )
      let before = ''
      let moved = performance.now()
      for (;;) {
        next = said.nextUri
        if (said.error) throw failureOf(said.error)
        if (said.data && said.data.length > 0)
          await take(said.data, said.columns?.map(({ name }) => name) ?? [])
        const now = movementOf(said)
        if (now !== before || said.data) {
          before = now
          moved = performance.now()
        }
        if (next === undefined) return
        if (performance.now() - moved > stallMs) throw new StoreUnavailable()
        said = await ask(next, { headers: credentials }, signal)
      }
    } catch (error) {
      // Nobody waits for the rest.
      if (next !== undefined && new URL(next).origin === origin)
        fetch(next, { method: 'DELETE', headers: credentials, signal: AbortSignal.timeout(stallMs) }).catch(
          () => undefined,
        )
      throw error
    }
  }
  const run: Trino['run'] = async (...statement) => {
    try {
      await follow(...statement)
      turn(true)
    } catch (error) {
      if (error instanceof StoreUnavailable) turn(false)
      throw error
    }
  }
  return {
    run,
    rows: async (sql, asking) => {
      const all: TrinoRow[] = []
      await run(
        sql,
        (rows) => {
          for (const row of rows) all.push(row)
        },
        asking,
      )
      return all
    },
    isReady: () => isReady,
    failures: () => failures,
    close: () => {
      clearInterval(probe)
      closed.abort()
    },
  }
}

/** What Trino answers. */
interface Said {
  readonly nextUri?: string
  readonly columns?: readonly { readonly name: string }[]
  readonly data?: readonly TrinoRow[]
  readonly error?: { readonly errorName?: string; readonly errorType?: string }
  readonly stats?: Readonly<Record<string, unknown>>
}

const headersOf = (
  { user, catalog, schema }: TrinoPlace,
  session: Readonly<Record<string, string>>,
): Record<string, string> => ({
  'x-trino-user': user,
  'x-trino-source': 'cordon',
  'x-trino-catalog': catalog,
  'x-trino-schema': schema,
  'x-trino-time-zone': 'UTC',
  'content-type': 'text/plain; charset=utf-8',
  ...(Object.keys(session).length === 0
    ? {}
    : {
        'x-trino-session': Object.entries(session)
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join(','),
      }),
})

/** Time goes on in a statement that waits for a lost worker; these do not. */
const MOVING = [
  'state',
  'queuedSplits',
  'runningSplits',
  'completedSplits',
  'processedRows',
  'processedBytes',
  'physicalWrittenBytes',
]

const movementOf = ({ stats = {} }: Said): string => MOVING.map((name) => `${stats[name]}`).join()

/** Faults of Trino itself, of its nodes, or of what it reads from; they pass. */
const PASSING = ['INTERNAL_ERROR', 'INSUFFICIENT_RESOURCES', 'EXTERNAL']
const ENDED = ['ADMINISTRATIVELY_KILLED', 'ADMINISTRATIVELY_PREEMPTED', 'USER_CANCELED']

function failureOf({ errorName = 'UNKNOWN', errorType = '' }: NonNullable<Said['error']>): Error {
  return PASSING.includes(errorType) || ENDED.includes(errorName)
    ? new StoreUnavailable()
    : new TrinoFailed(errorName)
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PROBE_MS) })
  return answer.ok && ((await answer.json()) as { readonly starting?: boolean }).starting === false
}
