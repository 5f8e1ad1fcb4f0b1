import { z } from 'zod'
import { NOTATION_KEYS, SCOPES, SUB_SECTORS } from '../../src/index.ts'
import { pageQuery } from '../request/common.ts'

const GRADES = ['H', 'M', 'L'] as const
const tonnes = z.number().nullable()

const emissions = z.strictObject({
  unit: z.literal('t CO2e'),
  co2e: tonnes,
  co2: tonnes,
  ch4: tonnes,
  n2o: tonnes,
  biogenicCo2: tonnes.meta({ description: 'Tonnes of CO2, beside the total.' }),
})

const row = z.strictObject({
  row: z.number().int().meta({ description: 'Of the sheet, from 1.' }),
  ref: z.string().meta({ description: 'GPC reference number.', examples: ['II.1.1'] }),
  subSector: z.enum(SUB_SECTORS),
  scope: z.enum(SCOPES),
  qualifier: z.string().nullable().meta({ description: 'Behind " > " in the name of the sub-sector.' }),
  activity: z.string().nullable().meta({ description: 'The fuel type or activity.' }),
  notationKey: z.enum(NOTATION_KEYS).nullable(),
  amount: z.strictObject({ value: z.number(), unit: z.string().nullable() }).nullable(),
  emissions: emissions.nullable().meta({ description: 'null where a notation key stands.' }),
  activityQuality: z.enum(GRADES).nullable(),
  factorQuality: z.enum(GRADES).nullable(),
})

const remark = z
  .strictObject({
    sheet: z.string(),
    row: z.number().int().nullable().meta({ description: 'From 1; null: the whole column.' }),
    column: z.string().nullable().meta({ description: 'As a spreadsheet names it; null: the whole row.' }),
    why: z.string().meta({ description: 'Never with what the cell holds.' }),
  })
  .meta({
    id: 'FiledRemark',
    description: 'A cell, row or column of a filed workbook, and what is to be known of it.',
  })

/** What a city filed, as far as it could be read. */
export const filedInventory = z
  .strictObject({
    id: z.string().meta({ examples: ['fil_5a0c2f…'] }),
    city: z.strictObject({
      name: z.string().nullable(),
      country: z.string().nullable().meta({ description: 'As filed.' }),
      population: z.number().nullable(),
    }),
    year: z.string().nullable(),
    gwp: z.string().nullable().meta({ description: 'As filed.' }),
    sheet: z.string(),
    rows: z.array(row),
    rowsOfOtherSectors: z.number().int().meta({ description: 'Of GPC I and III to VI: not kept.' }),
    sheetsLeftOut: z.array(z.string()),
    unread: z.array(remark).meta({ description: 'Cells and rows that are in no row above, and why.' }),
    unreadCount: z.number().int().meta({ description: 'All of them; the first 1000 are listed.' }),
    remarks: z.array(remark).meta({ description: 'Cells that were read, and not as they stand.' }),
  })
  .meta({
    id: 'FiledInventory',
    description: 'The transport rows of an eCRF workbook: a series to compare with.',
  })

export type FiledInventory = z.output<typeof filedInventory>
export type FiledRow = FiledInventory['rows'][number]
export type Remark = FiledInventory['unread'][number]

const summary = z
  .strictObject({
    id: z.string(),
    city: z.string().nullable(),
    year: z.string().nullable(),
    rows: z.number().int(),
    unread: z.number().int(),
  })
  .meta({ id: 'FiledInventorySummary', description: 'What the list says of a filed inventory.' })

export const filedPage = z
  .strictObject({
    items: z.array(summary),
    next: z.string().optional().meta({ description: 'Ask for the next page with `after` set to this.' }),
  })
  .meta({ id: 'FiledInventories', description: 'Part of the filed inventories, by id.' })

export const filedQuery = z.strictObject(pageQuery)
export const filedPath = z.strictObject({ id: z.string().max(200) })
export const filedOptions = z.strictObject({
  save: z.enum(['true', 'false']).default('false').meta({ description: 'Keep what was read.' }),
})
export const comparisonQuery = z.strictObject({
  estimate: z
    .string()
    .max(200)
    .meta({ description: 'The id of a saved estimate.', examples: ['est_5a0c2f…'] }),
})

const side = z.strictObject({
  co2e: z.number().nullable().meta({ description: 'Tonnes of CO2e.' }),
  notationKeys: z.array(z.enum(NOTATION_KEYS)),
})

const difference = z.strictObject({
  co2e: z.number().meta({ description: 'Ours less theirs [t CO2e].' }),
  relative: z
    .number()
    .nullable()
    .meta({ description: 'Of theirs, 0.1 is 10 % more; null where theirs is 0.' }),
})

export const filedComparison = z
  .strictObject({
    filed: z.strictObject({
      id: z.string(),
      city: z.string().nullable(),
      year: z.string().nullable(),
      gwp: z.string().nullable(),
    }),
    estimate: z.strictObject({
      id: z.string(),
      city: z.string(),
      period: z.string(),
      gwp: z.string(),
      allocation: z.string(),
    }),
    rows: z.array(
      z.strictObject({
        ref: z.string(),
        ours: side,
        filed: side,
        difference: difference.nullable().meta({ description: 'null unless both have a number.' }),
      }),
    ),
    sums: z.strictObject({
      ours: z.number().nullable().meta({ description: 'Of the rows that have a number, without II.5.3.' }),
      filed: z.number().nullable(),
      shared: z
        .strictObject({ ours: z.number(), filed: z.number(), difference, refs: z.array(z.string()) })
        .nullable()
        .meta({ description: 'Of the rows that have a number on both sides: like with like.' }),
    }),
    cautions: z.array(z.string()).meta({ description: 'What keeps the two from being comparable.' }),
  })
  .meta({ id: 'FiledComparison', description: 'An estimate beside what the city filed, row by row.' })

export type FiledComparison = z.output<typeof filedComparison>
