import { z } from 'zod'
import {
  ALLOCATIONS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FLOWS,
  GWP_SETS,
  LINE_QUANTITIES,
  MODES,
  NOTICE_TITLES,
  type NoticeCode,
  POWERTRAINS,
  SCOPES,
  SECTORS,
  SUB_SECTORS,
} from '../../src/index.ts'

const figure = z
  .strictObject({ value: z.number(), unit: z.string() })
  .meta({ id: 'Figure', description: 'A number and its unit; not rounded.' })
const maybe = figure.nullable().meta({ description: 'null: not known, which is not 0.' })

const emissions = {
  co2e: figure,
  co2: figure,
  ch4: figure,
  n2o: figure,
  biogenicCo2: figure.meta({ description: 'CO2 of biofuels: beside the total, never inside.' }),
  wellToTank: maybe,
}
const amounts = {
  energy: maybe,
  vehicleDistance: maybe,
  passengerDistance: maybe,
  tonneDistance: maybe,
}

const group = { ...emissions, ...amounts, shareOfCo2e: z.number().nullable() }

const match = z.strictObject({
  region: z.enum(['exact', 'country', 'country-group', 'world', 'other-region']),
  year: z.enum(['exact', 'any-year', 'earlier-year']),
  technology: z.enum(['exact', 'class-average', 'powertrain-mix', 'standard-average']),
})

const assumption = z.strictObject({
  parameter: z.string(),
  value: z.number(),
  unit: z.string(),
  source: z.string(),
  sourceId: z.string(),
  locator: z.string(),
  recordId: z.string(),
  region: z.string(),
  year: z.number().nullable(),
  match: match.nullable(),
  quality: z.enum(['H', 'M', 'L']),
  verification: z.enum(['read', 'secondary', 'unverified']),
  why: z.string(),
  own: z.literal(true).optional().meta({ description: 'The city’s own figure, stated in `factors`.' }),
  lower: z
    .number()
    .optional()
    .meta({ description: 'Of an own figure: lower bound of the stated 95 % interval, in `unit`.' }),
  upper: z.number().optional(),
  replaces: z.string().optional().meta({ description: 'The record whose place it takes.' }),
})

const notice = z.strictObject({
  code: z.enum(Object.keys(NOTICE_TITLES) as [NoticeCode, ...NoticeCode[]]),
  detail: z.string(),
  pointer: z.string().optional(),
  records: z.array(z.string()).optional(),
})

const line = z.strictObject({
  id: z.string(),
  pointer: z.string(),
  mode: z.enum(MODES),
  flow: z.enum(FLOWS).optional(),
  sector: z.enum(SECTORS),
  subSector: z.enum(SUB_SECTORS),
  vehicleClass: z.string().optional(),
  powertrain: z.enum(POWERTRAINS).optional(),
  emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
  carrier: z.enum(ENERGY_CARRIERS).optional(),
  method: z.enum(['energy', 'direct-factor', 'fuel', 'human-powered']),
  co2eKg: z.number(),
  products: z.array(
    z.strictObject({
      quantity: z.enum(Object.keys(LINE_QUANTITIES) as [string, ...string[]]),
      scope: z.enum(SCOPES).optional(),
      value: z.number(),
      unit: z.string(),
      terms: z.array(z.strictObject({ parameter: z.string(), role: z.string() })),
    }),
  ),
})

const parameter = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  origin: z.enum(['stated', 'factor', 'derived']),
  pointer: z.string().optional(),
  text: z.string().optional(),
  formula: z.string().optional(),
  inputs: z.array(z.string()).optional(),
  record: z
    .strictObject({
      id: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      region: z.string(),
      yearFrom: z.number().nullable(),
      yearTo: z.number().nullable(),
      tier: z.number(),
      quality: z.string(),
      verification: z.string(),
      source: z.string(),
      sourceId: z.string(),
      locator: z.string(),
      licence: z.string(),
      match: match.nullable(),
    })
    .optional(),
})

/** Lines with every operand: what anybody needs to multiply again. */
export const linesView = z
  .strictObject({
    lines: z.array(line),
    parameters: z.record(z.string(), parameter),
  })
  .meta({
    id: 'Lines',
    description: 'A line is a list of products; a product is its terms multiplied in order.',
  })
export type LinesView = z.output<typeof linesView>

/** The answer of POST /v1/estimates. */
export const estimateResult = z
  .strictObject({
    id: z.string(),
    methodVersion: z.string(),
    factorSet: z.strictObject({
      id: z.string(),
      digest: z.string(),
      overlay: z
        .strictObject({ digest: z.string() })
        .optional()
        .meta({ description: 'The city’s own figures that lay over the set.' }),
    }),
    city: z.strictObject({ name: z.string(), country: z.string(), population: z.number().optional() }),
    period: z.string(),
    allocation: z.enum(ALLOCATIONS),
    gwp: z.enum(GWP_SETS),
    totals: z.strictObject({ ...emissions, perCapita: maybe, ...amounts }),
    bySubSector: z.array(z.strictObject({ subSector: z.enum(SUB_SECTORS), ...group })),
    bySector: z.array(z.strictObject({ sector: z.enum(SECTORS), ...group })),
    byMode: z.array(z.strictObject({ mode: z.enum(MODES), ...group })),
    byScope: z.array(z.strictObject({ scope: z.enum(SCOPES), ...group })),
    byCarrier: z.array(z.strictObject({ carrier: z.string(), ...group })),
    byFlow: z.array(z.strictObject({ flow: z.string(), ...group })),
    assumptions: z.array(assumption),
    notices: z.array(notice),
    privacy: z.strictObject({
      input: z.literal('aggregates-only'),
      finestUnit: z.string(),
      statement: z.string(),
    }),
    lines: z.array(line).optional(),
    parameters: z.record(z.string(), parameter).optional(),
  })
  .meta({ id: 'EstimateResult', description: 'An estimate with its defaults and notices.' })
export type EstimateResult = z.output<typeof estimateResult>
