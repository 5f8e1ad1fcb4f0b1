import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { Estimate } from '../estimate/estimate.ts'
import { statedDefault } from '../estimate/field-lookup.ts'
import type { Parameter } from '../estimate/parameter.ts'
import { type DefaultUncertainty, defaultUncertainty } from '../factors/default-uncertainty.ts'
import { intervalOf } from '../factors/interval.ts'
import type { AnyRecord, CurveRecord, FactorRecord } from '../factors/record.ts'
import { type Distribution, scale } from '../kernel/distribution.ts'
import type { FormulaName } from '../kernel/formula.ts'
import { conventionUncertainty } from './convention.ts'
import { distributionOf, type Support } from './distribution-of.ts'
import { type BoundedShare, isBoundedShare, uniformThrough } from './fleet-mix.ts'
import { keepScoreMap } from './score-map.ts'

/** The uncertainty of a parameter, and its source. */
export interface ParameterUncertainty {
  /** In the unit of the parameter. For the result of a formula, the uncertainty of the formula itself, around 1. */
  readonly distribution: Distribution
  /** `stated` by the caller, `published` with the figure, or the documented `default` of its kind and quality. */
  readonly basis: 'stated' | 'published' | 'default'
  readonly rule: string
  readonly source: string
}

/** Undefined if the parameter counts as certain. */
export type UncertaintyOf = (parameter: Parameter) => ParameterUncertainty | undefined

/** What follows from a record, with all of the parameter that it follows from besides. */
interface Documented extends Pick<Parameter, 'value' | 'unit'> {
  readonly formula: FormulaName | undefined
  readonly found: ParameterUncertainty | undefined
}

/** Figures of records are the same objects in every estimate of a country and year. */
const ofFigures = new WeakMap<Parameter, Documented>()
/** What is derived with a record is often made anew in every estimate; the last of a record is kept. */
const ofDerived = new WeakMap<AnyRecord, Documented>()

/** Uses first what the caller states, then what is published with the figure, then the documented default. */
export function uncertaintiesOf({ assumptions }: Pick<Estimate, 'assumptions'>): UncertaintyOf {
  const records = new Map<string, AnyRecord>()
  for (const { parameter, record } of assumptions) records.set(parameter.key, record)
  return (parameter) => uncertaintyBy(parameter, records.get(parameter.key))
}

/** @param record that the parameter was assumed by, if any */
export function uncertaintyBy(
  parameter: Parameter,
  record: AnyRecord | undefined,
): ParameterUncertainty | undefined {
  if (parameter.origin === 'stated') return ofStated(parameter)
  return record ? documented(parameter, record) : conventionUncertainty(parameter)
}

function documented(parameter: Parameter, record: AnyRecord): ParameterUncertainty | undefined {
  const isDerived = parameter.origin === 'derived'
  const known = isDerived ? ofDerived.get(record) : ofFigures.get(parameter)
  const { value, unit, rule } = parameter
  if (known && known.value === value && known.unit === unit && known.formula === rule?.formula)
    return known.found
  const found = ofRecord(parameter, record)
  if (found) keepScoreMap(found.distribution)
  const made = { value, unit, formula: rule?.formula, found }
  if (isDerived) ofDerived.set(record, made)
  else ofFigures.set(parameter, made)
  return found
}

export const supportOf = ({ unit }: Pick<Parameter, 'unit'>): Support =>
  unit === 'share' ? 'share' : unit === '°C' ? 'temperature' : 'amount'

function ofStated(parameter: Parameter): ParameterUncertainty | undefined {
  const { value, unit, uncertainty, pointer = '' } = parameter
  const support = supportOf(parameter)
  if (uncertainty) {
    const distribution = distributionOf(value, uncertainty, support)
    return (
      distribution && { distribution, basis: 'stated', rule: 'as stated', source: `the request, ${pointer}` }
    )
  }
  // 0 and a share of 1 are definitions, not measurements.
  if (value === 0 || (support === 'share' && value === 1)) return undefined
  const taken = statedDefault(unit, pointer)
  if (!taken) return undefined
  const { spread, rule, source } = taken
  const distribution = distributionOf(
    value,
    'amount' in spread
      ? { lower: value - spread.amount, upper: value + spread.amount }
      : 'factor' in spread
        ? { lower: value / spread.factor, upper: value * spread.factor }
        : { plusMinusShare: spread.relative },
    support,
  )
  return distribution && { distribution, basis: 'default', rule, source }
}

function ofRecord(parameter: Parameter, record: AnyRecord): ParameterUncertainty | undefined {
  return 'canonicalValue' in record ? ofFigure(parameter, record) : ofCurve(parameter, record)
}

function ofFigure(parameter: Parameter, record: FactorRecord): ParameterUncertainty | undefined {
  if (isBoundedShare(record)) return ofBoundedShare(record)
  if (record.seriesErrorShare !== undefined) return ofSeries(parameter, record)
  const value = record.canonicalValue
  const { lower, upper, basis, rule, source } = intervalOf(record)
  if (value === 0 || lower === upper) return undefined
  const { spread } = defaultUncertainty(record)
  const byShare = basis === 'default' && 'relative' in spread
  const distribution = distributionOf(
    value,
    byShare ? { plusMinusShare: spread.relative } : { lower, upper },
    supportOf(parameter),
  )
  return distribution && { distribution: scale(distribution, parameter.value / value), basis, rule, source }
}

function ofBoundedShare(record: BoundedShare): ParameterUncertainty | undefined {
  const { lower, upper, basis, source } = intervalOf(record)
  const distribution = uniformThrough(lower, upper)
  const rule = '95 % interval as published; every share in it is as likely'
  return distribution && { distribution, basis, rule, source }
}

/**
 * A year of a series: the part of its error that all years share is one quantity with a value of 1, the rest is the
 * year's own. Variances of the logarithm add up to that of the whole, so that a share s leaves bounds of ratio^√s and
 * ratio^√(1 − s).
 */
function ofSeries(parameter: Parameter, record: FactorRecord): ParameterUncertainty | undefined {
  const { canonicalValue: value, seriesErrorShare = 0 } = record
  const { lower, upper, basis, rule, source } = intervalOf(record)
  if (value === 0 || lower === upper) return undefined
  if (supportOf(parameter) !== 'amount' || seriesErrorShare === 0) {
    const distribution = distributionOf(value, { lower, upper }, supportOf(parameter))
    return distribution && { distribution, basis, rule, source }
  }
  const isShared = parameter.rule !== undefined
  const part = Math.sqrt(isShared ? seriesErrorShare : 1 - seriesErrorShare)
  const bounds = { lower: exp(part * ln(lower / value)), upper: exp(part * ln(upper / value)) }
  const distribution = distributionOf(1, bounds, 'amount')
  const percent = Number((100 * (isShared ? seriesErrorShare : 1 - seriesErrorShare)).toPrecision(3))
  const whose = isShared ? 'all years of the series share' : 'is of the year alone'
  return (
    distribution && {
      distribution: scale(distribution, parameter.value),
      basis,
      rule: `${rule}; ${percent} % of the variance ${whose}`,
      source,
    }
  )
}

/** The uncertainty of a curve apart from its speed: as much as that of a figure of its kind. */
function ofCurve(parameter: Parameter, record: CurveRecord): ParameterUncertainty | undefined {
  const { spread, rule, source } = curveUncertainty(parameter, record)
  const distribution = distributionOf(
    1,
    'factor' in spread
      ? { lower: 1 / spread.factor, upper: spread.factor }
      : { plusMinusShare: spread.relative },
    'amount',
  )
  return distribution && { distribution, basis: 'default', rule, source }
}

const SPEED_INDEX: DefaultUncertainty = {
  spread: { relative: 0.1 },
  rule: 'energy at one speed over that at another: ±10 %',
  source: 'Convention of this project, docs/method.md, default uncertainty',
}

const COLD_START: DefaultUncertainty = {
  spread: { relative: 0.05 },
  rule: 'energy with cold starts divided by energy of warm engines: ±5 %',
  source: 'Convention of this project, docs/method.md, default uncertainty',
}

const COLD_INDEX: DefaultUncertainty = {
  spread: { relative: 0.02 },
  rule: 'energy with the cold starts of one temperature over that of another: ±2 %',
  source: 'Convention of this project, docs/method.md, default uncertainty',
}

function curveUncertainty(parameter: Parameter, record: CurveRecord): DefaultUncertainty {
  const { quality } = record
  if (record.kind === 'gas-curve')
    return defaultUncertainty({ kind: 'direct-factor', gas: record.gas, quality })
  if (record.kind === 'speed-curve' && parameter.unit === '1') return SPEED_INDEX
  if (record.kind === 'speed-curve')
    return defaultUncertainty({ kind: 'energy-intensity', gas: undefined, quality })
  // If no trip length is stated, the estimate uses the one of the source of the cold-start terms.
  if (parameter.unit === 'km') return defaultUncertainty({ kind: 'trip-length', gas: undefined, quality })
  return parameter.rule?.formula === 'constant' ? COLD_INDEX : COLD_START
}
