import { z } from 'zod'
import { pageQuery, slug } from '../request/common.ts'
import { isListedPeriod } from './list-flows.ts'

export const datasetReleases = z.strictObject({ id: slug })
export const releasePath = z.strictObject({ id: z.string().max(64) })

/** What an owner says of a release. */
export const releaseOrder = z.strictObject({
  through: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .optional()
    .meta({ description: 'The last month or year; all that are over, if absent.' }),
  changedContributors: z
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Of a correction: from 25, figures that are out are put right.' }),
})

export const releaseView = z
  .strictObject({
    id: z.string(),
    dataset: z.string(),
    version: z.number(),
    madeAt: z.string(),
    isOpen: z.boolean().meta({ description: 'Of a dataset that is openly published.' }),
    cells: z.number().meta({ description: 'Cities × modes × periods given out.' }),
  })
  .meta({ id: 'Release' })

export const releasePage = z.strictObject({ items: z.array(releaseView) })

/** One mode of one city in a month, quarter or year: texts and figures by name. */
export const cell = z.record(z.string(), z.unknown())

export const releaseDetail = z.strictObject({
  release: releaseView,
  items: z.array(cell).meta({
    description:
      'City, mode, period, figures, periods and days of facts, least number of persons (0: a counted zero). None of an open dataset.',
  }),
  zones: z.array(cell),
})

export const zonesQuery = z.strictObject({
  city: z.string().max(64),
  period: z
    .string()
    .refine(isListedPeriod, {
      error: 'Write a quarter (2024-Q1), a month or a year.',
      params: { code: 'period-invalid' },
    })
    .meta({ description: '2024-Q1; of open datasets months and years too.' }),
  format: z.enum(['json', 'csv', 'geojson']).optional(),
  pairs: z.enum(['true', 'false']).default('false').meta({ description: 'By where it ends too.' }),
  limit: pageQuery.limit.default(1000),
  // Two names of zones, each of up to 64 letters.
  after: z.string().max(2000).optional(),
})

export const rowsText = z.string().meta({ description: 'A row for each item.' })

export const releasedQuery = z.strictObject({
  city: z.string().max(64).optional().meta({ description: 'All, if absent.' }),
  format: z.enum(['json', 'csv']).optional(),
})

export const releasedView = z.strictObject({
  cities: z.array(z.string()).meta({ description: 'Of which something is given out.' }),
  items: z.array(cell).meta({ description: 'As of a release; `persons` is null of an open dataset.' }),
  isCut: z.boolean().meta({ description: 'There are more: name a city.' }),
})

/** `items` as of a release, and `privacy` as of a series. */
export const zonesView = z.strictObject({
  items: z.array(cell),
  next: z.string().optional(),
  notices: z.array(cell).optional(),
  privacy: cell,
})

/** `test/privacy/check-certificate.mjs` reads it. */
export const releaseCertificate = z.record(z.string(), z.unknown())
