import { z } from 'zod'
import { QUALITIES } from '../../src/index.ts'
import { factorInterval, factorRecord, factorSource } from './schema.ts'

const otherFigure = z
  .strictObject({
    id: z.string(),
    region: z.string(),
    regionName: z.string(),
    yearFrom: z.number().int().optional(),
    yearTo: z.number().int().optional(),
    quality: z.enum(QUALITIES),
    publisher: z.string(),
    sourceTitle: z.string(),
    value: z.number(),
    unit: z.string(),
    canonicalValue: z.number(),
    canonicalUnit: z.string(),
    lower: z.number().optional().meta({ description: 'Of its 95 % interval, in `canonicalUnit`.' }),
    upper: z.number().optional(),
    sourceId: z.string(),
    relativeDifference: z
      .number()
      .optional()
      .meta({ description: 'This figure over the record, less 1; absent where it cannot be compared.' }),
    records: z.number().int().optional().meta({ description: 'Figures of the region, of any year.' }),
  })
  .meta({ id: 'OtherFigure', description: 'What another record says of the same thing.' })
export type OtherFigure = z.output<typeof otherFigure>

const otherFigures = z
  .strictObject({
    publishers: z
      .array(otherFigure)
      .readonly()
      .meta({ description: 'Of the same region and years, by another source.' }),
    years: z.array(otherFigure).readonly().meta({ description: 'Of the same region and other years.' }),
    regions: z
      .array(otherFigure)
      .readonly()
      .meta({ description: 'Of each other region, the figure nearest in time.' }),
    measures: z
      .array(otherFigure)
      .readonly()
      .meta({ description: 'Of the same thing, in a measure that it cannot be compared in.' }),
    technologies: z
      .array(otherFigure)
      .readonly()
      .meta({ description: 'Of a speed curve: other standards and technologies, at 50 km/h.' }),
  })
  .meta({ id: 'OtherFigures', description: 'Who else publishes the same thing, and how far apart they are.' })
export type OtherFigures = z.output<typeof otherFigures>

const defaultUse = z
  .strictObject({
    year: z.number().int().meta({ description: 'The newest year of the record.' }),
    years: z
      .array(z.number().int())
      .readonly()
      .meta({ description: 'Of its own place: the years that take it.' }),
    takes: z.array(z.string()).optional().meta({ description: 'What its own place takes in `year`.' }),
    why: z.string().optional(),
    places: z
      .array(z.strictObject({ region: z.string(), regionName: z.string() }))
      .readonly()
      .meta({ description: 'Other places that take it in `year`.' }),
  })
  .meta({ id: 'DefaultUse', description: 'Which estimates take a record where the request states nothing.' })
export type DefaultUse = z.output<typeof defaultUse>

export const factorDetail = z
  .strictObject({
    factorSet: z.string(),
    digest: z.string(),
    record: factorRecord,
    regionName: z.string(),
    interval: factorInterval.optional().meta({ description: 'Of figures; curves have none.' }),
    others: otherFigures,
    defaultUse: defaultUse.optional(),
    breaks: z
      .array(z.strictObject({ year: z.number().int(), why: z.string() }))
      .readonly()
      .optional()
      .meta({ description: 'Years in which its series steps, as the set declares.' }),
  })
  .meta({
    id: 'FactorDetail',
    description: 'One record, its interval, and what other sources publish for the same thing.',
  })
export type FactorDetail = z.output<typeof factorDetail>

export const attribution = z
  .strictObject({
    factorSet: z.string(),
    digest: z.string(),
    items: z.array(
      z.strictObject({
        id: factorSource.shape.id,
        title: z.string(),
        publisher: z.string(),
        edition: z.string(),
        licence: z.string(),
        attribution: z.string().meta({ description: 'The line that the licence asks for.' }),
        url: z.string().optional(),
        records: z.number().int().meta({ description: 'Records of the set that are from it.' }),
      }),
    ),
  })
  .meta({ id: 'Attribution', description: 'What to write where figures of a set are used.' })
