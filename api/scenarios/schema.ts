import { z } from 'zod'
import { LEVER_KINDS, MODES, TARGET_KINDS } from '../../src/index.ts'
import { figure } from '../estimate/figure-schema.ts'
import { notice } from '../estimate/notice-schema.ts'

const tonnes = figure.meta({ description: 't CO2e.' })

const yearRow = z
  .strictObject({
    year: z.number().int(),
    reference: figure,
    scenario: figure,
    difference: figure.meta({
      description: 'Scenario minus reference; what both share cancels in its interval.',
    }),
  })
  .meta({ id: 'ScenarioYearRow' })

const kg = z.number()

const leverResult = z
  .strictObject({
    id: z.string(),
    kind: z.enum(LEVER_KINDS),
    basis: z.enum(['published', 'stated']).meta({ description: 'Whose figure its size is.' }),
    range: z.enum(['published', 'stated', 'convention', 'certain']),
    size: z.number(),
    evidence: z.string().optional(),
    moves: z.string().meta({ description: 'What its size is.' }),
    alone: kg.meta({ description: 't CO2e of the last year, as if it were the only lever.' }),
    last: kg.meta({ description: 't CO2e of the last year that the scenario would lack without it.' }),
    cumulative: kg.meta({ description: 'The same of all years together.' }),
    share: kg.optional().meta({ description: 't CO2e of the last year, whatever the order of the levers.' }),
    shareError: kg.optional().meta({ description: 'Standard error of a share from drawn orders.' }),
    costPerTonne: z
      .number()
      .optional()
      .meta({ description: 'Its cost over the tonnes that it saves in all years.' }),
    rank: z.number().int().meta({ description: 'By what the scenario would lack without it.' }),
    amongBest: z
      .number()
      .optional()
      .meta({ description: 'In which share of the draws it is among the best three.' }),
  })
  .meta({ id: 'LeverResult' })

const targetResult = z
  .strictObject({
    kind: z.enum(TARGET_KINDS),
    year: z.number().int(),
    holds: z.boolean(),
    probability: z.number().optional().meta({ description: 'In which share of the draws it holds.' }),
    gap: tonnes.meta({ description: 'Above what the target allows; below 0: less.' }),
    reached: z.number().int().nullable().meta({
      description:
        'From which year on its level is kept; of a budget: when it is used up. null: not by the last year.',
    }),
    referenceHolds: z.boolean(),
    path: z.array(z.number()).optional().meta({ description: 't CO2e by year from the base year on.' }),
  })
  .meta({ id: 'TargetResult' })

const parameter = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    origin: z.enum(['stated', 'published', 'convention']),
    interval: z.enum(['stated', 'published', 'convention', 'certain']),
    record: z.string().optional(),
  })
  .meta({ id: 'ScenarioParameter', description: 'A number of the scenario and where it comes from.' })

const sources = z
  .array(
    z.strictObject({
      record: z.string(),
      table: z.string(),
      source: z.string(),
      licence: z.string(),
      attribution: z.string(),
    }),
  )
  .meta({ description: 'The published records in use.' })

/** The answer of POST /v1/scenarios. */
export const scenarioResult = z
  .strictObject({
    id: z.string().meta({ description: 'Hash of the request, the factor set, the records and the method.' }),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    records: z.strictObject({ id: z.string(), digest: z.string() }),
    base: z.strictObject({
      estimate: z.string(),
      city: z.string(),
      country: z.string(),
      year: z.number().int(),
    }),
    until: z.number().int(),
    uncertainty: z.strictObject({
      method: z.enum(['propagation', 'monte-carlo', 'none']),
      draws: z.number().optional(),
      seed: z.number().optional(),
    }),
    sentence: z.string(),
    years: z.array(yearRow),
    cumulative: z
      .strictObject({ reference: figure, scenario: figure, difference: figure })
      .meta({ description: 'All years after the base year.' }),
    byMode: z
      .array(z.strictObject({ mode: z.enum([...MODES, 'not-split']), base: kg, reference: kg, scenario: kg }))
      .meta({ description: 't CO2e of the base year and of the last year.' }),
    levers: z.array(leverResult),
    shares: z.strictObject({ orders: z.union([z.literal('exact'), z.number()]) }).optional(),
    costPerTonne: z.number().optional().meta({ description: 'Of all levers with a cost together.' }),
    targets: z.array(targetResult),
    parameters: z.array(parameter),
    sources,
    notices: z.array(notice),
  })
  .meta({ id: 'Scenario', description: 'A reference and a scenario, year by year.' })

export type ScenarioResult = z.output<typeof scenarioResult>
