import { z } from 'zod'
import { MODES } from '../../src/index.ts'
import {
  documentHead,
  documentLine,
  documentParameter,
  documentProduct,
  key,
} from '../estimate/document-schema.ts'
import { factorMatch } from '../estimate/match-schema.ts'

const bound = z.number().optional()

const product = documentProduct.extend({ unit: key, lower: bound, upper: bound })

const line = documentLine.extend({
  pointer: key,
  mode: z.enum(MODES).optional(),
  beyondBoundary: z.literal(true).optional(),
  vehicleClass: key.optional(),
  powertrain: key.optional(),
  emissionStandard: key.optional(),
  method: key,
  co2eLowerKg: bound,
  co2eUpperKg: bound,
  products: z.array(product),
})

const record = z.looseObject({
  id: key,
  value: z.number().nullable(),
  unit: key,
  region: key,
  yearFrom: z.number().nullable(),
  yearTo: z.number().nullable(),
  tier: z.number(),
  quality: key,
  verification: key,
  source: z.string(),
  sourceId: key,
  locator: z.string(),
  licence: z.string(),
  match: factorMatch.nullable(),
})

const parameter = documentParameter.extend({
  name: z.string(),
  unit: key,
  origin: z.enum(['stated', 'factor', 'derived']),
  pointer: key.optional(),
  text: z.string().optional(),
  formula: z.string().optional(),
  why: z.string().optional(),
  uncertainty: z
    .looseObject({ lower: z.number(), upper: z.number(), basis: key, rule: z.string(), source: z.string() })
    .optional(),
  record: record.optional(),
})

/**
 * A result with its lines as far as an explanation reads it, whatever version of the method made it: what results of
 * earlier versions do not have is optional, so that a saved estimate is explained as it was given out.
 */
export const explainedDocument = z.looseObject({
  ...documentHead,
  city: z.looseObject({ name: z.string(), country: key, population: z.number().optional() }),
  period: key,
  gwp: key,
  uncertainty: z.looseObject({ method: key, level: z.number().optional() }).optional(),
  coverage: z.looseObject({ sentence: z.string() }).optional(),
  totals: z.looseObject({ co2e: z.looseObject({ value: z.number().nullable(), unit: key }) }),
  drivers: z
    .array(
      z.looseObject({
        parameter: z.string(),
        shareOfVariance: z.number(),
        pointers: z.array(key).optional(),
        recordIds: z.array(key).optional(),
      }),
    )
    .optional(),
  assumptions: z.array(
    z.looseObject({
      parameter: z.string(),
      recordId: key,
      why: z.string(),
      own: z.literal(true).optional(),
      replaces: key.optional(),
    }),
  ),
  notices: z.array(
    z.looseObject({
      code: key,
      detail: z.string(),
      pointer: key.optional(),
      records: z.array(key).optional(),
    }),
  ),
  lines: z.array(line),
  parameters: z.record(key, parameter),
})

/** The fields that a schema names, without those that it lets through. */
type Known<T> = T extends readonly (infer Item)[]
  ? readonly Known<Item>[]
  : T extends object
    ? { readonly [Name in keyof T as string extends Name ? never : Name]: Known<T[Name]> }
    : T

type Document = Known<z.output<typeof explainedDocument>>

/** What an explanation reads of a result beside its lines. */
export type ResultDocument = Omit<Document, 'lines' | 'parameters' | 'gwpParameters'>
export type DriverDocument = NonNullable<Document['drivers']>[number]
export type NoticeDocument = Document['notices'][number]
export type LineDocument = Document['lines'][number]
export type ProductDocument = LineDocument['products'][number]
export type ParameterDocument = Known<z.output<typeof parameter>>

/** A figure as a result gives it; bounds only where uncertainty was asked for. */
export type GivenFigure = Pick<ProductDocument, 'value' | 'unit' | 'lower' | 'upper'> & {
  /** Of the known part of a sum: which lines lack it. */
  readonly reason?: string | undefined
}

/** A result with its lines: all that an explanation is made from. */
export interface Documents extends Pick<Document, 'lines' | 'gwpParameters'> {
  readonly result: ResultDocument
  readonly parameters: Readonly<Record<string, ParameterDocument>>
}

/** The parameter of a key; own properties only, so that no name reaches a prototype. */
export const parameterOf = ({ parameters }: Documents, name: string): ParameterDocument | undefined =>
  Object.hasOwn(parameters, name) ? parameters[name] : undefined
