import { z } from 'zod'
import { NOTATION_KEYS, SCOPES, SUB_SECTORS } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { pageQuery } from '../request/common.ts'

const GRADES = ['H', 'M', 'L'] as const
const tonnes = z.number().nullable()

const emissions = z.strictObject({
  unit: z.literal('t CO2e'),
  co2e: tonnes,
  co2: tonnes,
  ch4: tonnes,
  n2o: tonnes,
  biogenicCo2: tonnes.meta({ description: 'Tonnes of CO2, not in the total.' }),
})

const row = z.strictObject({
  row: z.number().int().meta({ description: 'Row of the sheet, from 1.' }),
  ref: z.string().meta({ description: 'GPC reference number.', examples: ['II.1.1'] }),
  subSector: z.enum(SUB_SECTORS),
  scope: z.enum(SCOPES),
  qualifier: z
    .string()
    .nullable()
    .meta({ description: 'The text after " > " in the name of the sub-sector.' }),
  activity: z.string().nullable().meta({ description: 'The fuel type or activity.' }),
  notationKey: z.enum(NOTATION_KEYS).nullable(),
  amount: z.strictObject({ value: z.number(), unit: z.string().nullable() }).nullable(),
  emissions: emissions.nullable().meta({ description: 'null if the row has a notation key.' }),
  activityQuality: z.enum(GRADES).nullable(),
  factorQuality: z.enum(GRADES).nullable(),
})

const remark = z
  .strictObject({
    sheet: z.string(),
    row: z.number().int().nullable().meta({ description: 'Row, from 1; null: the whole column.' }),
    column: z.string().nullable().meta({ description: 'Column, such as AB; null: the whole row.' }),
    why: z.string().meta({ description: 'The reason; it never repeats the content of the cell.' }),
  })
  .meta({
    id: 'FiledRemark',
    description: 'A cell, row or column of a filed workbook, and what to know about it.',
  })

const finding = z
  .strictObject({
    row: z
      .number()
      .int()
      .optional()
      .meta({ description: 'Row of the sheet, from 1; absent: the city as a whole.' }),
    severity: z.enum(['unusual', 'impossible']),
    quantity: z.string(),
    value: z.number(),
    unit: z.string(),
    detail: z.string(),
  })
  .meta({
    id: 'FiledFinding',
    description: 'A figure of a filed inventory that is unusual or cannot be true.',
  })

/** An inventory that a city filed, as far as it could be read. */
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
    rowsOfOtherSectors: z
      .number()
      .int()
      .meta({ description: 'Rows of GPC I and III to VI; they are not kept.' }),
    sheetsLeftOut: z.array(z.string()),
    unread: z.array(remark).meta({ description: 'Cells and rows that are missing in `rows`, and why.' }),
    unreadCount: z.number().int().meta({ description: 'The number of all; `unread` lists the first 1000.' }),
    remarks: z
      .array(remark)
      .meta({ description: 'Cells that were read differently from how they are written.' }),
    implausible: z.array(finding).optional().meta({
      description:
        'Figures that are unusual or impossible, by the bounds of an estimate. Absent: nothing was found.',
    }),
  })
  .meta({
    id: 'FiledInventory',
    description: 'The transport rows of an eCRF workbook, to compare with.',
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
  .meta({ id: 'FiledInventorySummary', description: 'A filed inventory in the list.' })

export const filedPage = z
  .strictObject({
    items: z.array(summary),
    next: z.string().optional().meta({ description: 'To get the next page, set `after` to this.' }),
  })
  .meta({ id: 'FiledInventories', description: 'A page of filed inventories, by id.' })

export const filedQuery = z.strictObject(pageQuery)
export const filedPath = z.strictObject({ id: z.string().max(200) })
export const filedOptions = z.strictObject({
  save: z.enum(['true', 'false']).default('false').meta({ description: 'Save the inventory as read.' }),
})
export const comparisonQuery = z.strictObject({
  estimate: z
    .string()
    .max(200)
    .meta({ description: 'The id of a saved estimate.', examples: ['est_5a0c2f…'] }),
})

const side = z
  .strictObject({
    co2e: z.number().nullable().meta({ description: 'Tonnes of CO2e.' }),
    notationKeys: z.array(z.enum(NOTATION_KEYS)),
  })
  .meta({ id: 'ComparedSide' })

const difference = z
  .strictObject({
    co2e: z.number().meta({ description: 'Ours minus theirs [t CO2e].' }),
    relative: z
      .number()
      .nullable()
      .meta({ description: 'Share of theirs: 0.1 means 10 % more; null if theirs is 0.' }),
  })
  .meta({ id: 'ComparedDifference' })

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
      coverage,
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
      ours: z
        .number()
        .nullable()
        .meta({ description: 'Sum of the rows that have a number, without II.5.3.' }),
      filed: z.number().nullable(),
      shared: z
        .strictObject({ ours: z.number(), filed: z.number(), difference, refs: z.array(z.string()) })
        .nullable()
        .meta({ description: 'Sums of the rows that have a number on both sides: like with like.' }),
    }),
    cautions: z.array(z.string()).meta({ description: 'Reasons why the two are not fully comparable.' }),
    implausible: z.array(finding).optional().meta({
      description: 'Figures of the filed inventory that are unusual or impossible.',
    }),
  })
  .meta({ id: 'FiledComparison', description: 'An estimate compared with what the city filed, row by row.' })

export type FiledComparison = z.output<typeof filedComparison>
