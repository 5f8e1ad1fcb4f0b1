import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Failure } from '../request/failure.ts'

/** All that Node reads, those in common use first; CONNECT never becomes a request. */
const COMMON = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const READ = [...new Set([...COMMON, ...METHODS])].filter((method) => method !== 'CONNECT')

/**
 * Watches the routes of an app, so that a path that answers some methods says so to the others.
 *
 * @returns what closes the other methods; to be called once, after the last route
 */
export function closedMethods(app: FastifyInstance): () => void {
  const open = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = open.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    open.set(url, methods)
  })
  // No route that deletes reads a body, so that none can be of a wrong type.
  app.addHttpMethod('DELETE', { hasBody: false, overrideExisting: true })
  for (const method of READ) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  return () => {
    for (const [url, methods] of [...open]) {
      const allowed = READ.filter((one) => methods.has(one))
      const closed = READ.filter((one) => !methods.has(one))
      const refuse = async (): Promise<never> => {
        throw new Failure('method-not-allowed', `This path answers ${allowed.join(', ')}.`, { allowed })
      }
      if (!url.includes('*'))
        app.route({
          url,
          method: closed,
          config: { isClosed: true },
          schema: { hide: true },
          onRequest: refuse,
          handler: refuse,
        })
    }
  }
}
