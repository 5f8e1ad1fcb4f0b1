import { z } from 'zod'
import {
  ALL_VEHICLE_CLASSES,
  DRIVING_SITUATIONS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FACTOR_KINDS,
  GASES,
  GWP_SETS,
  MODES,
  POWERTRAINS,
  SUB_SECTORS,
} from './domain.ts'

const text = z.string().trim().min(1)
const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is not a date')
const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.+-]*$/, 'is not an id of lower-case letters, digits, dots and hyphens')
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'is not a sha256 digest')
const region = z.string().regex(/^([A-Z]{2}(-[A-Z0-9]+)?|[A-Z]{3})$/, 'is not a region code')
const year = z.int().min(1990).max(2100)
const finite = z.number()
const notNegative = z.number().nonnegative()

/** `set.json`. */
export const setSchema = z.strictObject({
  id: text,
  title: text,
  released: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day'),
  supersedes: text.optional(),
  standIns: z.array(region),
  files: z.record(text, digest),
  digest,
})

/** `sources.json`. */
export const sourcesSchema = z.array(
  z.strictObject({
    id,
    title: text,
    publisher: text,
    edition: text,
    published: day,
    accessed: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day'),
    url: z.url().optional(),
    licence: text,
    attribution: text,
    note: text.optional(),
  }),
)

/** `regions.json`. */
export const regionsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      code: z.string().regex(/^[A-Z]{3}$/, 'is not three capitals'),
      name: text,
      members: z.array(z.string().regex(/^[A-Z]{2}$/, 'is not a country code')).min(1),
      sourceId: id,
    }),
  ),
  subnational: z.record(
    z.string().regex(/^[A-Z]{2}-[A-Z0-9]+$/, 'is not a subnational code'),
    z.string().regex(/^[A-Z]{2}$/, 'is not a country code'),
  ),
})

const provenance = {
  id,
  region,
  yearFrom: year.optional(),
  yearTo: year.optional(),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  quality: z.enum(['H', 'M', 'L']),
  verification: z.enum(['read', 'secondary', 'unverified']),
  sourceId: id,
  locator: text,
  note: text.optional(),
}

/** A row of `factors.csv`. */
export const factorSchema = z.strictObject({
  ...provenance,
  kind: z.enum(FACTOR_KINDS),
  mode: z.enum(MODES).optional(),
  vehicleClass: z.enum(ALL_VEHICLE_CLASSES).optional(),
  powertrain: z.enum(POWERTRAINS).optional(),
  emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
  carrier: z.enum(ENERGY_CARRIERS).optional(),
  gas: z.enum([...GASES, 'co2e']).optional(),
  subSector: z.enum(SUB_SECTORS).optional(),
  gwpSet: z.enum(GWP_SETS).optional(),
  modelYearFrom: z.int().min(1900).max(2100).optional(),
  modelYearTo: z.int().min(1900).max(2100).optional(),
  value: notNegative,
  unit: text,
  lower: notNegative.optional(),
  upper: notNegative.optional(),
})

const coefficients = {
  alpha: finite,
  beta: finite,
  gamma: finite,
  delta: finite,
  epsilon: finite,
  zeta: finite,
  eta: finite,
  reductionShare: finite,
}

/** A row of `curves.csv`. */
export const curveSchema = z.strictObject({
  ...provenance,
  mode: z.enum(MODES),
  vehicleClass: z.enum(ALL_VEHICLE_CLASSES),
  powertrain: z.enum(POWERTRAINS),
  emissionStandard: z.enum(EMISSION_STANDARDS),
  carrier: z.enum(ENERGY_CARRIERS),
  technology: z.string(),
  gradientPercent: z.int().min(-10).max(10),
  loadShare: z.number().min(0).max(1).optional(),
  minSpeedKmPerH: notNegative,
  maxSpeedKmPerH: z.number().positive(),
  ...coefficients,
  controlSpeedKmPerH: z.number().positive(),
  controlValueMjPerVkm: z.number().positive(),
})

/** A row of `gas-curves.csv`. */
export const gasCurveSchema = z.strictObject({
  ...provenance,
  mode: z.enum(MODES),
  vehicleClass: z.enum(ALL_VEHICLE_CLASSES).optional(),
  powertrain: z.enum(POWERTRAINS),
  emissionStandard: z.enum(EMISSION_STANDARDS),
  carrier: z.enum(ENERGY_CARRIERS),
  technology: z.string(),
  gas: z.enum(['ch4', 'n2o']),
  drivingSituation: z.enum(DRIVING_SITUATIONS),
  ...coefficients,
  controlSpeedKmPerH: z.number().positive(),
  controlValueGPerVkm: notNegative,
})

/** A row of `cold-start.csv`. */
export const coldStartSchema = z.strictObject({
  ...provenance,
  mode: z.enum(MODES),
  carrier: z.enum(ENERGY_CARRIERS),
  share: z.number().positive().max(1),
  sharePerKm: notNegative,
  sharePerC: notNegative,
  sharePerKmC: notNegative,
  ratio: z.number().min(1).max(3),
  ratioPerC: notNegative,
  usualTripKm: z.number().positive(),
  longestTripKm: z.number().positive(),
})
