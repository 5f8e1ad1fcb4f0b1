import type { FastifyRequest } from 'fastify'

/** Where a reader finds a saved answer, at the service as it was asked. */
export const addressOfAnswer = ({ protocol, host }: FastifyRequest, id: string): string =>
  `${protocol}://${host}/e/${id}`
