import { z } from 'zod'
import { ENERGY_CARRIERS, GAP_CAUSES, GWP_SETS, MODES, STATED_CAUSES, SUB_SECTORS } from '../../src/index.ts'
import { figure as bareFigure } from '../estimate/figure-schema.ts'
import { notice } from '../estimate/notice-schema.ts'
import { assumption } from '../estimate/result-schema.ts'

const end = (name: string) =>
  z.number().meta({ description: `${name} end of the 95 % interval, in \`unit\`.` })

/** A reconciliation always has intervals: its gaps are made from them. */
const figure = bareFigure
  .extend({ lower: end('Lower'), upper: end('Upper') })
  .meta({ id: 'BoundedFigure', description: 'A number with its unit and 95 % interval; not rounded.' })

const carrier = z.enum(ENERGY_CARRIERS)

const gap = {
  bottomUp: figure.meta({ description: 'Energy that the stated activity burns inside the boundary.' }),
  burntBySales: figure.meta({
    description:
      'Energy that the same traffic burnt according to sales: what was sold, and the known causes.',
  }),
  gap: figure.meta({
    description: 'burntBySales less bottomUp, assessed as one figure: what both share cancels.',
  }),
  ratio: figure.meta({ description: 'burntBySales over bottomUp.' }),
  isSignificant: z.boolean().meta({ description: 'The interval of the gap does not hold 0.' }),
  isRatioUnusual: z.boolean().meta({ description: 'The ratio lies outside 0.8 to 1.2.' }),
}

const size = z.strictObject({
  value: z.number().meta({ description: 'Never below 0.' }),
  unit: z.enum(['TJ', 'L', 'vkm', 'share', 'factor']),
})

const cause = z
  .strictObject({
    cause: z.enum(GAP_CAUSES),
    verdict: z.enum(['consistent', 'inconsistent', 'not-possible']).meta({
      description:
        'Whether it could close the gap by itself; inconsistent: it would make it wider; not-possible: no size of it does.',
    }),
    detail: z.string(),
    sizes: z.array(size).meta({ description: 'The size it would need alone, in several units.' }),
    isPlausible: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the size lies within `bound`; absent where there is none.' }),
    bound: z
      .strictObject({
        value: z.number(),
        unit: z.enum(['share', 'factor']),
        of: z.string(),
        source: z.string(),
      })
      .optional(),
  })
  .meta({ description: 'A plausible cause of the gap, as if it were the only one.' })

const knownCause = z.strictObject({
  cause: z.enum(STATED_CAUSES),
  pointer: z.string(),
  effect: z.enum(['taken-from-sold', 'added-to-sold']),
  energy: z.strictObject({ value: z.number(), unit: z.literal('TJ') }),
})

const reconciledCarrier = z.strictObject({
  carrier,
  energy: figure,
  weightOfBottomUp: z.number().meta({ description: 'Share.' }),
  weightOfSold: z.number().meta({ description: 'Share.' }),
  factor: figure.meta({ description: 'What the energy of each line on the carrier is multiplied by.' }),
  co2eBefore: figure,
  co2eAfter: figure,
})

const moved = z.strictObject({
  carrier,
  mode: z.enum([...MODES, 'not-split']),
  quantity: z.enum(['vehicle-distance', 'energy']).meta({
    description:
      'Of the part of the mode that burns the carrier. A distance may stand for its energy per distance.',
  }),
  pointers: z.array(z.string()).meta({ description: 'The rows of the request.' }),
  factor: z.number(),
  before: z.number().meta({ description: 'In `unit`.' }),
  after: z.number().meta({ description: 'In `unit`.' }),
  unit: z.enum(['vkm', 'TJ']),
})

const offer = z
  .strictObject({
    reconciled: z.literal(true),
    statement: z.string(),
    carriers: z.array(reconciledCarrier),
    moved: z.array(moved).meta({ description: 'What the request would have to say otherwise.' }),
    co2eBefore: figure.meta({ description: 'Of the whole city, from activity.' }),
    co2eAfter: figure.meta({ description: 'Of the whole city, reconciled.' }),
  })
  .meta({ description: 'Offered beside the estimate, never in its place.' })

/** The answer of POST /v1/reconciliations. */
export const reconciliationResult = z
  .strictObject({
    estimateId: z.string().meta({ description: 'Of the estimate from activity.' }),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    city: z.strictObject({ name: z.string(), country: z.string() }),
    period: z.string(),
    subSector: z.enum(SUB_SECTORS).meta({ description: 'What is reconciled: on-road transport.' }),
    gwp: z.enum(GWP_SETS),
    uncertainty: z.strictObject({
      method: z.enum(['propagation', 'monte-carlo']),
      level: z.literal(0.95),
      draws: z.number().optional(),
      seed: z.number().optional(),
    }),
    all: z.strictObject(gap).nullable().meta({ description: 'All carriers with both sides together.' }),
    carriers: z.array(
      z.strictObject({
        carrier,
        sold: figure.meta({ description: 'As stated, before known causes.' }),
        knownCauses: z.array(knownCause),
        ...gap,
        causes: z.array(cause),
      }),
    ),
    oneSided: z.array(z.strictObject({ carrier, side: z.enum(['sold', 'bottom-up']), energy: figure })),
    notReconciled: z
      .array(z.strictObject({ subject: z.string(), detail: z.string(), missing: z.array(z.string()) }))
      .meta({ description: 'What has no counterpart, with what would have to be stated.' }),
    reconciled: offer.nullable().meta({ description: 'null: no carrier has both sides.' }),
    assumptions: z.array(assumption).meta({ description: 'Of both sides.' }),
    notices: z.array(notice),
  })
  .meta({
    id: 'Reconciliation',
    description: 'Energy from activity beside fuel sold, and what both together give.',
  })

export type ReconciliationResult = z.output<typeof reconciliationResult>
