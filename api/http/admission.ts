import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../request/failure.ts'
import { newTurns } from './turns.ts'

/** How much work is let in. */
export interface AdmissionLimits {
  /** Requests that wait for their turn. */
  readonly waiting: number
  /** Requests that wait for their turn, or are being answered and wait for something else meanwhile, such as the store. */
  readonly open: number
  /** A request that has waited longer is refused: whoever sent it has given up, or will. */
  readonly waitMs: number
  /** A queue that has stood for as long is no burst: more is asked than can be done. */
  readonly burstMs: number
  /** Then nobody is let in who would wait for longer: it is better to answer some soon than all too late. */
  readonly overloadWaitMs: number
  /** So many may wait even then, however long their work takes. */
  readonly overloadWaiting: number
  /** What is begun in one turn of the event loop; then it takes in and answers what needs no turn (`turns.ts`). */
  readonly turnMs: number
}

const LIMITS: AdmissionLimits = {
  waiting: 256,
  open: 512,
  waitMs: 10_000,
  burstMs: 500,
  overloadWaitMs: 60,
  overloadWaiting: 12,
  turnMs: 10,
}

/** How long the pace of a queue is measured before it is taken. */
const PACE_MS = 100

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Cheap, and must be answered under any load, such as whether the service lives. */
    readonly atOnce?: boolean
  }
}

/** What is let in, refused and under way. */
export interface Admission {
  waiting(): number
  open(): number
  refused(): number
}

interface Waiting {
  readonly since: number
  readonly request: FastifyRequest
  readonly enter: (failure?: Failure) => void
}

const busy = (): Failure => new Failure('busy', 'The service has more to do than it can. Try again.')

/**
 * Lets requests in one after another. Estimates are computed on the event loop: without turns, five hundred at once
 * would be computed in a row, and nothing else, such as the question whether the service lives, would be heard.
 */
export function admit(app: FastifyInstance, limits: Partial<AdmissionLimits> = {}): Admission {
  const { waiting: mostWaiting, open: mostOpen, waitMs, turnMs, ...overload } = { ...LIMITS, ...limits }
  const queue: Waiting[] = []
  const open = new WeakSet<FastifyRequest>()
  let openCount = 0
  let refusedCount = 0

  const refuse = (): Failure => {
    refusedCount += 1
    return busy()
  }
  const pace = newPace()
  const isOverloaded = (now: number): boolean =>
    queue.length >= overload.overloadWaiting &&
    pace.stoodMs(now) > overload.burstMs &&
    queue.length > overload.overloadWaitMs * pace.perMs(now)
  const begin = (request: FastifyRequest, enter: Waiting['enter']): void => {
    open.add(request)
    openCount += 1
    enter()
  }
  const enterNext = (): void => {
    const next = queue.shift()
    if (!next) return
    pace.left()
    const hasGone = next.request.raw.socket.destroyed || performance.now() - next.since > waitMs
    if (hasGone) next.enter(refuse())
    else begin(next.request, next.enter)
  }
  const turns = newTurns({
    server: app.server,
    turnMs,
    waiting: () => queue.length,
    enterNext,
    looked: () => {
      if (queue.length < overload.overloadWaiting) pace.rested()
    },
  })

  // What is refused is refused before its body is read.
  app.addHook('onRequest', (request, _, done) => {
    const isRefused = request.routeOptions.config.atOnce !== true && isOverloaded(performance.now())
    done(isRefused ? refuse() : undefined)
  })

  // Before validation: to find all that is wrong with a request may take as long as to answer it.
  app.addHook('preValidation', (request, _, done) => {
    if (request.routeOptions.config.atOnce === true) {
      done()
      return
    }
    const now = performance.now()
    if (openCount + queue.length >= mostOpen || queue.length >= mostWaiting || isOverloaded(now)) {
      done(refuse())
      return
    }
    if (turns.isOn()) {
      pace.stands(now)
      queue.push({ since: now, request, enter: done })
    } else {
      turns.start()
      begin(request, done)
    }
  })
  app.addHook('onResponse', (request, _, done) => {
    if (open.delete(request)) openCount -= 1
    done()
  })
  return { waiting: () => queue.length, open: () => openCount, refused: () => refusedCount }
}

/** How long a queue has stood without a turn for which few waited, and how fast it moves. */
function newPace() {
  let since: number | undefined
  let measuredSince = 0
  let left = 0
  let perMs = Number.POSITIVE_INFINITY
  return {
    stands: (now: number): void => {
      if (since !== undefined) return
      since = now
      measuredSince = now
      left = 0
      perMs = Number.POSITIVE_INFINITY
    },
    rested: (): void => {
      since = undefined
    },
    left: (): void => {
      left += 1
    },
    stoodMs: (now: number): number => (since === undefined ? 0 : now - since),
    perMs: (now: number): number => {
      if (now - measuredSince > PACE_MS) {
        perMs = left / (now - measuredSince)
        measuredSince = now
        left = 0
      }
      return perMs
    },
  }
}
