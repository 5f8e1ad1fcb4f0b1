import type {} from '@fastify/accepts'
import type { FastifyRequest } from 'fastify'

export const GEOJSON = 'application/geo+json'

/** Whether a caller would rather have CSV than JSON. Without a preference JSON is given. */
export const prefersCsv = (request: FastifyRequest): boolean =>
  preferredType(request, ['application/json', 'text/csv']) === 'text/csv'

/**
 * The type that a caller would rather have: by weight, of equals the one that the Accept header names first. A range
 * such as `text/*` stands for the first offered that it holds.
 *
 * @param offered the default first
 * @returns the default too where nothing offered is accepted
 */
export function preferredType<Type extends string>(
  request: FastifyRequest,
  offered: readonly [Type, ...Type[]],
): Type {
  const accepted = request.accepts().type([...offered])
  return offered.find((type) => type === accepted) ?? offered[0]
}
