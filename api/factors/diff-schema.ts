import { z } from 'zod'
import { type RECORD_AXES, RECORD_CHANGES } from '../../emission-factors/diff.ts'
import { subjectShape } from '../../emission-factors/subject-schema.ts'
import {
  DRIVING_SITUATIONS,
  FLOWS,
  LINE_QUANTITIES,
  type LineQuantity,
  MODES,
  SCOPES,
} from '../../src/index.ts'
import { noticeCode } from '../estimate/notice-schema.ts'
import { pageQuery } from '../request/common.ts'
import { RECORD_KINDS } from './schema.ts'

const count = z.number().int()
const counts = {
  changed: count.meta({ description: 'The figure or its interval changed.' }),
  removed: count,
  added: count,
  provenance: count.meta({
    description: 'The figure stayed; its source, quality, locator or note changed.',
  }),
}

const setReference = z
  .strictObject({ id: z.string(), digest: z.string(), released: z.string() })
  .meta({ id: 'ComparedSet' })

const recordReference = z
  .strictObject({
    id: z.string(),
    value: z.number().nullable().meta({ description: 'As published, in `unit`; null for a function.' }),
    unit: z.string().nullable(),
    lower: z.number().optional(),
    upper: z.number().optional(),
    region: z.string(),
    yearFrom: z.number().nullable(),
    yearTo: z.number().nullable(),
    quality: z.string(),
    verification: z.string(),
    sourceId: z.string(),
    source: z.string(),
    locator: z.string(),
    note: z.string().optional(),
  })
  .meta({ id: 'RecordReference', description: 'A record of one of the sets, as published.' })
export type RecordReference = z.output<typeof recordReference>

const relativeChange = z
  .number()
  .nullable()
  .meta({ description: 'after ÷ before − 1; null from 0 or from nothing.' })

const axes = {
  technology: z.string().optional(),
  drivingSituation: z.enum(DRIVING_SITUATIONS).optional(),
  gradientPercent: z.number().optional(),
  loadShare: z.number().optional(),
} satisfies Readonly<Record<(typeof RECORD_AXES)[number], z.ZodType>>

/** What a record is about besides its kind, its place and its year. */
const aboutRecord = { ...subjectShape, ...axes }
export const DIFFERENCE_FIELDS = Object.keys(aboutRecord) as (keyof typeof aboutRecord)[]

const recordDifference = z
  .strictObject({
    id: z.string().meta({ description: 'The record of the later set, or the removed one.' }),
    change: z.enum(RECORD_CHANGES),
    kind: z.enum(RECORD_KINDS),
    ...aboutRecord,
    region: z.string(),
    yearFrom: z.number().nullable(),
    before: recordReference.nullable(),
    after: recordReference.nullable(),
    canonical: z
      .strictObject({
        before: z.number(),
        after: z.number(),
        unit: z.string(),
        speedKmPerH: z.number().optional().meta({
          description: 'Of speed curves: where the two are furthest apart; of gas curves: 50 km/h.',
        }),
      })
      .nullable()
      .meta({
        description:
          'Both figures in the unit that estimates use; null where one side is missing, or no one figure speaks for the record.',
      }),
    relativeChange,
    changedFields: z.array(z.string()),
  })
  .meta({ id: 'RecordDifference', description: 'One difference between two factor sets.' })
export type RecordDifferenceView = z.output<typeof recordDifference>

const tonnes = z.number().meta({ description: 't CO2e' })
const shareOfChange = z.number().nullable().meta({
  description: 'Share of the change of the total; null where the total did not change.',
})

const factorSide = z
  .strictObject({ value: z.number(), records: z.array(recordReference) })
  .meta({ id: 'FactorSide' })
  .nullable()

const factorEffect = z
  .strictObject({
    parameter: z.string(),
    unit: z.string(),
    modes: z.array(z.enum(MODES)),
    before: factorSide.meta({ description: 'null: no such share on this side.' }),
    after: factorSide,
    relativeChange,
    effect: tonnes,
    shareOfChange,
    multiplier: z.number().nullable().meta({
      description:
        'The factor by which the effect multiplies the total. All factors together give after ÷ before. null if a total is 0.',
    }),
  })
  .meta({ id: 'FactorEffect', description: 'How far one factor moved the total of an estimate.' })

const { mode, vehicleClass, powertrain, emissionStandard, carrier } = subjectShape

const structurePart = z.strictObject({
  vehicleClass,
  powertrain,
  emissionStandard,
  carrier,
  method: z.string(),
  quantity: z.enum(Object.keys(LINE_QUANTITIES) as [LineQuantity, ...LineQuantity[]]),
  scope: z.enum(SCOPES).optional(),
  co2e: tonnes,
})

const structureSide = z
  .strictObject({
    co2e: tonnes,
    parts: z.array(structurePart),
    records: z.array(recordReference),
  })
  .meta({ id: 'StructureSide', description: 'The lines of a row with one of the two sets.' })

const structureEffect = z
  .strictObject({
    pointer: z.string().meta({ description: 'The row of the request.' }),
    mode,
    flow: z.enum(FLOWS).optional(),
    before: structureSide,
    after: structureSide,
    effect: tonnes,
    shareOfChange,
  })
  .meta({
    id: 'StructureEffect',
    description:
      'How far a row moved the total by having other lines, gases or kinds of factors, which no single factor explains.',
  })

const notice = z
  .strictObject({
    code: noticeCode,
    detail: z.string(),
    pointer: z.string().optional(),
    records: z.array(z.string()).optional(),
  })
  .meta({ id: 'SetChangeNotice', description: 'A notice that one of two estimates has alone.' })

const side = z
  .strictObject({
    factorSet: z.string(),
    estimate: z.string().meta({ description: 'The id that the estimate has with this set.' }),
    co2e: tonnes,
  })
  .meta({ id: 'SetChangeSide' })

export const setChangeView = z
  .strictObject({
    city: z.strictObject({ name: z.string(), country: z.string() }),
    period: z.string(),
    unit: z.literal('t CO2e'),
    before: side,
    after: side,
    change: tonnes,
    relativeChange,
    effects: z.array(factorEffect).meta({ description: 'By factor, the largest effect first.' }),
    other: z.array(structureEffect).meta({ description: 'What no factor explains, row by row.' }),
    leftOut: z
      .array(
        z.strictObject({
          pointer: z.string(),
          mode: z.enum(MODES),
          factorSet: z.string(),
          detail: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Rows of the request that are in neither estimate: this set lacks the mode.' }),
    notices: z
      .strictObject({ before: z.array(notice), after: z.array(notice) })
      .meta({ description: 'Notices that one of the two estimates has alone.' }),
  })
  .meta({
    id: 'SetChange',
    description:
      'Why one estimate differs between two factor sets: additive LMDI-I at the finest cell. `effects` and `other` sum to `change`.',
  })
export type SetChangeView = z.output<typeof setChangeView>

const unitEffects = z.strictObject({
  year: z.number().int(),
  items: z.array(
    z.strictObject({
      mode: z.enum(MODES),
      country: z.string(),
      unit: z.enum(['vkm', 'pkm', 'tkm']),
      before: z.number().meta({ description: 'g CO2e per unit' }),
      after: z.number(),
      relativeChange,
    }),
  ),
  lacking: z.array(z.strictObject({ factorSet: z.string(), modes: z.array(z.enum(MODES)) })),
})

export const factorSetDiff = z
  .strictObject({
    before: setReference,
    after: setReference,
    counts: z.strictObject({ ...counts, same: count }),
    byKind: z.array(z.strictObject({ kind: z.enum(RECORD_KINDS), ...counts })),
    bySource: z.array(
      z.strictObject({ before: z.string().nullable(), after: z.string().nullable(), ...counts }),
    ),
    unitEffects: unitEffects.meta({
      description: 'The ten largest changes of what a unit of distance emits; modes that one set lacks.',
    }),
    total: count.meta({ description: 'Differences that fit the question, on all pages.' }),
    items: z.array(recordDifference),
    next: z.string().optional().meta({ description: 'Ask for the next page with `after` set to this.' }),
    estimate: setChangeView.optional(),
  })
  .meta({
    id: 'FactorSetDiff',
    description:
      'What differs between two factor sets: changed figures first, the largest relative change before all.',
  })
export type FactorSetDiffView = z.output<typeof factorSetDiff>

export const diffPath = z.strictObject({
  before: z
    .string()
    .max(200)
    .meta({ examples: ['2025.1'] }),
  after: z
    .string()
    .max(200)
    .meta({ examples: ['2026.1'] }),
})

/** Which differences are wanted; every part given has to fit. */
const wanted = {
  kind: z.enum(RECORD_KINDS).optional(),
  mode,
  country: z.string().max(40).optional().meta({
    description: 'The region of the record: a country such as GB, a grid, a country group, or GLO.',
  }),
  change: z.enum(RECORD_CHANGES).optional().meta({ description: 'What became of the record.' }),
}

export const diffQuery = z.strictObject({
  ...wanted,
  estimate: z.string().max(200).optional().meta({
    description: 'A saved estimate: it is made again with both sets, and its change explained.',
  }),
  format: z.enum(['json', 'csv']).optional().meta({
    description:
      'Use this instead of `Accept`. CSV has every row: the differences, or the effects if you name an `estimate`.',
  }),
  ...pageQuery,
})
export type DiffSearch = Pick<z.output<typeof diffQuery>, keyof typeof wanted>
