import { z } from 'zod'

const text = z.string().max(20_000)

/** How to read a file; further parameters are options of its format. */
export const contentQuery = z
  .object({
    format: text.meta({
      description: 'The format of the file, such as `tidy`; `GET /v1/import-formats` lists all.',
    }),
    replaces: text.optional().meta({
      description: 'The digest of the file that this one replaces, such as an earlier edition.',
    }),
    sameKeys: z.enum(['add']).optional().meta({
      description:
        'Facts of the same period, place and mode as those of other files are refused; `add` counts both.',
    }),
  })
  .catchall(text)
export type ContentQuery = z.output<typeof contentQuery>
