import { z } from 'zod'

/** A request as its answer carries it, so that it can be made again. */
export const requestInFull = z.looseObject({}).meta({
  id: 'RequestInFull',
  description: 'The request with its estimates in full, to send again.',
})
