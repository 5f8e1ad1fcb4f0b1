import { z } from 'zod'
import { MODES, TARGET_KINDS } from '../../src/index.ts'
import { figure } from '../estimate/figure-schema.ts'
import { notice } from '../estimate/notice-schema.ts'
import { requestInFull } from '../estimate/request-in-full.ts'
import { privacy } from '../estimate/result-schema.ts'
import { leverKind } from './request-schema.ts'

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
    kind: leverKind,
    basis: z.enum(['published', 'stated']),
    range: z.enum(['published', 'stated', 'convention', 'certain']),
    size: z.number(),
    evidence: z.string().optional(),
    moves: z.string().meta({ description: 'What its size is.' }),
    alone: kg.meta({ description: 't CO2e of the last year, as if it were the only lever.' }),
    last: kg.meta({ description: 't CO2e of the last year that the scenario would lack without it.' }),
    cumulative: kg,
    share: kg.optional().meta({ description: 't CO2e of the last year, whatever the order of the levers.' }),
    shareError: kg.optional(),
    costPerTonne: z.number().optional(),
    rank: z.number().int(),
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
    gap: figure.meta({ description: 't CO2e above what the target allows; below 0: less.' }),
    reached: z.number().int().nullable().meta({
      description:
        'From which year on its level is kept; of a budget: when it is used up. null: not by the last year.',
    }),
    referenceHolds: z.boolean(),
    needs: z
      .array(
        z.strictObject({
          lever: z.string().meta({ description: '`all`: every lever times `size`.' }),
          size: z.number().nullable().meta({ description: 'null: not even its most is enough.' }),
          stated: z.number().nullable(),
          gapAtMost: kg,
        }),
      )
      .optional()
      .meta({ description: 'The least size at which the target holds, all else as it is.' }),
    path: z.array(z.number()).optional().meta({ description: 't CO2e by year from the base year on.' }),
  })
  .meta({ id: 'TargetResult' })

const indices = z.strictObject({ first: z.number(), total: z.number() }).meta({
  id: 'SobolIndices',
  description: 'Share of the variance: of it alone, and with all that it acts together with.',
})
const ends = z
  .strictObject({ scenario: kg, difference: kg })
  .meta({ id: 'TornadoEnds', description: 't CO2e of the last year.' })

const influence = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    lever: z.string().optional(),
    scenario: indices,
    difference: indices,
    atLower: ends,
    atUpper: ends,
  })
  .meta({
    id: 'ScenarioInfluence',
    description: 'What the last year depends on, and where it lies at the ends of its interval.',
  })

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
  .meta({ id: 'ScenarioParameter' })

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
  .meta({ id: 'ScenarioSources', description: 'The published records in use.' })

const digested = z.strictObject({ id: z.string(), digest: z.string() })
const base = z
  .strictObject({
    estimate: z.string(),
    city: z.string(),
    country: z.string(),
    year: z.number().int(),
  })
  .meta({ id: 'ScenarioBase' })

/** The answer of POST /v1/scenarios. */
export const scenarioResult = z
  .strictObject({
    id: z.string().meta({ description: 'Hash of the request, the factor set, the records and the method.' }),
    methodVersion: z.string(),
    factorSet: digested,
    records: digested,
    base,
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
    costPerTonne: z.number().optional(),
    targets: z.array(targetResult),
    dependsOn: z.array(influence).optional(),
    parameters: z.array(parameter),
    sources,
    notices: z.array(notice),
    privacy: privacy.optional(),
    request: requestInFull,
  })
  .meta({ id: 'Scenario', description: 'A reference and a scenario, year by year.' })

export type ScenarioResult = z.output<typeof scenarioResult>
