import { z } from 'zod'
import { DRIVING_SITUATIONS, FACTOR_KINDS, QUALITIES, SPLICES, VERIFICATIONS } from './domain.ts'
import { subjectPart, subjectShape } from './subject-schema.ts'

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
  quality: z.enum(QUALITIES),
  verification: z.enum(VERIFICATIONS),
  sourceId: id,
  locator: text,
  note: text.optional(),
}

/** What a figure is about. */
const subject = {
  kind: z.enum(FACTOR_KINDS),
  ...subjectShape,
}

/** A row of `factors.csv`. */
export const factorSchema = z.strictObject({
  ...provenance,
  ...subject,
  value: notNegative,
  unit: text,
  lower: notNegative.optional(),
  upper: notNegative.optional(),
  role: z.literal('reference').optional(),
})

/** A record of one year of a series, made of a row of `series.csv`. */
export const yearRecordSchema = z.strictObject({
  ...provenance,
  ...subject,
  unit: text,
  series: id,
  seriesErrorShare: z.number().min(0).max(1),
  // A temperature may be below 0; what the others may be, their kind says.
  value: finite,
  lower: finite.optional(),
  upper: finite.optional(),
  spliced: z.enum(SPLICES),
  spliceFactor: z.number().positive().optional(),
})

/** A record of a year or a month, made of a row of `normals.csv`. */
export const normalRecordSchema = z.strictObject({
  ...provenance,
  ...subject,
  value: finite,
  unit: text,
  lower: finite,
  upper: finite,
})

/** A row of `breaks.csv`. */
export const breakSchema = z.strictObject({
  series: id,
  year,
  from: z.number().positive(),
  to: z.number().positive(),
  ratio: z.number().positive(),
  why: text,
})

/** The vehicle that a curve is of. */
const { mode, vehicleClass, powertrain, emissionStandard, carrier } = subjectPart
export const vehicle = { mode, vehicleClass, powertrain, emissionStandard, carrier }

/** Those of a hot function. */
export const coefficients = {
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
  ...vehicle,
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
  ...vehicle,
  vehicleClass: vehicleClass.optional(),
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
  mode,
  carrier,
  share: z.number().positive().max(1),
  sharePerKm: notNegative,
  sharePerC: notNegative,
  sharePerKmC: notNegative,
  ratio: z.number().min(1).max(3),
  ratioPerC: notNegative,
  usualTripKm: z.number().positive(),
  longestTripKm: z.number().positive(),
})
