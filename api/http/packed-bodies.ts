import type { FastifyInstance } from 'fastify'
import { Failure } from '../request/failure.ts'

const DETAIL =
  'The body is packed (Content-Encoding), and bodies are read as they are: send it unpacked. Only files of datasets may be packed, with gzip.'

/** Refuses bodies that are packed on the way, which would be read as damaged; files of datasets tell gzip by their first bytes. */
export function refusePackedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, routeOptions }, _, done) => {
    if (routeOptions.schema?.body === undefined) {
      done()
      return
    }
    const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
    const taken = routeOptions.config.longBody ? ['', 'identity', 'gzip', 'x-gzip'] : ['', 'identity']
    done(taken.includes(encoding) ? undefined : new Failure('unsupported-media-type', DETAIL))
  })
}
