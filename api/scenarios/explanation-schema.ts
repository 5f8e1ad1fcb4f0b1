import { z } from 'zod'
import { figure } from '../estimate/figure-schema.ts'
import { scenarioResult } from './schema.ts'

const factor = z
  .strictObject({
    what: z.string(),
    lever: z.string().optional(),
    value: z.number(),
  })
  .meta({ id: 'ScenarioFactor' })

const product = z
  .strictObject({ base: z.number(), unit: z.string(), factors: z.array(factor), value: z.number() })
  .meta({ id: 'ScenarioProduct', description: '`value` [t CO2e] is `base` times all factors.' })

const { id, base, factorSet, records, parameters, sources, notices } = scenarioResult.shape

/** The answer of POST /v1/scenarios/explanation. */
export const scenarioExplanation = z
  .strictObject({
    scenario: id,
    base,
    factorSet,
    records,
    figure: z.strictObject({ address: z.string(), ...figure.shape }),
    calculation: z.string(),
    modes: z.array(z.strictObject({ mode: z.string(), reference: product, scenario: product })),
    parameters,
    sources,
    notices,
  })
  .meta({ id: 'ScenarioExplanation', description: 'Where a figure of a scenario comes from, mode by mode.' })
export type ScenarioExplanation = z.output<typeof scenarioExplanation>

export const scenarioFigure = z
  .string()
  .max(100)
  .optional()
  .meta({
    description:
      'A year, and which line: `2035/scenario`, `2035/reference` or `2035/difference`, and a mode: `2035/scenario/bus`. Default: the difference of the last year.',
    examples: ['2035/scenario/bus'],
  })
