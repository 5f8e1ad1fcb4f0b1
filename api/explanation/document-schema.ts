import { z } from 'zod'
import { MODES } from '../../src/index.ts'

const key = z.string().max(300)
const bound = z.number().optional()

const product = z.looseObject({
  quantity: key,
  scope: key.optional(),
  value: z.number(),
  unit: key,
  lower: bound,
  upper: bound,
  terms: z.array(z.looseObject({ parameter: key, role: key })),
})

const line = z.looseObject({
  id: key,
  pointer: key,
  mode: z.enum(MODES).optional(),
  flow: key.optional(),
  sector: key.optional(),
  beyondBoundary: z.literal(true).optional(),
  subSector: key,
  vehicleClass: key.optional(),
  powertrain: key.optional(),
  emissionStandard: key.optional(),
  carrier: key.optional(),
  method: key,
  co2eKg: z.number(),
  co2eLowerKg: bound,
  co2eUpperKg: bound,
  products: z.array(product),
})

const record = z.looseObject({
  id: key,
  value: z.number().nullable(),
  unit: key,
  region: key,
  yearFrom: z.number().nullable(),
  yearTo: z.number().nullable(),
  tier: z.number(),
  quality: key,
  verification: key,
  source: z.string(),
  sourceId: key,
  locator: z.string(),
  licence: z.string(),
  match: z
    .strictObject({
      region: z.enum(['exact', 'country', 'country-group', 'world', 'other-region']),
      year: z.enum(['exact', 'any-year', 'earlier-year']),
      technology: z.enum(['exact', 'class-average', 'powertrain-mix', 'standard-average']),
    })
    .nullable(),
})

const parameter = z.looseObject({
  name: z.string(),
  value: z.number(),
  unit: key,
  origin: z.enum(['stated', 'factor', 'derived']),
  pointer: key.optional(),
  text: z.string().optional(),
  formula: z.string().optional(),
  inputs: z.array(key).optional(),
  why: z.string().optional(),
  rule: z.looseObject({ formula: key, constants: z.record(z.string(), z.number()) }).optional(),
  uncertainty: z
    .looseObject({ lower: z.number(), upper: z.number(), basis: key, rule: z.string(), source: z.string() })
    .optional(),
  record: record.optional(),
})

/** A result with its lines as far as an explanation reads it, whatever version of the method made it. */
export const explainedDocument = z.looseObject({
  id: key,
  methodVersion: key,
  factorSet: z.looseObject({ id: key, digest: key }),
  city: z.looseObject({ name: z.string(), country: key, population: z.number().optional() }),
  period: key,
  gwp: key,
  uncertainty: z.looseObject({ method: key, level: z.number().optional() }).optional(),
  totals: z.looseObject({ co2e: z.looseObject({ value: z.number(), unit: key }) }),
  drivers: z
    .array(
      z.looseObject({
        parameter: z.string(),
        shareOfVariance: z.number(),
        pointers: z.array(key).optional(),
        recordIds: z.array(key).optional(),
      }),
    )
    .optional(),
  assumptions: z.array(
    z.looseObject({
      parameter: z.string(),
      recordId: key,
      why: z.string(),
      own: z.literal(true).optional(),
      replaces: key.optional(),
    }),
  ),
  notices: z.array(
    z.looseObject({
      code: key,
      detail: z.string(),
      pointer: key.optional(),
      records: z.array(key).optional(),
    }),
  ),
  lines: z.array(line),
  parameters: z.record(key, parameter),
  gwpParameters: z.looseObject({ ch4: key, n2o: key }).optional(),
})
