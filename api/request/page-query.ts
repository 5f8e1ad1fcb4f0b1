import { z } from 'zod'

/** The query parameters of a paged list. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .meta({ description: 'At most this many items.' }),
  after: z.string().max(200).optional().meta({ description: 'The `next` of the page before.' }),
}
