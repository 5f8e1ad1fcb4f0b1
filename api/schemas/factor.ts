import { z } from 'zod'
import {
  ALL_VEHICLE_CLASSES,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FACTOR_KINDS,
  GASES,
  GWP_SETS,
  MODES,
  POWERTRAINS,
  SUB_SECTORS,
} from '../../src/index.ts'
import { pageQuery } from './page.ts'

const SPEED_CURVE = 'speed-curve'

export const factorSource = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    publisher: z.string(),
    edition: z.string(),
    published: z.string(),
    accessed: z.string(),
    url: z.string().optional(),
    licence: z.string(),
    attribution: z.string(),
    note: z.string().optional(),
  })
  .meta({ id: 'Source', description: 'A work that figures were taken from.' })

const provenance = {
  region: z.string().meta({ description: 'A country, a subnational grid, a country group or GLO.' }),
  yearFrom: z.number().int().optional(),
  yearTo: z.number().int().optional(),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  quality: z.enum(['H', 'M', 'L']),
  verification: z.enum(['read', 'secondary', 'unverified']),
  locator: z.string().meta({ description: 'Table, row or page inside the source.' }),
  note: z.string().optional(),
  source: factorSource,
}

const figureRecord = z
  .strictObject({
    id: z.string(),
    kind: z.enum(FACTOR_KINDS),
    mode: z.enum(MODES).optional(),
    vehicleClass: z.enum(ALL_VEHICLE_CLASSES).optional(),
    powertrain: z.enum(POWERTRAINS).optional(),
    emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
    carrier: z.enum(ENERGY_CARRIERS).optional(),
    gas: z.enum([...GASES, 'co2e']).optional(),
    subSector: z.enum(SUB_SECTORS).optional(),
    gwpSet: z.enum(GWP_SETS).optional(),
    value: z.number().meta({ description: 'As published, in `unit`.' }),
    unit: z.string(),
    lower: z.number().optional().meta({ description: 'Lower bound of the published 95 % interval.' }),
    upper: z.number().optional(),
    canonicalValue: z.number().meta({ description: 'The same figure as estimates use it.' }),
    canonicalUnit: z.string(),
    ...provenance,
  })
  .meta({ id: 'FactorRecord', description: 'One published figure.' })

const speedCurve = z
  .strictObject({
    id: z.string(),
    kind: z.literal(SPEED_CURVE),
    mode: z.enum(MODES),
    vehicleClass: z.enum(ALL_VEHICLE_CLASSES),
    powertrain: z.enum(POWERTRAINS),
    emissionStandard: z.enum(EMISSION_STANDARDS),
    carrier: z.enum(ENERGY_CARRIERS),
    technology: z.string(),
    gradientPercent: z.number(),
    loadShare: z.number().optional(),
    minSpeedKmPerH: z.number(),
    maxSpeedKmPerH: z.number(),
    alpha: z.number(),
    beta: z.number(),
    gamma: z.number(),
    delta: z.number(),
    epsilon: z.number(),
    zeta: z.number(),
    eta: z.number(),
    reductionShare: z.number(),
    ...provenance,
  })
  .meta({
    id: 'SpeedCurve',
    description:
      'Energy by mean speed V, MJ/vkm: (αV² + βV + γ + δ/V) / (εV² + ζV + η) · (1 − reductionShare).',
  })

/** A record of a factor set with its source. */
export const factorRecord = z.union([figureRecord, speedCurve])
export type FactorView = z.output<typeof factorRecord>

export const factorPage = z
  .strictObject({
    factorSet: z.string(),
    total: z.number().int().meta({ description: 'Records that fit the question, on all pages.' }),
    items: z.array(factorRecord),
    next: z.string().optional().meta({ description: 'Ask for the next page with `after` set to this.' }),
  })
  .meta({ id: 'FactorPage', description: 'Part of the records of a factor set.' })

/** What to look for in a factor set; every part given has to fit. */
export const factorQuery = z.strictObject({
  kind: z.enum([...FACTOR_KINDS, SPEED_CURVE]).optional(),
  mode: z.enum(MODES).optional(),
  class: z.enum(ALL_VEHICLE_CLASSES).optional(),
  powertrain: z.enum(POWERTRAINS).optional(),
  carrier: z.enum(ENERGY_CARRIERS).optional(),
  country: z.string().max(40).optional().meta({
    description: 'The region of the record: a country such as GB, a grid, a country group, or GLO.',
  }),
  year: z.coerce.number('Not a year, such as 2019.').int().min(1900).max(2200).optional().meta({
    description: 'A year that the record speaks of; records without years fit any.',
  }),
  q: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'A text in the id, locator, note or source of the record.' }),
  ...pageQuery,
})
export type FactorSearch = z.output<typeof factorQuery>

export const factorSetSummary = z
  .strictObject({
    id: z.string(),
    digest: z.string(),
    released: z.string(),
    supersedes: z.string().optional(),
    newest: z.boolean().meta({ description: 'The one that is used where a request names none.' }),
    records: z.number().int(),
    speedCurves: z.number().int(),
    sources: z.number().int(),
    regions: z.array(z.string()),
  })
  .meta({ id: 'FactorSet', description: 'A released set of factors; it never changes.' })
export type FactorSetView = z.output<typeof factorSetSummary>

export const factorSetList = z
  .strictObject({ items: z.array(factorSetSummary) })
  .meta({ id: 'FactorSetList', description: 'The released sets, newest first.' })

export const factorSourceList = z
  .strictObject({ factorSet: z.string(), items: z.array(factorSource) })
  .meta({ id: 'SourceList', description: 'The sources of a factor set.' })
