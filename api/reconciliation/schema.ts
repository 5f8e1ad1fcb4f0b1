import { z } from 'zod'
import { ENERGY_CARRIERS, GAP_CAUSES, GWP_SETS, MODES, STATED_CAUSES, SUB_SECTORS } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
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
      'Energy that the same traffic burnt according to sales: the fuel sold, corrected by the known causes.',
  }),
  gap: figure.meta({
    description: 'burntBySales minus bottomUp, assessed as one figure, so that what both share cancels.',
  }),
  ratio: figure.meta({ description: 'burntBySales ÷ bottomUp.' }),
  isSignificant: z.boolean().meta({ description: 'True: the interval of the gap does not contain 0.' }),
  isRatioUnusual: z.boolean().meta({ description: 'True: the ratio is below 0.8 or above 1.2.' }),
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
        'Whether this cause could explain the gap on its own. consistent: yes. inconsistent: it would make the gap wider. not-possible: no size of it closes the gap.',
    }),
    detail: z.string(),
    sizes: z.array(size).meta({ description: 'The size that it would need on its own, in several units.' }),
    isPlausible: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the size is within `bound`; absent if there is no bound.' }),
    bound: z
      .strictObject({
        value: z.number(),
        unit: z.enum(['share', 'factor']),
        of: z.string(),
        source: z.string(),
      })
      .optional(),
  })
  .meta({ description: 'A possible cause of the gap, judged as if it were the only one.' })

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
  factor: figure.meta({ description: 'Multiplies the energy of each line with this carrier.' }),
  co2eBefore: figure,
  co2eAfter: figure,
})

const moved = z.strictObject({
  carrier,
  mode: z.enum([...MODES, 'not-split']),
  quantity: z.enum(['vehicle-distance', 'energy']).meta({
    description:
      'The quantity that changes, for the part of the mode that burns the carrier. Instead of a distance, you may change its energy per distance.',
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
    moved: z.array(moved).meta({ description: 'What the request would have to state instead.' }),
    co2eBefore: figure.meta({ description: 'The whole city, from activity.' }),
    co2eAfter: figure.meta({ description: 'The whole city, reconciled.' }),
  })
  .meta({ description: 'An offer: it never replaces the estimate.' })

/** The answer of POST /v1/reconciliations. */
export const reconciliationResult = z
  .strictObject({
    estimateId: z.string().meta({ description: 'Id of the estimate from activity.' }),
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
    coverage: z
      .strictObject({ activity: coverage, sales: coverage })
      .meta({ description: 'What each side covers; only on-road carriers are compared.' }),
    all: z.strictObject(gap).nullable().meta({ description: 'All carriers that have both sides, together.' }),
    carriers: z.array(
      z.strictObject({
        carrier,
        sold: figure.meta({ description: 'As stated, before known causes.' }),
        knownCauses: z.array(knownCause),
        ...gap,
        causes: z.array(cause),
      }),
    ),
    oneSided: z.array(
      z.strictObject({
        carrier,
        side: z.enum(['sold', 'bottom-up']),
        energy: figure,
        otherSideStatedZero: z.literal(true).optional().meta({
          description: 'The sale is stated as 0; absent: nothing is said of it.',
        }),
      }),
    ),
    notReconciled: z
      .array(z.strictObject({ subject: z.string(), detail: z.string(), missing: z.array(z.string()) }))
      .meta({ description: 'What has no counterpart on the other side, with what to state in the request.' }),
    reconciled: offer.nullable().meta({ description: 'null: no carrier has both sides.' }),
    assumptions: z.array(assumption).meta({ description: 'The assumptions of both sides.' }),
    notices: z.array(notice),
  })
  .meta({
    id: 'Reconciliation',
    description: 'Energy from activity compared with fuel sold, and an estimate from both together.',
  })

export type ReconciliationResult = z.output<typeof reconciliationResult>
