import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../request/failure.ts'

/** How much work is let in. */
export interface AdmissionLimits {
  /** Requests that wait for their turn. */
  readonly waiting: number
  /** Requests that are being answered, of those that wait for something else meanwhile, such as the store. */
  readonly open: number
  /** A request that has waited longer is refused: whoever sent it has given up, or will. */
  readonly waitMs: number
  /** What is begun in one turn of the event loop; then it takes in and answers what needs no turn. */
  readonly turnMs: number
}

const LIMITS: AdmissionLimits = { waiting: 256, open: 512, waitMs: 10_000, turnMs: 25 }

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
  const { waiting: mostWaiting, open: mostOpen, waitMs, turnMs } = { ...LIMITS, ...limits }
  const queue: Waiting[] = []
  const open = new WeakSet<FastifyRequest>()
  let openCount = 0
  let refusedCount = 0
  let turnEnds: number | undefined

  const refuse = (): Failure => {
    refusedCount += 1
    return busy()
  }
  const begin = (request: FastifyRequest, enter: Waiting['enter']): void => {
    open.add(request)
    openCount += 1
    enter()
  }
  const nextTurn = (): void => {
    turnEnds = performance.now() + turnMs
    while (queue.length > 0 && performance.now() < turnEnds) {
      const { since, request, enter } = queue.shift() as Waiting
      if (request.raw.socket.destroyed || performance.now() - since > waitMs) enter(refuse())
      else begin(request, enter)
    }
    if (queue.length > 0) setImmediate(nextTurn)
    else turnEnds = undefined
  }

  // Before validation: to find all that is wrong with a request may take as long as to answer it.
  app.addHook('preValidation', (request, _, done) => {
    if (request.routeOptions.config.atOnce === true) {
      done()
      return
    }
    const now = performance.now()
    if (openCount >= mostOpen || queue.length >= mostWaiting) {
      done(refuse())
      return
    }
    if (turnEnds === undefined) {
      turnEnds = now + turnMs
      setImmediate(nextTurn)
    }
    if (queue.length === 0 && now < turnEnds) begin(request, done)
    else queue.push({ since: now, request, enter: done })
  })
  app.addHook('onResponse', (request, _, done) => {
    if (open.delete(request)) openCount -= 1
    done()
  })
  return { waiting: () => queue.length, open: () => openCount, refused: () => refusedCount }
}
