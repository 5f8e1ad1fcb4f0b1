import { z } from 'zod'

const text = z.string().max(20_000)

/** How a file is to be read; further parameters are options of its format. */
export const contentQuery = z
  .object({
    format: text.meta({ description: 'What the file is.' }),
    replaces: text.optional().meta({
      description:
        'The digest of a file of the dataset, such as an earlier edition, whose place this one takes.',
    }),
  })
  .catchall(text)
export type ContentQuery = z.output<typeof contentQuery>
