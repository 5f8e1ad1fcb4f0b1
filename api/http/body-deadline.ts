import type { FastifyInstance } from 'fastify'
import { answerUnreadable } from './problem.ts'

/** A body that trickles in holds a connection no longer than this. */
const DEADLINE_MS = 30_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may take as long as it goes on coming in; the route sees to that itself. */
    readonly longBody?: boolean
  }
}

/** Ends connections whose body does not come in. Node's own limit is one for all paths, files of datasets too. */
export function limitBodies(app: FastifyInstance, deadlineMs = DEADLINE_MS): void {
  app.addHook('onRequest', (request, _, done) => {
    done()
    const { raw, headers, routeOptions } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    if (routeOptions.config.longBody === true) return
    const giveUp = (): void =>
      answerUnreadable(Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), raw.socket)
    const timer = setTimeout(giveUp, deadlineMs).unref()
    const stop = (): void => clearTimeout(timer)
    raw.once('end', stop).once('close', stop)
  })
}
