import { z } from 'zod'
import {
  ALLOCATIONS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FLOWS,
  GWP_SETS,
  LINE_QUANTITIES,
  MODES,
  POWERTRAINS,
  QUALITIES,
  SCOPES,
  SECTORS,
  SUB_SECTORS,
  TERM_ROLES,
  TRANSBOUNDARY_SPLITS,
  VERIFICATIONS,
} from '../../src/index.ts'
import { coverage } from './coverage-schema.ts'
import { besideFigure, sourceTerms } from './dataset-demand-schema.ts'
import { inUnit, lowerEnd, sum, upperEnd } from './figure-schema.ts'
import { factorMatch } from './match-schema.ts'
import { notEstimated } from './not-estimated-schema.ts'
import { notice } from './notice-schema.ts'
import { rule } from './rule-schema.ts'

const maybeSum = sum.nullable().meta({ id: 'SumOrNull', description: 'null: no line has it.' })

const emissions = {
  co2e: sum,
  co2: sum,
  ch4: sum,
  n2o: sum,
  biogenicCo2: sum.meta({ description: 'CO2 of biofuels: beside the total, never inside.' }),
  wellToTank: maybeSum,
}
const amounts = {
  energy: maybeSum,
  vehicleDistance: maybeSum,
  passengerDistance: maybeSum,
  tonneDistance: maybeSum,
}

const perDistance = {
  co2ePerVehicleDistance: maybeSum,
  co2ePerPassengerDistance: maybeSum.meta({
    description: 'Of passenger modes; null where some emissions have no such distance.',
  }),
  co2ePerTonneDistance: maybeSum.meta({ description: 'Of freight modes.' }),
}

const shareOfCo2e = z
  .number()
  .nullable()
  .meta({ description: 'CO2e over that of the total; null where that is 0.' })

/** A part of the emissions, over which no distance stands. */
const part = { ...emissions, ...amounts, shareOfCo2e }
/** Whole vehicles. */
const group = { ...part, ...perDistance }

/** A default that was taken. */
export const assumption = z
  .strictObject({
    parameter: z.string(),
    value: inUnit,
    unit: z.string(),
    source: z.string(),
    sourceId: z.string(),
    locator: z.string(),
    recordId: z.string(),
    region: z.string(),
    year: z.number().nullable().meta({ description: 'Of the figure; null: good for any.' }),
    match: factorMatch.nullable(),
    quality: z.enum(QUALITIES),
    verification: z.enum(VERIFICATIONS),
    why: z.string(),
    own: z.literal(true).optional().meta({ description: 'The city’s own figure, stated in `factors`.' }),
    lower: z
      .number()
      .optional()
      .meta({ description: 'Of an own figure: lower bound of the stated 95 % interval, in `unit`.' }),
    upper: z.number().optional().meta({ description: 'Upper bound, in `unit`.' }),
    replaces: z.string().optional().meta({ description: 'The record whose place it takes.' }),
  })
  .meta({ id: 'Assumption', description: 'A default that was taken.' })

const product = z
  .strictObject({
    quantity: z.enum(Object.keys(LINE_QUANTITIES) as [string, ...string[]]),
    scope: z.enum(SCOPES).optional(),
    value: inUnit,
    lower: lowerEnd,
    upper: upperEnd,
    unit: z.string(),
    terms: z
      .array(z.strictObject({ parameter: z.string(), role: z.enum(TERM_ROLES) }))
      .meta({ description: 'Multiplied in order, from 1; `parameter` is a key of `parameters`.' }),
  })
  .meta({ id: 'LineProduct', description: 'One quantity of a line: its terms multiplied in order.' })

const line = z
  .strictObject({
    id: z.string(),
    pointer: z.string(),
    mode: z.enum(MODES).optional(),
    flow: z.enum(FLOWS).optional(),
    sector: z.enum(SECTORS).optional(),
    beyondBoundary: z.literal(true).optional().meta({
      description: 'The part of the city’s trips outside the boundary: all its emissions are of scope 3.',
    }),
    subSector: z.enum(SUB_SECTORS),
    vehicleClass: z.string().optional(),
    powertrain: z.enum(POWERTRAINS).optional(),
    emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
    carrier: z.enum(ENERGY_CARRIERS).optional(),
    method: z.enum(['energy', 'direct-factor', 'fuel', 'human-powered']),
    unknown: z
      .array(z.enum(['co2e', ...Object.keys(LINE_QUANTITIES)]))
      .optional()
      .meta({ description: 'What no source gives of the line, or only in part.' }),
    co2eKg: z.number().meta({ description: '[kg CO2e]' }),
    co2eLowerKg: z.number().optional().meta({ description: 'Lower end of the 95 % interval [kg CO2e].' }),
    co2eUpperKg: z.number().optional().meta({ description: 'Upper end [kg CO2e].' }),
    products: z.array(product),
  })
  .meta({ id: 'Line', description: 'What one row of activity emits by one technology, as products.' })

const parameterUncertainty = z
  .strictObject({
    lower: z.number().meta({ description: 'Lower end of the 95 % interval, in the unit of the parameter.' }),
    upper: z.number().meta({ description: 'Upper end, in the unit of the parameter.' }),
    distribution: z.looseObject({ kind: z.string() }).meta({
      description:
        'Of the parameter, in its unit; of a derived one, of what its formula does not know, around 1.',
    }),
    basis: z.enum(['stated', 'published', 'default']),
    rule: z.string(),
    source: z.string(),
  })
  .meta({
    id: 'ParameterUncertainty',
    description: 'Absent: taken as known, or known as far as its inputs are.',
  })

const parameter = z
  .strictObject({
    name: z.string(),
    value: inUnit,
    unit: z.string(),
    origin: z.enum(['stated', 'factor', 'derived']),
    pointer: z.string().optional(),
    text: z.string().optional(),
    formula: z.string().optional().meta({ description: 'Of a derived one: the rule in words and symbols.' }),
    rule: rule.optional(),
    inputs: z
      .array(z.string())
      .optional()
      .meta({ description: 'Keys of parameters, in the order of the rule.' }),
    why: z.string().optional().meta({ description: 'Of a figure that was not stated: why it was taken.' }),
    uncertainty: parameterUncertainty.optional(),
    record: z
      .strictObject({
        id: z.string(),
        value: z.number().nullable().meta({ description: 'As published, in `unit`; null: a curve.' }),
        unit: z.string(),
        region: z.string(),
        yearFrom: z.number().nullable().meta({ description: 'Year; null: any.' }),
        yearTo: z.number().nullable().meta({ description: 'Year; null: any.' }),
        tier: z.number().meta({ description: 'IPCC tier: 1, 2 or 3.' }),
        quality: z.string(),
        verification: z.string(),
        source: z.string(),
        sourceId: z.string(),
        locator: z.string(),
        licence: z.string(),
        match: factorMatch.nullable(),
      })
      .optional(),
  })
  .meta({ id: 'Parameter', description: 'A number that lines are made of, and where it is from.' })

const gwpParameters = z.strictObject({ ch4: z.string(), n2o: z.string() }).meta({
  id: 'GwpParameters',
  description: 'Keys of the parameters that turn CH4 and N2O into CO2e [kg CO2e/kg].',
})

/** Lines with every operand: what anybody needs to multiply again. */
export const linesView = z
  .strictObject({
    lines: z.array(line),
    parameters: z.record(z.string(), parameter),
    gwpParameters,
  })
  .meta({
    id: 'Lines',
    description: 'A line is a list of products; a product is its terms multiplied in order.',
  })
export type LinesView = z.output<typeof linesView>

const uncertainty = z
  .strictObject({
    method: z.enum(['propagation', 'monte-carlo', 'none']),
    level: z.literal(0.95).optional().meta({ description: 'Of every lower and upper.' }),
    draws: z.number().optional().meta({ description: 'How many times all uncertain parameters were drawn.' }),
    seed: z.number().optional().meta({ description: 'What the draws follow from.' }),
    generator: z.string().optional(),
    converged: z.boolean().optional().meta({
      description: 'Whether both limits of the total of CO2e are known to within ±1 % of themselves.',
    }),
    limitError: z
      .number()
      .optional()
      .meta({ description: 'How far these limits may be off (95 %), as a share of themselves.' }),
  })
  .meta({ description: 'How the intervals were found.' })

const driver = z.strictObject({
  parameter: z.string(),
  shareOfVariance: z.number().meta({ description: 'Share of the variance of the total of CO2e.' }),
  standardError: z.number().optional().meta({ description: 'Of the share, where it is from draws.' }),
  pointers: z.array(z.string()).meta({ description: 'Where the request states it.' }),
  recordIds: z.array(z.string()).meta({ description: 'The factor records that it was taken from.' }),
})

/** What is true of the input of an estimate. */
export const privacy = z
  .strictObject({
    input: z.enum(['stated', 'dataset']),
    checked: z.array(z.string()),
    dataset: z
      .strictObject({
        id: z.string(),
        version: z.number().int().meta({ description: 'Of the dataset.' }),
        terms: sourceTerms.optional(),
      })
      .optional(),
    statement: z.string(),
  })
  .meta({ id: 'Privacy' })

/** What is made of a request, and kept: an answer holds it and the views that were asked for. */
export const estimateResult = z.strictObject({
  id: z.string(),
  methodVersion: z.string(),
  factorSet: z.strictObject({
    id: z.string(),
    digest: z.string(),
    overlay: z
      .strictObject({ digest: z.string() })
      .optional()
      .meta({ description: 'The city’s own factors that lay over the set.' }),
  }),
  city: z.strictObject({
    name: z.string(),
    country: z.string(),
    population: z.number().optional().meta({ description: 'Persons.' }),
  }),
  period: z.string(),
  allocation: z.enum(ALLOCATIONS),
  transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).optional().meta({
    description:
      'Of `induced-activity`: how the counted half of crossing trips is shared between scope 1 and 3.',
  }),
  gwp: z.enum(GWP_SETS),
  uncertainty,
  coverage: coverage.meta({ description: 'What the figures cover; say its sentence first.' }),
  totals: z.strictObject({ ...emissions, perCapita: maybeSum, ...amounts, ...perDistance }),
  bySubSector: z.array(z.strictObject({ subSector: z.enum(SUB_SECTORS), ...group })),
  bySector: z.array(z.strictObject({ sector: z.enum([...SECTORS, 'not-split']), ...group })),
  byMode: z.array(z.strictObject({ mode: z.enum([...MODES, 'not-split']), ...group })),
  byScope: z.array(z.strictObject({ scope: z.enum(SCOPES), ...part })),
  byCarrier: z.array(z.strictObject({ carrier: z.string(), ...part })),
  byFlow: z.array(z.strictObject({ flow: z.string(), ...group })),
  notEstimated: z.array(notEstimated).optional().meta({
    description:
      'Rows of the inventory that the allocation cannot give from what is stated; they are in no figure.',
  }),
  published: z.array(besideFigure).optional().meta({
    description: 'Of an estimate from a dataset: the emissions that its publisher gives, beside the total.',
  }),
  drivers: z.array(driver).meta({
    description:
      'What makes the total of CO2e uncertain, largest first: improving the first input narrows it most.',
  }),
  request: z.looseObject({}).meta({ description: 'The request, as a body that can be sent again.' }),
  assumptions: z.array(assumption),
  notices: z.array(notice),
  privacy,
})
export type EstimateResult = z.output<typeof estimateResult>
