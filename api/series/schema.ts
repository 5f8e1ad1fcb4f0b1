import { z } from 'zod'
import { ALLOCATIONS, daysOf, distanceBandOf, GRAIN_LENGTHS, type Grain, MODES } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { besideFigure, resourceName, sourceTerms } from '../estimate/dataset-demand-schema.ts'
import { sum } from '../estimate/figure-schema.ts'
import { notice } from '../estimate/notice-schema.ts'
import { MODAL_SPLIT_EXAMPLE, readModalSplitText } from '../request/modal-split-text.ts'
import { PHASES_EXAMPLE, readPhases } from './phases-text.ts'

const GRAINS = Object.keys(GRAIN_LENGTHS) as [Grain, ...Grain[]]

/** A day, month or year. */
export const anyPeriod = z
  .string()
  .refine((text) => daysOf(text) !== undefined, {
    error: 'Write a day (2020-03-15), a month (2020-03) or a year (2020).',
    params: { code: 'period-invalid' },
  })
  .meta({ examples: ['2020-03'] })

const baseline = z
  .string()
  .max(30)
  .transform((text, context) => {
    const at = text.lastIndexOf('..')
    const [from, to] = [text.slice(0, Math.max(at, 0)), text.slice(at + '..'.length)]
    if (daysOf(from) && daysOf(to) && (daysOf(to)?.first ?? 0) >= (daysOf(from)?.first ?? 0))
      return { from, to }
    const params = { code: 'period-invalid' }
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'Write two periods, such as 2019-01..2019-12.',
      params,
    })
    return z.NEVER
  })
  .meta({ examples: ['2019-01..2019-12'] })

/** Stands for all holidays of the calendar. */
export const OF_CALENDAR = 'calendar'

const holidays = z
  .string()
  .max(10_000)
  .transform((text, context) => {
    const days = text.split(',').map((day) => day.trim())
    if (days.every((day) => day === OF_CALENDAR || (day.length === 10 && daysOf(day)))) return days
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'Write days separated by commas, such as 2020-12-25,2020-12-26, or calendar.',
    })
    return z.NEVER
  })
  .meta({ examples: ['2020-12-25,2020-12-26'] })

const modalSplit = z
  .string()
  .max(5000)
  .transform((text, context) => {
    const read = readModalSplitText(text)
    if ('shares' in read) return [...read.shares]
    context.issues.push({ code: 'custom', input: text, message: read.fault })
    return z.NEVER
  })
  .meta({ examples: [MODAL_SPLIT_EXAMPLE] })

const LENGTH = /^(.+):(\d+(?:\.\d+)?)$/

const bandLengths = z
  .string()
  .max(2000)
  .transform((text, context) => {
    const lengths = text.split(',').map((item) => LENGTH.exec(item.trim()) ?? [])
    if (lengths.every(([, band, km]) => band !== undefined && distanceBandOf(band) && Number(km) > 0))
      return lengths.map(([, band = '', km]): [string, number] => [band, Number(km)])
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'Write mean lengths [km] of distance bands, such as 50+:80.',
    })
    return z.NEVER
  })
  .meta({ examples: ['0-2:1.1,50+:80'] })

/** Parameters that tell how facts become activity. */
export const activityQuery = {
  factorSet: z.string().max(40).optional().meta({ description: 'Default: the newest set.' }),
  estimate: z.string().max(200).optional().meta({
    description:
      'A saved estimate whose fleets, occupancy, fuels and own factors to use. Default: the documented values.',
  }),
  mode: z.enum(MODES).optional().meta({ description: 'Only this mode.' }),
  modalSplit: modalSplit.optional(),
  bandLengths: bandLengths.optional(),
  detourFactor: z.coerce.number().min(1).max(3).optional(),
  gaps: z.enum(['leave', 'scale']).default('leave'),
  allocation: z.enum(ALLOCATIONS).optional().meta({
    description:
      'What belongs to the city. Default: that of `estimate`; else `geographic`, or `induced-activity` if the facts tell trips that cross the boundary.',
  }),
}
export type ActivityQuery = z.output<ReturnType<typeof activityObject>>
const activityObject = () => z.strictObject(activityQuery)

const phases = z
  .string()
  .max(8000)
  .transform((text, context) => {
    const read = readPhases(text)
    if (read.faults.length === 0) return [...read.phases]
    for (const { code, at, detail } of read.faults)
      context.issues.push({
        code: 'custom',
        input: text,
        message: detail,
        params: { code, ...(at === undefined ? {} : { place: at }) },
      })
    return z.NEVER
  })
  .meta({ examples: [PHASES_EXAMPLE] })

/** The query of GET /v1/cities/{id}/series. */
export const seriesQuery = z.strictObject({
  dataset: resourceName,
  from: anyPeriod.optional().meta({ description: 'The first period. Default: the first in the facts.' }),
  to: anyPeriod.optional().meta({ description: 'The last period. Default: the last in the facts.' }),
  by: z.enum(GRAINS).optional().meta({ description: 'Default: the grain of the dataset.' }),
  baseline: baseline.optional().meta({ description: 'Adds an index relative to these periods.' }),
  normalise: z.enum(['none', 'weekday']).default('none'),
  holidays: holidays.optional().meta({ description: 'Days to count as Sundays; `calendar`: its holidays.' }),
  phases: phases.optional().meta({ description: 'Named times, each compared with the year before.' }),
  calendar: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'Whose holidays (ISO 3166: `DE-BY`), or `none`. Default: the country.' }),
  rows: z.enum(['periods', 'phases']).default('periods').meta({ description: 'Of CSV.' }),
  ...activityQuery,
})
export type SeriesQuery = z.output<typeof seriesQuery>

export const cityPath = z.strictObject({ id: resourceName })

/** A figure with its interval; null: not known. */
export const figure = z
  .strictObject({ value: z.number(), lower: z.number(), upper: z.number(), unit: z.string() })
  .nullable()
  .meta({ id: 'SeriesFigure' })

const bounds = z
  .strictObject({ value: z.number(), lower: z.number(), upper: z.number() })
  .nullable()
  .meta({ id: 'RatioOrNull' })

/** What a phase and each mode of it say. */
const phaseFigures = {
  co2e: figure,
  meanDay: figure,
  change: z
    .strictObject({
      co2e: bounds,
      activity: bounds.meta({ description: 'As if a kilometre emitted as much in both years.' }),
      compared: z.number(),
    })
    .nullable()
    .meta({
      id: 'PhaseChange',
      description: 'Of a mean day on the year before: -0.2 is a fifth less.',
    }),
}

const phase = z
  .strictObject({
    name: z.string(),
    from: z.string(),
    to: z.string(),
    status: z.enum(['complete', 'partial', 'missing', 'withheld']),
    reason: z.string().nullable(),
    days: z.number(),
    periods: z.number().meta({ description: 'Of which `compared` have facts in both years.' }),
    ...phaseFigures,
    modes: z.array(z.strictObject({ mode: z.enum(MODES), ...phaseFigures })),
  })
  .meta({ id: 'SeriesPhase' })

const maybeSum = sum.nullable()

const index = bounds.meta({
  description: 'CO2e of a mean day ÷ that of the baseline; null if they cannot be compared.',
})

const item = z.strictObject({
  period: z.string(),
  status: z.enum(['complete', 'partial', 'missing', 'withheld']),
  reason: z.string().nullable(),
  facts: z
    .strictObject({ present: z.number(), expected: z.number() })
    .meta({ description: 'How many periods of the dataset have facts, and how many the calendar has.' }),
  co2e: figure,
  vehicleDistance: maybeSum,
  passengerDistance: maybeSum,
  tonneDistance: maybeSum,
  normalisedCo2e: figure.optional(),
  index: index.optional(),
  published: z.array(besideFigure).optional().meta({
    description: 'The emissions that the publisher of the dataset gives for the period.',
  }),
  marks: z
    .array(
      z.strictObject({
        kind: z.enum(['holiday', 'workday', 'season']),
        name: z.string(),
        day: z.number().optional().meta({ description: 'Of the season.' }),
      }),
    )
    .optional(),
})

/** The origin of figures from a dataset. */
export const datasetOrigin = {
  dataset: z
    .strictObject({ id: z.string(), version: z.number(), title: z.string(), owner: z.string() })
    .meta({ id: 'DatasetVersion', description: 'The dataset and the version that the figures come from.' }),
  factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
  methodVersion: z.string(),
  gwp: z.string(),
}

/** A series of a city. */
export const seriesView = z
  .strictObject({
    city: z.strictObject({ id: z.string(), name: z.string(), country: z.string() }),
    allocation: z.enum(ALLOCATIONS),
    ...datasetOrigin,
    by: z.enum(GRAINS),
    coverage,
    level: z.literal(0.95),
    baseline: z.strictObject({ from: z.string(), to: z.string() }).optional(),
    normalise: z.enum(['none', 'weekday']),
    weekdayFactors: z
      .record(z.string(), z.array(z.number()))
      .optional()
      .meta({ description: 'By mode, from Monday: activity of the day ÷ that of the mean day of a week.' }),
    items: z.array(item),
    phases: z.array(phase).optional(),
    calendar: z
      .strictObject({ region: z.string(), sources: z.array(z.string()) })
      .optional()
      .meta({ description: 'By which days are marked and compared.' }),
    notices: z.array(notice),
    privacy: sourceTerms,
  })
  .meta({ id: 'Series', description: 'Emissions and activity of a city by period.' })
export type SeriesView = z.output<typeof seriesView>
