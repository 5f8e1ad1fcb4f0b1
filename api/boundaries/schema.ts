import { z } from 'zod'
import { ALLOCATIONS, SCOPES, SUB_SECTORS, TRANSBOUNDARY_SPLITS } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { figure } from '../estimate/figure-schema.ts'
import { notEstimated } from '../estimate/not-estimated-schema.ts'

const allocation = z.enum(ALLOCATIONS)

const side = z.strictObject({
  allocation,
  co2e: figure,
  basic: figure.meta({ description: 'Scopes 1 and 2.' }),
  basicPlus: figure.meta({ description: 'Scopes 1, 2 and 3, without II.5.3, which the GPC does not have.' }),
  coverage,
  complete: z.boolean().meta({ description: 'False: the totals do not include the rows in `notEstimated`.' }),
  byScope: z.array(z.strictObject({ scope: z.enum(SCOPES), co2e: figure })),
  bySubSector: z.array(
    z.strictObject({ subSector: z.enum(SUB_SECTORS), scope: z.enum(SCOPES), co2e: figure }),
  ),
  notEstimated: z.array(notEstimated),
})

const bridge = z.strictObject({
  from: allocation,
  to: allocation,
  steps: z.array(z.strictObject({ id: z.string(), title: z.string(), co2e: figure })).meta({
    description:
      'What changes from the first total to the second: below 0 for less, above 0 for more. The first total plus all steps is the second.',
  }),
})

/** One city under every allocation that its data allow. */
export const boundariesDocument = z
  .strictObject({
    estimate: z.string().meta({ description: 'Id of the estimate.' }),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    city: z.strictObject({ name: z.string(), country: z.string() }),
    period: z.string(),
    gwp: z.string(),
    transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS),
    uncertainty: z.strictObject({
      method: z.enum(['propagation', 'monte-carlo', 'none']),
      level: z.literal(0.95).optional().meta({ description: 'The level of all intervals.' }),
    }),
    sides: z.array(side),
    bridges: z.array(bridge).meta({ description: 'The steps from each side to the next.' }),
    notAvailable: z
      .array(z.strictObject({ allocation, missing: z.array(z.string()) }))
      .meta({ description: 'Allocations without any figure, with what to state in the request to get one.' }),
  })
  .meta({ id: 'Boundaries', description: 'The same city under every allocation that its data allow.' })
export type BoundariesDocument = z.output<typeof boundariesDocument>
