import { z } from 'zod'
import { ALLOCATIONS, MODES } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { besideFigure, sourceTerms } from '../estimate/dataset-demand-schema.ts'
import { pageQuery } from '../request/common.ts'
import { BY_CITIES, GROUPS_EXAMPLE, readGroups } from './pair-groups-text.ts'
import { activityQuery, anyPeriod, datasetOrigin, figure } from './schema.ts'

const groups = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    const read = readGroups(text)
    if ('grouping' in read) return read.grouping
    for (const message of read.faults) context.issues.push({ code: 'custom', input: text, message })
    return z.NEVER
  })

/** The query of GET /v1/datasets/{id}/estimates. */
export const datasetEstimatesQuery = z.strictObject({
  period: anyPeriod.meta({ description: 'A period of the grain of the dataset, or coarser.' }),
  ...pageQuery,
  ...activityQuery,
  groups: groups.optional().meta({
    description: `Groups of pairs, in place of cities: \`${BY_CITIES}\`, or \`${GROUPS_EXAMPLE}\`.`,
  }),
})
export type DatasetEstimatesQuery = z.output<typeof datasetEstimatesQuery>

const fault = z.looseObject({ code: z.string(), detail: z.string() })

const outcome = z.strictObject({
  city: z.string(),
  status: z.enum(['complete', 'partial', 'refused']),
  reason: z.string().nullable(),
  co2e: z
    .strictObject({ value: z.number(), lower: z.number(), upper: z.number(), unit: z.string() })
    .nullable(),
  allocation: z.enum(ALLOCATIONS).optional().meta({ description: 'By which the city counts.' }),
  published: z.array(besideFigure).optional().meta({
    description: 'The emissions that the publisher of the dataset gives for the period.',
  }),
  noticeCount: z.number(),
  errors: z.array(fault).optional().meta({ description: 'Why this city has no estimate.' }),
})

/** Estimates of the cities of a dataset. */
export const datasetEstimatesView = z
  .strictObject({
    dataset: datasetOrigin.dataset,
    period: z.string(),
    level: z.literal(0.95),
    coverage: coverage.nullable().meta({ description: 'Of all items; null: none is estimated.' }),
    items: z.array(outcome),
    groups: z
      .array(
        z.strictObject({
          group: z.string(),
          status: z.enum(['complete', 'partial']),
          reason: z.string().nullable(),
          co2e: figure,
          modes: z.array(
            z.strictObject({
              mode: z.enum(MODES),
              co2e: figure,
              trips: z.number().nullable(),
              distance: z.number(),
              unit: z.string(),
            }),
          ),
        }),
      )
      .optional()
      .meta({ description: 'Each trip once and whole.' }),
    next: z.string().optional(),
    privacy: sourceTerms,
  })
  .meta({ id: 'DatasetEstimates', description: 'The cities of a dataset in one period, by id.' })
export type DatasetEstimatesView = z.output<typeof datasetEstimatesView>
