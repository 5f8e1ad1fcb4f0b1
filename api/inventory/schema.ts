import { z } from 'zod'
import { ALLOCATIONS, NOTATION_KEYS, SCOPES, SUB_SECTORS, TRANSBOUNDARY_SPLITS } from '../../src/index.ts'
import { compilingOffice } from '../estimate/compiling-office-schema.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { figure, sum } from '../estimate/figure-schema.ts'

/** A warming potential. */
const potential = z.number().meta({ description: '[kg CO2e/kg]' })

const emissions = z
  .strictObject({
    co2e: sum,
    co2: sum,
    ch4: sum,
    n2o: sum,
    unsplit: figure.meta({
      description: 'Emissions known only as CO2e: they are in `co2e`, but in no single gas.',
    }),
    biogenicCo2: figure.meta({ description: 'Reported separately: not in the scopes and totals.' }),
  })
  .meta({
    id: 'InventoryEmissions',
    description:
      'Tonnes of each gas. `co2e` is in tonnes CO2e and includes `unsplit`, which no single gas includes.',
  })

const grade = z
  .strictObject({
    grade: z.enum(['H', 'M', 'L']),
    rule: z.string().meta({ description: 'The reason for this grade.' }),
  })
  .meta({ id: 'QualityGrade', description: 'How good a number is: high, medium or low.' })

const emissionFactor = z.strictObject({
  unit: z.string().meta({ description: 'Unit of each gas, such as t/TJ.' }),
  co2: z.number().nullable(),
  ch4: z.number().nullable(),
  n2o: z.number().nullable(),
  co2e: z.number().nullable(),
  biogenicCo2: z.number().nullable(),
  year: z.string().nullable(),
  scale: z.enum(['Global', 'Regional', 'National', 'Local']).nullable(),
  description: z.string(),
  source: z.string(),
})

const detail = z.strictObject({
  activity: z.string().meta({ description: 'The fuel, or the activity if no energy is known.' }),
  carrier: z.string().nullable(),
  modes: z.array(z.string()),
  amount: figure.nullable().meta({ description: 'Energy in TJ, or a distance; null: unknown.' }),
  activityDescription: z.string(),
  activitySource: z.string(),
  emissionFactor,
  emissions,
  activityQuality: grade,
  factorQuality: grade,
  lines: z.array(z.string()).meta({ description: 'Ids of the lines of the estimate.' }),
})

const row = z.strictObject({
  ref: z.string().meta({ description: 'GPC reference number.', examples: ['II.1.1'] }),
  subSector: z.enum(SUB_SECTORS),
  scope: z.enum(SCOPES),
  title: z.string(),
  level: z.enum(['BASIC', 'BASIC+']),
  notationKey: z
    .enum(NOTATION_KEYS)
    .nullable()
    .meta({ description: 'Stands if there is no number; a key is never 0.' }),
  explanation: z.string().nullable().meta({ description: 'Why the row has this key.' }),
  reportedIn: z.string().nullable().meta({ description: 'For IE: the row that includes these emissions.' }),
  missing: z
    .array(z.string())
    .meta({ description: 'What to state in the request for a number, or for a more complete one.' }),
  emissions: emissions.nullable(),
  activityQuality: grade.nullable(),
  factorQuality: grade.nullable(),
  details: z.array(detail),
})

const total = z
  .strictObject({
    co2e: sum,
    complete: z.boolean().meta({ description: 'Whether every row has a number, NO, IE or C.' }),
    notEstimated: z.array(z.string()).meta({ description: 'Rows with NE, which are not in the total.' }),
  })
  .meta({ id: 'InventoryTotal', description: 'A sum of rows, and whether it is complete.' })

/** A city's transport inventory as the GPC reports it: a row for each reference number. */
export const inventoryDocument = z
  .strictObject({
    id: z.string().meta({ description: 'Id of the estimate.' }),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    city: z.strictObject({
      name: z.string(),
      country: z.string(),
      population: z.number().optional().meta({ description: '[persons]' }),
      area: z.number().optional().meta({ description: '[km2]' }),
      region: z.string().optional(),
      boundary: z.string().optional(),
    }),
    period: z.string(),
    gwp: z.string(),
    gwpValues: z.strictObject({ ch4: potential, n2o: potential }).optional().meta({
      description: 'The potentials of the set in `gwp`, which turn tonnes of each gas into t CO2e.',
    }),
    method: z.strictObject({
      allocation: z.enum(ALLOCATIONS),
      transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).nullable(),
      description: z.string(),
    }),
    coverage: coverage.meta({ description: 'What the rows cover.' }),
    rows: z.array(row),
    totals: z.strictObject({ basic: total, basicPlus: total, biogenicCo2: figure }),
    compiler: compilingOffice.optional(),
  })
  .meta({
    id: 'Inventory',
    description: 'Transport (II) by GPC reference number; II.5.3 is shown, but in no total.',
  })

export type InventoryDocument = z.output<typeof inventoryDocument>
