import { z } from 'zod'
import { PHASES } from '../../src/index.ts'
import { leverKind } from './request-schema.ts'

const share = z.number().optional()
const words = z.string()

/** What a lever may be, and what was found of such measures. */
export const leverList = z
  .strictObject({
    records: z.string(),
    kinds: z.array(
      z.strictObject({
        kind: leverKind,
        phase: z.enum(PHASES),
        nature: z.enum(['decision', 'effect']),
        size: words,
        least: z.number(),
        most: z.number().meta({ description: 'Of `mode-shift` with `mode`: 1.' }),
        needs: z.array(words),
        takes: z.array(words),
      }),
    ),
    effects: z
      .array(
        z.strictObject({
          id: words,
          kind: leverKind,
          cause: words,
          modes: z.array(words),
          value: share,
          lower: share,
          upper: share,
          unit: z.enum(['elasticity', 'share']),
          zone: z.boolean().meta({ description: 'True: of a zone or of those who take part.' }),
          term: z.enum(['short', 'long']),
          region: words,
          note: words,
          table: words,
          source: words,
          licence: words,
          attribution: words,
          url: words.optional(),
        }),
      )
      .meta({ description: 'Published; `evidence` of a lever names one. Without `value`: only a range.' }),
  })
  .meta({ id: 'LeverList' })

export type LeverList = z.output<typeof leverList>
