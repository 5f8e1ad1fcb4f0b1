import { z } from 'zod'
import {
  ALLOCATIONS,
  GWP_SETS,
  NOTICE_TITLES,
  type NoticeCode,
  TRANSBOUNDARY_SPLITS,
} from '../../src/index.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { setChangeView } from '../factors/diff-schema.ts'

const basisChoice = z
  .strictObject({
    factorSet: z.string().max(40).optional().meta({ description: 'The newest where absent.' }),
    gwp: z.enum(GWP_SETS).optional().meta({ description: 'Those of the last year where absent.' }),
    allocation: z.enum(ALLOCATIONS).optional().meta({ description: 'That of the last year where absent.' }),
    transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).optional().meta({
      description: 'Of induced-activity: that of the last year where absent.',
    }),
  })
  .meta({ description: 'What every year is made with again.' })

const savedId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'A saved estimate.', examples: ['est_5a0c2f…'] })

const MIN_ESTIMATES = 2
export const MAX_ESTIMATES = 100
/** The body of POST /v1/restatements. */
export const restatementRequest = z
  .strictObject({
    estimates: z
      .array(z.union([savedId, estimateRequest]))
      .min(MIN_ESTIMATES)
      .max(MAX_ESTIMATES),
    with: basisChoice.optional(),
  })
  .meta({
    id: 'RestatementRequest',
    description: 'Estimates of one city, each of another year, in any order.',
  })

/** The same without a look into its estimates, each of which is read for itself so that each tells all its faults. */
export const restatementFrame = z.strictObject({
  estimates: z
    .array(z.union([savedId, z.looseObject({})], { error: 'Not the id of a saved estimate, nor a request.' }))
    .min(MIN_ESTIMATES)
    .max(MAX_ESTIMATES),
  with: basisChoice.optional(),
})
export type RestatementFrame = z.output<typeof restatementFrame>

const figure = z.strictObject({
  value: z.number(),
  unit: z.string(),
  lower: z.number().optional(),
  upper: z.number().optional(),
})
const basis = {
  methodVersion: z.string(),
  factorSet: z.string(),
  gwp: z.string(),
  allocation: z.string(),
  transboundarySplit: z.string().meta({ description: 'none: the allocation splits nothing.' }),
}
const pointer = z.string().meta({ description: 'Where the request states the year.' })

const filedYear = z.strictObject({
  year: z.number().int(),
  pointer,
  estimate: z.string(),
  saved: z.boolean(),
  ...basis,
  city: z.string(),
  modes: z.string(),
  population: z.number().nullable(),
  co2e: figure,
  perCapita: figure.nullable(),
})

const basisChange = z
  .strictObject({
    what: z.enum(['methodVersion', 'factorSet', 'gwp', 'allocation', 'transboundarySplit', 'city', 'modes']),
    before: z.string(),
    after: z.string(),
  })
  .meta({ id: 'BasisChange', description: 'What two years of a series do not have in common.' })

const recomputedYear = z.strictObject({
  year: z.number().int(),
  pointer,
  estimate: z
    .string()
    .meta({ description: 'The id that the estimate of this year has on the common basis.' }),
  co2e: figure,
  perCapita: figure.nullable(),
  filed: z.number().meta({ description: 't CO2e, as filed.' }),
  change: z.number().meta({ description: 't CO2e, recomputed less filed.' }),
  relativeChange: z.number().nullable(),
  changed: z.array(basisChange).meta({ description: 'What differs from the basis that it was filed on.' }),
  why: setChangeView.nullable().meta({
    description:
      'Factor by factor, where the factor set alone differs; null where it does not, or more does.',
  }),
})

const notice = z
  .strictObject({
    code: z.enum(Object.keys(NOTICE_TITLES) as [NoticeCode, ...NoticeCode[]]),
    detail: z.string(),
    pointer: z.string().optional(),
    found: z
      .strictObject({
        value: z.number(),
        unit: z.string(),
        atLeast: z.number().optional(),
        atMost: z.number().optional(),
      })
      .optional(),
  })
  .meta({ id: 'RestatementNotice', description: 'Something to know about a series.' })

/** The answer of POST /v1/restatements. */
export const restatement = z
  .strictObject({
    city: z.strictObject({ name: z.string(), country: z.string() }),
    filed: z.strictObject({
      comparable: z.boolean().meta({ description: 'Whether all years stand on one basis.' }),
      years: z.array(filedYear),
      missing: z.array(z.number().int()).meta({ description: 'Years between them; nothing is filled in.' }),
      breaks: z.array(
        z.strictObject({
          before: z.number().int(),
          after: z.number().int(),
          pointer: z.string(),
          changed: z.array(basisChange),
        }),
      ),
      notices: z.array(notice),
    }),
    recomputed: z.strictObject({
      basis: z.strictObject(basis),
      comparable: z.boolean().meta({
        description: 'Whether all years are of the same name and modes too, which no computation can mend.',
      }),
      statement: z.string(),
      years: z.array(recomputedYear),
      notices: z.array(notice),
    }),
  })
  .meta({
    id: 'Restatement',
    description: 'A series of a city as it was filed, with its breaks, and recomputed on one basis.',
  })
export type Restatement = z.output<typeof restatement>
