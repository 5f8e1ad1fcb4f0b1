import { z } from 'zod'
import { ALLOCATIONS, NOTATION_KEYS, SCOPES, SUB_SECTORS, TRANSBOUNDARY_SPLITS } from '../../src/index.ts'
import { figure } from '../estimate/figure-schema.ts'

/** A warming potential. */
const potential = z.number().meta({ description: '[kg CO2e/kg]' })

/** Tonnes of each gas; `co2e` is tonnes CO2e and holds `unsplit`, which is in no single gas. */
const emissions = z
  .strictObject({
    co2e: figure,
    co2: figure,
    ch4: figure,
    n2o: figure,
    unsplit: figure.meta({ description: 'Known as CO2e only; in co2e, in no single gas.' }),
    biogenicCo2: figure.meta({ description: 'Beside the scopes and totals, never inside.' }),
  })
  .meta({
    id: 'InventoryEmissions',
    description: 'Tonnes of each gas; co2e is tonnes CO2e and holds unsplit, which is in no single gas.',
  })

const grade = z
  .strictObject({
    grade: z.enum(['H', 'M', 'L']),
    rule: z.string().meta({ description: 'Why this grade.' }),
  })
  .meta({ id: 'QualityGrade', description: 'How good a number is: high, medium or low.' })

const emissionFactor = z.strictObject({
  unit: z.string().meta({ description: 'Of each gas, such as t/TJ.' }),
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
  activity: z.string().meta({ description: 'The fuel, or the activity where no energy is known.' }),
  carrier: z.string().nullable(),
  modes: z.array(z.string()),
  amount: figure.nullable().meta({ description: 'Activity: energy in TJ, or a distance. null: not known.' }),
  activityDescription: z.string(),
  activitySource: z.string(),
  emissionFactor,
  emissions,
  activityQuality: grade,
  factorQuality: grade,
  lines: z.array(z.string()).meta({ description: 'Of the estimate.' }),
})

const row = z.strictObject({
  ref: z.string().meta({ description: 'GPC reference number.', examples: ['II.1.1'] }),
  subSector: z.enum(SUB_SECTORS),
  scope: z.enum(SCOPES),
  title: z.string(),
  level: z.enum(['BASIC', 'BASIC+']),
  notationKey: z.enum(NOTATION_KEYS).nullable().meta({ description: 'Where there is no number; never 0.' }),
  explanation: z.string().nullable().meta({ description: 'Of the key.' }),
  reportedIn: z.string().nullable().meta({ description: 'Of IE: the row that holds it.' }),
  missing: z.array(z.string()).meta({ description: 'What would be needed for a number, or a fuller one.' }),
  emissions: emissions.nullable(),
  activityQuality: grade.nullable(),
  factorQuality: grade.nullable(),
  details: z.array(detail),
})

const total = z
  .strictObject({
    co2e: figure,
    complete: z.boolean().meta({ description: 'Whether each of its rows has a number, or NO, IE or C.' }),
    notEstimated: z.array(z.string()).meta({ description: 'Rows that are NE and so are not in it.' }),
  })
  .meta({ id: 'InventoryTotal', description: 'A sum of rows, and whether it is whole.' })

/** A city's transport inventory as the GPC reports it: a row for each reference number. */
export const inventoryDocument = z
  .strictObject({
    id: z.string().meta({ description: 'Of the estimate.' }),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    city: z.strictObject({
      name: z.string(),
      country: z.string(),
      population: z.number().optional().meta({ description: '[persons]' }),
    }),
    period: z.string(),
    gwp: z.string(),
    gwpValues: z.strictObject({ ch4: potential, n2o: potential }).optional().meta({
      description: 'Of the set that `gwp` names: turns tonnes of each gas into t CO2e.',
    }),
    method: z.strictObject({
      allocation: z.enum(ALLOCATIONS),
      transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).nullable(),
      description: z.string(),
    }),
    rows: z.array(row),
    totals: z.strictObject({ basic: total, basicPlus: total, biogenicCo2: figure }),
  })
  .meta({
    id: 'Inventory',
    description: 'Transport (II) by GPC reference number; II.5.3 is given, and never summed.',
  })

export type InventoryDocument = z.output<typeof inventoryDocument>
