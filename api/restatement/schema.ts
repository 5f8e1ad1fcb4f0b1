import { z } from 'zod'
import { ALLOCATIONS, GWP_SETS, MODES, TRANSBOUNDARY_SPLITS } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { sum } from '../estimate/figure-schema.ts'
import { noticeCode } from '../estimate/notice-schema.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { setChangeView } from '../factors/diff-schema.ts'

const basisChoice = z
  .strictObject({
    factorSet: z.string().max(40).optional().meta({ description: 'Default: the newest set.' }),
    gwp: z.enum(GWP_SETS).optional().meta({ description: 'Default: those of the last year.' }),
    allocation: z.enum(ALLOCATIONS).optional().meta({ description: 'Default: that of the last year.' }),
    transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).optional().meta({
      description: 'Only for induced-activity. Default: that of the last year.',
    }),
  })
  .meta({ description: 'The basis on which to recompute every year.' })

const savedId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The id of a saved estimate.', examples: ['est_5a0c2f…'] })

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
    description: 'Estimates of one city, each for another year, in any order.',
  })

/** The same body with unchecked estimates: each is read separately, so that each reports all its faults. */
export const restatementFrame = z.strictObject({
  estimates: z
    .array(z.union([savedId, z.looseObject({})], { error: 'Give the id of a saved estimate, or a request.' }))
    .min(MIN_ESTIMATES)
    .max(MAX_ESTIMATES),
  with: basisChoice.optional(),
})
export type RestatementFrame = z.output<typeof restatementFrame>

const basis = {
  methodVersion: z.string(),
  factorSet: z.string(),
  gwp: z.string(),
  allocation: z.string(),
  transboundarySplit: z.string().meta({ description: 'none: the allocation does not split crossing trips.' }),
}
const pointer = z.string().meta({ description: 'Where the request states the year.' })

const filedYear = z.strictObject({
  year: z.number().int(),
  pointer,
  estimate: z.string(),
  saved: z.boolean(),
  ...basis,
  city: z.string(),
  coverage: coverage.optional().meta({ description: 'Absent in a year that an earlier version saved.' }),
  modes: z.string(),
  population: z.number().nullable(),
  co2e: sum,
  perCapita: sum.nullable(),
})

const basisChange = z
  .strictObject({
    what: z.enum(['methodVersion', 'factorSet', 'gwp', 'allocation', 'transboundarySplit', 'city', 'modes']),
    before: z.string(),
    after: z.string(),
  })
  .meta({ id: 'BasisChange', description: 'A difference between the bases of two years of a series.' })

const sourceBreak = z
  .strictObject({
    mode: z.enum(MODES),
    before: z.number().int(),
    after: z.number().int(),
    from: z.string().meta({ description: 'Sources of the figures of its vehicles, with their standards.' }),
    to: z.string(),
    gBefore: z.number().meta({ description: 'g CO2e per distance.' }),
    gAfter: z.number(),
    unit: z.enum(['vkm', 'pkm', 'tkm']),
    why: z.string().optional().meta({ description: 'What the set declares.' }),
  })
  .meta({ id: 'SourceBreak', description: 'A step between two years of a mode that is none of traffic.' })

const recomputedYear = z.strictObject({
  year: z.number().int(),
  pointer,
  estimate: z.string().meta({ description: 'The id of the estimate of this year on the common basis.' }),
  coverage,
  co2e: sum,
  perCapita: sum.nullable(),
  filed: z.number().meta({ description: 't CO2e, as filed: its known part.' }),
  change: z.number().meta({ description: 't CO2e, recomputed minus filed.' }),
  relativeChange: z.number().nullable(),
  changed: z.array(basisChange).meta({ description: 'How the common basis differs from the filed basis.' }),
  why: setChangeView.nullable().meta({
    description: 'The change factor by factor, if only the factor set differs; otherwise null.',
  }),
})

const notice = z
  .strictObject({
    code: noticeCode,
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
      comparable: z.boolean().meta({ description: 'Whether all years have one basis.' }),
      years: z.array(filedYear),
      missing: z
        .array(z.number().int())
        .meta({ description: 'Years without an estimate; nothing is filled in.' }),
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
        description:
          'Whether all years also have the same city name and the same modes, which a recomputation cannot change, and no source of the factor set changes between them.',
      }),
      statement: z.string(),
      years: z.array(recomputedYear),
      sourceBreaks: z.array(sourceBreak).meta({
        description: 'Steps that a change of source inside the factor set makes, or that it declares.',
      }),
      notices: z.array(notice),
    }),
  })
  .meta({
    id: 'Restatement',
    description: 'A series of a city as filed, with its breaks, and recomputed on one basis.',
  })
export type Restatement = z.output<typeof restatement>
