import type { FastifyInstance } from 'fastify'
import findMyWay from 'find-my-way'
import { Failure } from '../request/failure.ts'

/** What requests are made with, as a rule. */
const COMMON = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

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
  // A route for each of the 36 methods that Node reads would be most of what an app is made of: what no route answers is
  // looked up here, whatever its method.
  const paths = findMyWay()
  app.addHook('onRequest', ({ raw, routeOptions }, _, done) => {
    const path = routeOptions.url === undefined ? paths.find('GET', raw.url ?? '') : null
    done(path ? notAllowed(path.store) : undefined)
  })
  return () => {
    const routes = [...open].map(([url, methods]) => ({ url, methods, parts: url.split('/') }))
    for (const { url, methods, parts } of routes) {
      if (url.includes('*')) continue
      const allowed = COMMON.filter((one) => methods.has(one))
      paths.on('GET', url, () => undefined, allowed)
      // Another route may answer this path by this method: one of any name, or the one by which browsers ask beforehand.
      const near = routes.filter((other) => mayMeet(parts, other.parts))
      const taken = COMMON.filter(
        (one) => !methods.has(one) && (one === 'OPTIONS' || near.some((other) => other.methods.has(one))),
      )
      if (taken.length === 0) continue
      const refuse = async (): Promise<never> => {
        throw notAllowed(allowed)
      }
      app.route({
        url,
        method: taken,
        config: { isClosed: true },
        schema: { hide: true },
        onRequest: refuse,
        handler: refuse,
      })
    }
  }
}

/** Whether a path may be one of both routes; a part with a parameter may be anything, and `*` any number of parts. */
function mayMeet(route: readonly string[], other: readonly string[]): boolean {
  for (const [at, part] of route.entries()) {
    const its = other[at]
    if (its === undefined) return false
    if (its.includes('*')) return true
    if (part !== its && !part.includes(':') && !its.includes(':')) return false
  }
  return route.length === other.length
}

const notAllowed = (allowed: readonly string[]): Failure =>
  new Failure('method-not-allowed', `This path answers ${allowed.join(', ')}.`, { allowed: [...allowed] })
