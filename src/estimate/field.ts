import { defaultUncertainty, type Spread } from '../factors/default-uncertainty.ts'
import type { FactorKind } from '../factors/subject.ts'
import type { CanonicalUnit } from '../units/catalogue.ts'

/** Celsius stands outside the catalogue: it is the one unit whose numbers may be negative. */
export type FieldUnit = CanonicalUnit | '°C'

/** A quantity that a request can state. Schema, input, range check, default uncertainty and docs follow from it. */
export interface StatedField {
  /** The units that it is converted to; a number without a unit is in the first. */
  readonly units: readonly [FieldUnit, ...FieldUnit[]]
  /** The one of `units` that any of them stands for, where they mean the same. */
  readonly countedIn?: FieldUnit
  readonly range: Range
  /** Where the caller says nothing of its uncertainty; by unit, where the words differ. */
  readonly uncertainty: StatedDefault | { readonly byUnit: Readonly<Record<string, StatedDefault>> }
  /** A text that is read. */
  readonly example: string
  readonly words: string
  /** Whether a row must state it. */
  readonly required?: true
}

/** A bound or two that a number must keep, and what a refusal says after a number that does not. */
export interface Limit {
  readonly above?: number
  readonly from?: number
  readonly to?: number
  readonly below?: number
  /** No fraction: the number counts what cannot be divided. */
  readonly whole?: true
  readonly must: string
}

/** Every limit that a number must keep. Reading refuses what is negative, unless it is a temperature. */
export type Range = readonly [Limit, ...Limit[]]

/** What a stated quantity is taken for where the caller says nothing of its uncertainty. */
export interface StatedDefault {
  readonly spread: Spread | { readonly amount: number }
  readonly rule: string
  readonly source: string
}

export function isWithin(
  value: number,
  {
    above = Number.NEGATIVE_INFINITY,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
    below = Number.POSITIVE_INFINITY,
    whole,
  }: Limit,
): boolean {
  return value > above && value >= from && value <= to && value < below && (!whole || isWhole(value))
}

/** A count in thousands may miss its whole number by the last digit of a product. */
const ROUNDING = 1e-9

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= ROUNDING * value

const CONVENTION = 'Convention of this project, docs/method.md, uncertainty of stated quantities'

/** @param relative half the width of the 95 % interval as a share of the value */
export const convention = (relative: number, what: string): StatedDefault => ({
  spread: { relative },
  rule: `${what}: ±${relative * 100} %`,
  source: CONVENTION,
})

export const temperatureConvention = (degrees: number): StatedDefault => ({
  spread: { amount: degrees },
  rule: `stated temperature: ±${degrees} °C`,
  source: CONVENTION,
})

/** A figure that the caller states is taken for one of quality M of its kind. */
export function likeKind(kind: FactorKind): StatedDefault {
  const { spread, rule, source } = defaultUncertainty({ kind, gas: undefined, quality: 'M' })
  return { spread, rule: `stated, as ${rule}`, source }
}

/** The unit that a field is counted in. */
export type UnitOfField<Field> = Field extends { readonly countedIn: infer Unit extends string }
  ? Unit
  : Field extends { readonly units: readonly (infer Unit extends string)[] }
    ? Unit
    : never

/** The names of the fields that a row must state. */
export type RequiredName<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly required: true } ? Name : never
}[keyof Fields]
