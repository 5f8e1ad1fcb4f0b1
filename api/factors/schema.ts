import { z } from 'zod'
import { coefficients, vehicle } from '../../emission-factors/schema.ts'
import { subjectPart, subjectShape } from '../../emission-factors/subject-schema.ts'
import { DRIVING_SITUATIONS, FACTOR_KINDS, QUALITIES, VERIFICATIONS } from '../../src/index.ts'
import { factorMatch } from '../estimate/match-schema.ts'
import { pageQuery } from '../request/common.ts'

const SPEED_CURVE = 'speed-curve'
const GAS_CURVE = 'gas-curve'
const COLD_START = 'cold-start'
/** Every kind of record, curves included. */
export const RECORD_KINDS = [...FACTOR_KINDS, SPEED_CURVE, GAS_CURVE, COLD_START] as const

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

export const factorInterval = z
  .strictObject({
    lower: z.number(),
    upper: z.number(),
    unit: z.string().meta({ description: 'The canonical unit of the record.' }),
    basis: z.enum(['published', 'default']).meta({
      description: '`published`: the source prints it. `default`: it follows from the kind and quality.',
    }),
    rule: z.string(),
    source: z.string(),
  })
  .meta({ id: 'FactorInterval', description: 'The 95 % interval of a record and where it is from.' })

const provenance = {
  region: z.string().meta({ description: 'A country, a subnational grid, a country group or GLO.' }),
  yearFrom: z.number().int().optional(),
  yearTo: z.number().int().optional(),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  quality: z.enum(QUALITIES),
  verification: z.enum(VERIFICATIONS),
  locator: z.string().meta({ description: 'Table, row or page inside the source.' }),
  note: z.string().optional(),
  source: factorSource,
  match: factorMatch.optional().meta({ description: 'How well it fits; given with `match=estimate`.' }),
}

const figureRecord = z
  .strictObject({
    id: z.string(),
    kind: z.enum(FACTOR_KINDS),
    ...subjectShape,
    value: z.number().meta({ description: 'As published, in `unit`.' }),
    unit: z.string(),
    lower: z.number().optional().meta({ description: 'Lower bound of the published 95 % interval.' }),
    upper: z.number().optional(),
    canonicalValue: z.number().meta({ description: 'The same figure as estimates use it.' }),
    canonicalUnit: z.string(),
    ...provenance,
    interval: factorInterval.optional().meta({ description: 'Given in lists.' }),
  })
  .meta({ id: 'FactorRecord', description: 'One published figure.' })

/** Where a source prints what a curve gives at a speed, so that its coefficients can be proved. */
const control = {
  controlSpeedKmPerH: z.number().optional().meta({ description: 'The speed of the printed control value.' }),
}

const speedCurve = z
  .strictObject({
    id: z.string(),
    kind: z.literal(SPEED_CURVE),
    ...vehicle,
    technology: z.string(),
    gradientPercent: z.number(),
    loadShare: z.number().optional(),
    minSpeedKmPerH: z.number(),
    maxSpeedKmPerH: z.number(),
    ...coefficients,
    ...control,
    controlValueMjPerVkm: z.number().optional(),
    ...provenance,
  })
  .meta({
    id: 'SpeedCurve',
    description:
      'Energy by mean speed V, MJ/vkm: (αV² + βV + γ + δ/V) / (εV² + ζV + η) · (1 − reductionShare).',
  })

const gasCurve = z
  .strictObject({
    id: z.string(),
    kind: z.literal(GAS_CURVE),
    gas: z.enum(['ch4', 'n2o']),
    drivingSituation: z.enum(DRIVING_SITUATIONS),
    ...vehicle,
    vehicleClass: subjectShape.vehicleClass,
    technology: z.string(),
    ...coefficients,
    ...control,
    controlValueGPerVkm: z.number().optional(),
    ...provenance,
  })
  .meta({
    id: 'GasCurve',
    description: 'CH4 or N2O of warm engines by mean speed V, g/vkm, by the function of a speed curve.',
  })

const coldStart = z
  .strictObject({
    id: z.string(),
    kind: z.literal(COLD_START),
    mode: subjectPart.mode,
    carrier: subjectPart.carrier,
    share: z.number(),
    sharePerKm: z.number(),
    sharePerC: z.number(),
    sharePerKmC: z.number(),
    ratio: z.number(),
    ratioPerC: z.number(),
    usualTripKm: z.number(),
    longestTripKm: z.number(),
    ...provenance,
  })
  .meta({ id: 'ColdStart', description: 'What cold engines add to the energy of warm ones.' })

/** A record of a factor set with its source. */
export const factorRecord = z.union([figureRecord, speedCurve, gasCurve, coldStart])
export type FactorView = z.output<typeof factorRecord>

/** What an estimate would get for one figure. */
const lookUp = z
  .strictObject({
    subject: z.strictObject({
      kind: z.enum([...FACTOR_KINDS, SPEED_CURVE]),
      ...subjectShape,
      per: z.enum(['vkm', 'pkm', 'tkm']).optional(),
    }),
    takes: z.array(z.string()).meta({
      description: 'The record that an estimate takes; of a fleet, its shares; none where nothing fits.',
    }),
    match: factorMatch.optional(),
    why: z.string().meta({ description: 'Why it is taken, or what is missing.' }),
    notices: z
      .array(z.strictObject({ code: z.string(), detail: z.string() }))
      .meta({ description: 'What an estimate would say of each step away from what was asked.' }),
    fitting: z.number().int().meta({ description: 'Records that could stand for it.' }),
    nearest: z
      .array(z.string())
      .optional()
      .meta({ description: 'Where nothing fits: what the set has of this kind.' }),
  })
  .meta({ id: 'LookUp', description: 'A figure that an estimate looks for, and what it would get.' })
export type LookUpView = z.output<typeof lookUp>

export const factorPage = z
  .strictObject({
    factorSet: z.string(),
    total: z.number().int().meta({ description: 'Records that fit the question, on all pages.' }),
    items: z.array(factorRecord),
    next: z.string().optional().meta({ description: 'Ask for the next page with `after` set to this.' }),
    reason: z
      .string()
      .optional()
      .meta({ description: 'Where no record fits: what is missing and what there is instead.' }),
    lookUps: z.array(lookUp).optional().meta({ description: 'Given with `match=estimate`.' }),
  })
  .meta({ id: 'FactorPage', description: 'Part of the records of a factor set.' })

/** In what order records are listed. */
export const FACTOR_ORDERS = ['value', 'place', 'year', 'quality'] as const
export type FactorOrder = (typeof FACTOR_ORDERS)[number]

/** What to look for in a factor set; every part given has to fit. */
export const factorQuery = z.strictObject({
  kind: z.enum(RECORD_KINDS).optional(),
  mode: subjectShape.mode,
  class: subjectShape.vehicleClass,
  powertrain: subjectShape.powertrain,
  emissionStandard: subjectShape.emissionStandard,
  carrier: subjectShape.carrier,
  gas: subjectShape.gas,
  country: z.string().trim().min(1).max(80).optional().meta({
    description:
      'The region of the record: a country by code or English name, a grid such as US-MROW, a country group, or GLO.',
  }),
  year: z.coerce.number('Not a year, such as 2019.').int().min(1900).max(2200).optional().meta({
    description: 'A year that the record speaks of; records without years fit any.',
  }),
  source: z.string().max(100).optional().meta({ description: 'The id of a source of the set.' }),
  quality: z.enum(QUALITIES).optional(),
  q: z.string().max(100).optional().meta({
    description:
      'Words that all have to be in the id, locator, note, source, region, mode, class, powertrain or carrier.',
  }),
  match: z
    .enum(['record', 'estimate'])
    .default('record')
    .meta({
      description:
        '`record`: the records that speak of all that is asked. `estimate`: those that an estimate of `country` and ' +
        '`year` would take, best first, each with how well it fits; needs `kind` or `mode` too.',
    }),
  sort: z
    .enum(FACTOR_ORDERS)
    .optional()
    .meta({ description: 'Ascending; without it, the order of the set.' }),
  from: z.coerce.number().int().min(0).optional().meta({
    description: 'Items before the page; use it instead of `after`.',
  }),
  ...pageQuery,
})
export type FactorQueryView = z.output<typeof factorQuery>

/** A question to a set, whoever asks; pages are for the caller to make. */
export type FactorSearch = Omit<FactorQueryView, 'limit' | 'after' | 'from' | 'sort' | 'match'>

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
