import type { FastifyInstance } from 'fastify'
import { Failure } from '../request/failure.ts'
import { isOfTypes } from './openapi-bodies.ts'

/** Refuses a request without a body where the route takes one of several types: no validator looks at it there. */
export function requireBodies(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _, done) => {
    const isMissing = request.body === undefined || request.body === null
    done(
      isMissing && isOfTypes(request.routeOptions.schema?.body)
        ? new Failure('malformed-body', 'The body is empty.')
        : undefined,
    )
  })
}
