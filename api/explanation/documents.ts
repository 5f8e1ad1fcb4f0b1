import type { LinesView } from '../estimate/result-schema.ts'

/** A figure as a result gives it; bounds only where uncertainty was asked for. */
export interface GivenFigure {
  readonly value: number
  readonly unit: string
  readonly lower?: number | undefined
  readonly upper?: number | undefined
}

type Match = NonNullable<LinesView['parameters'][string]['record']>['match']

export interface AssumptionDocument {
  readonly parameter: string
  readonly recordId: string
  readonly why: string
  readonly own?: true | undefined
  readonly replaces?: string | undefined
}

export interface NoticeDocument {
  readonly code: string
  readonly detail: string
  readonly pointer?: string | undefined
  readonly records?: readonly string[] | undefined
}

/** An input with its share of the variance of a total. */
export interface DriverDocument {
  readonly parameter: string
  readonly shareOfVariance: number
  readonly pointers?: readonly string[] | undefined
  readonly recordIds?: readonly string[] | undefined
}

/**
 * What an explanation reads of a result. Fields that results of earlier versions do not have are optional, so that a
 * saved estimate is explained as it was given out.
 */
export interface ResultDocument {
  readonly id: string
  readonly methodVersion: string
  readonly factorSet: { readonly id: string; readonly digest: string }
  readonly city: {
    readonly name: string
    readonly country: string
    readonly population?: number | undefined
  }
  readonly period: string
  readonly gwp: string
  readonly totals: object
  readonly assumptions: readonly AssumptionDocument[]
  readonly notices: readonly NoticeDocument[]
  readonly uncertainty?: { readonly method: string; readonly level?: number | undefined } | undefined
  readonly drivers?: readonly DriverDocument[] | undefined
}

export interface ProductDocument {
  readonly quantity: string
  readonly scope?: string | undefined
  readonly value: number
  readonly unit: string
  readonly lower?: number | undefined
  readonly upper?: number | undefined
  readonly terms: readonly { readonly parameter: string; readonly role: string }[]
}

export interface LineDocument {
  readonly id: string
  readonly pointer: string
  readonly mode?: LinesView['lines'][number]['mode']
  readonly flow?: string | undefined
  readonly sector?: string | undefined
  readonly beyondBoundary?: true | undefined
  readonly subSector: string
  readonly vehicleClass?: string | undefined
  readonly powertrain?: string | undefined
  readonly emissionStandard?: string | undefined
  readonly carrier?: string | undefined
  readonly method: string
  readonly co2eKg: number
  readonly co2eLowerKg?: number | undefined
  readonly co2eUpperKg?: number | undefined
  readonly products: readonly ProductDocument[]
}

export interface ParameterDocument {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly origin: 'stated' | 'factor' | 'derived'
  readonly pointer?: string | undefined
  readonly text?: string | undefined
  readonly formula?: string | undefined
  readonly inputs?: readonly string[] | undefined
  readonly why?: string | undefined
  readonly rule?: { readonly formula: string; readonly constants: object } | undefined
  readonly uncertainty?:
    | {
        readonly lower: number
        readonly upper: number
        readonly basis: string
        readonly rule: string
        readonly source: string
      }
    | undefined
  readonly record?:
    | {
        readonly id: string
        readonly value: number | null
        readonly unit: string
        readonly region: string
        readonly yearFrom: number | null
        readonly yearTo: number | null
        readonly tier: number
        readonly quality: string
        readonly verification: string
        readonly source: string
        readonly sourceId: string
        readonly locator: string
        readonly licence: string
        readonly match: Match
      }
    | undefined
}

/** A result with its lines: all that an explanation is made from. */
export interface Documents {
  readonly result: ResultDocument
  readonly lines: readonly LineDocument[]
  readonly parameters: Readonly<Record<string, ParameterDocument>>
  /** Keys of the warming potentials; results of the first version of the method do not name them. */
  readonly gwpParameters?: { readonly ch4: string; readonly n2o: string } | undefined
}

/** The parameter of a key; own properties only, so that no name reaches a prototype. */
export const parameterOf = ({ parameters }: Documents, key: string): ParameterDocument | undefined =>
  Object.hasOwn(parameters, key) ? parameters[key] : undefined
