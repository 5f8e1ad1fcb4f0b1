import { z } from 'zod'
import { ALLOCATIONS, MODES } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { resourceName, sourceTerms } from '../estimate/dataset-demand-schema.ts'
import { notice } from '../estimate/notice-schema.ts'
import { activityQuery, anyPeriod, datasetOrigin } from './schema.ts'

const { estimate: _, factorSet: __, gaps: ___, allocation: ____, ...activity } = activityQuery
const estimateId = z.string().max(200)

/** The query of GET /v1/cities/{id}/nowcast. */
export const nowcastQuery = z.strictObject({
  estimate: estimateId.meta({ description: 'The saved estimate to carry forward.' }),
  dataset: resourceName,
  period: anyPeriod.meta({ description: 'The period to carry it to.' }),
  against: estimateId
    .optional()
    .meta({ description: 'A saved estimate of the same period, to check the nowcast against.' }),
  ...activity,
})
export type NowcastQuery = z.output<typeof nowcastQuery>

const band = z
  .strictObject({ value: z.number(), lower: z.number(), upper: z.number(), unit: z.literal('t CO2e') })
  .meta({ id: 'NowcastFigure' })

/** A nowcast of a city. */
export const nowcastView = z
  .strictObject({
    city: z.string(),
    period: z.string(),
    allocation: z
      .enum(ALLOCATIONS)
      .meta({ description: 'Of the estimate; the index counts the facts in the same way.' }),
    estimate: z.strictObject({ id: z.string(), period: z.string() }),
    dataset: datasetOrigin.dataset,
    level: z.literal(0.95),
    coverage: coverage
      .optional()
      .meta({ description: 'Of the saved estimate; absent if an earlier version saved it.' }),
    co2e: band,
    audited: band,
    byMode: z.array(
      z.strictObject({
        mode: z.enum([...MODES, 'not-split']),
        co2e: z.number(),
        unit: z.literal('t CO2e'),
        index: z.number().nullable(),
      }),
    ),
    indexHalfWidthShare: z
      .number()
      .meta({ description: 'Half the width of the 95 % interval of the index, as a share of the index.' }),
    against: z
      .strictObject({
        id: z.string(),
        co2e: z.number(),
        error: z.number().meta({ description: 'Nowcast ÷ that estimate, minus 1.' }),
        isCovered: z.boolean(),
      })
      .optional(),
    statement: z.string(),
    notices: z.array(notice),
    privacy: sourceTerms,
  })
  .meta({ id: 'Nowcast', description: 'An estimate that an index of activity carries to another period.' })
export type NowcastView = z.output<typeof nowcastView>
