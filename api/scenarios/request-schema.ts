import { z } from 'zod'
import {
  DIVERSION_ORIGINS,
  ENERGY_CARRIERS,
  LAST_YEAR,
  LEVER_KINDS,
  MAX_LEVERS,
  MODES,
  POWERTRAINS,
  RAMPS,
  STATED_FIELDS,
  TARGET_KINDS,
} from '../../src/index.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { quantity, signedQuantity } from '../request/quantity.ts'
import { uncertaintyOptions } from '../request/uncertainty-options.ts'

const mode = z.enum(MODES)
const powertrain = z.enum(POWERTRAINS)
export const leverKind = z.enum(LEVER_KINDS).meta({ id: 'LeverKind' })
const EXPECTED_YEAR = `Expected a year, such as 2035.`
const year = z
  .union([z.number(), z.string()], { error: EXPECTED_YEAR })
  .transform(Number)
  .refine((one) => Number.isInteger(one) && one >= 1990 && one <= 2 * LAST_YEAR - 1990, {
    error: EXPECTED_YEAR,
  })
  .meta({ id: 'ScenarioYear', description: 'A year.', examples: [2035] })

const point = z.strictObject({ year, value: z.number() }).meta({ id: 'PathPoint' })
const path = z.array(point).min(1, { error: 'A path needs a point at least.' }).max(80).meta({
  id: 'ScenarioPath',
  description: 'Values by year, straight between the points; it must reach `until`.',
})

const { tripShare, meanTripLength } = STATED_FIELDS['travel/modes']
const share = quantity({ ...tripShare, example: '12 %', words: 'A share.' })
const size = signedQuantity({ ...tripShare, example: '12 %', words: 'A share.' })
const length = quantity({ ...meanTripLength, example: '4 km', words: 'A length.' })

const yearlyChange = z.number().min(-0.5).max(0.5).meta({ description: 'Such as 0.01: 1 % more every year.' })

const reference = z
  .strictObject({
    population: path.optional().meta({ description: 'Inhabitants.' }),
    activity: z
      .array(z.strictObject({ mode: mode.optional(), yearlyChange }))
      .max(40)
      .optional()
      .meta({ description: 'Change of the distance per person, by mode; without `mode`: of all others.' }),
    grid: path.optional().meta({ description: 'CO2 of electricity as a ratio to the base year.' }),
    sales: z
      .array(z.strictObject({ mode, powertrain, path }))
      .max(40)
      .optional()
      .meta({ description: 'Shares of sales by powertrain.' }),
    efficiency: z
      .array(z.strictObject({ mode, yearlyChange }))
      .max(40)
      .optional()
      .meta({ description: 'Change of the energy per distance.' }),
    newVehicles: z
      .array(z.strictObject({ mode, path }))
      .max(40)
      .optional()
      .meta({ description: 'Energy per distance of what is sold, as a ratio to the base year.' }),
    blends: z
      .array(z.strictObject({ carrier: z.enum(ENERGY_CARRIERS), path }))
      .max(20)
      .optional()
      .meta({ description: 'Share of biofuel in the energy of a carrier.' }),
  })
  .meta({
    id: 'ScenarioReference',
    description:
      'What happens without levers. What is absent is published, or stays as in the base year; a notice says which.',
  })

const lever = z
  .strictObject({
    id: z.string().trim().min(1).max(60),
    kind: leverKind,
    mode: mode.optional(),
    toMode: mode.optional(),
    powertrain: powertrain.optional(),
    carrier: z.enum(ENERGY_CARRIERS).optional(),
    from: year,
    to: year,
    ramp: z.enum(RAMPS).default('linear'),
    size: size.optional().meta({
      description: 'What it is depends on `kind`: see docs/scenarios.md. Absent: that of `evidence`.',
    }),
    tripLength: length.optional().meta({ description: 'Of the switched trips.' }),
    origins: z
      .array(z.strictObject({ from: z.enum([...MODES, ...DIVERSION_ORIGINS]), share }))
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'Where new trips of `toMode` come from; absent: as published.' }),
    induced: share.optional().meta({ description: 'New trips for each switched one.' }),
    rebound: share.optional().meta({ description: 'Share of what is taken away that comes back.' }),
    zoneShare: share
      .optional()
      .meta({ description: 'Share of the distance of the mode where the lever acts.' }),
    evidence: z.string().max(120).optional().meta({ description: 'Id of a published effect.' }),
    change: z.number().optional().meta({ description: 'Of an elasticity: relative change of its cause.' }),
    cost: z.number().min(0).max(1e15).optional().meta({ description: 'Over all years, in any money.' }),
  })
  .meta({ id: 'Lever', description: 'A measure: what it moves, when, and how far.' })

const target = z
  .strictObject({
    kind: z.enum(TARGET_KINDS),
    year: year.optional(),
    reduction: z.number().optional().meta({ description: 'Below the base year, as a share.' }),
    budget: z.number().optional().meta({ description: 't CO2e of all years after the base year.' }),
  })
  .meta({ id: 'ScenarioTarget' })

const base = z.union([z.string().min(1).max(200), estimateRequest])

/** The body of POST /v1/scenarios. */
export const scenarioRequest = z
  .strictObject({
    base: base.meta({ description: 'A request of POST /v1/estimates, or the id of a saved estimate.' }),
    until: year,
    reference: reference.default({}),
    levers: z.array(lever).max(MAX_LEVERS).default([]),
    targets: z.array(target).max(20).default([]),
    shares: z.boolean().default(false).meta({
      description: 'Each lever’s share of the difference in the last year, whatever their order (Shapley).',
    }),
    sensitivity: z.boolean().default(false).meta({
      description: 'What the result depends on, and what would have to be true for the targets to hold.',
    }),
    uncertainty: uncertaintyOptions.optional().meta({ description: 'Absent: as the base asks for.' }),
  })
  .meta({
    id: 'ScenarioRequest',
    description: 'A base year, and what is changed until another.',
    example: {
      base: 'est_5a0c2f…',
      until: 2035,
      levers: [
        {
          id: 'cycle-plan',
          kind: 'mode-shift',
          mode: 'car',
          toMode: 'cycle',
          from: 2026,
          to: 2033,
          size: '6 %',
        },
      ],
      targets: [{ kind: 'linear', year: 2035, reduction: 0.5 }],
    },
  })

/** The same body with an unchecked base: it is read apart, so that it reports all its faults. */
export const scenarioFrame = scenarioRequest.extend({
  base: z.union([z.string().min(1).max(200), z.looseObject({})], {
    error: 'Give the id of a saved estimate, or a request.',
  }),
})
export type ScenarioFrame = z.output<typeof scenarioFrame>

/** What is read of a faulty body: without a base or an end, levers, targets and paths still have faults of their own. */
export const faultyFrame = scenarioFrame.extend({ base: z.unknown().optional(), until: year.optional() })
export type FaultyFrame = z.output<typeof faultyFrame>
