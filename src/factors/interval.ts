import { type CanonicalUnit, toCanonical } from '../units/quantity.ts'
import { defaultUncertainty } from './default-uncertainty.ts'
import type { FactorRecord } from './record.ts'

/** The 95 % interval of a record in its canonical unit, and where it is from. */
export interface RecordInterval {
  readonly lower: number
  readonly upper: number
  /** `published`: the source prints it. `default`: it follows from the kind and quality of the record. */
  readonly basis: 'published' | 'default'
  /** The rule in words, such as `energy-intensity of quality M: ±20 %`. */
  readonly rule: string
  /** Who says so. */
  readonly source: string
}

/**
 * The 95 % interval of a figure: as published, else the documented default of its kind and quality.
 *
 * @returns bounds that hold the value, never negative, a share never above 1
 */
export function intervalOf(record: FactorRecord): RecordInterval {
  const { lower, upper, canonicalValue: value } = record
  if (lower !== undefined && upper !== undefined) {
    const bounds = [canonicalBound(record, lower), canonicalBound(record, upper)]
    return {
      // A distance per fuel turns round: its lower bound is the upper one of fuel per distance.
      lower: Math.min(...bounds),
      upper: Math.max(...bounds),
      basis: 'published',
      rule: '95 % interval as published',
      source: record.locator,
    }
  }
  const { spread, rule, source } = defaultUncertainty(record)
  const byFactor = 'factor' in spread
  const below = byFactor ? value / spread.factor : value * (1 - spread.relative)
  const above = byFactor ? value * spread.factor : value * (1 + spread.relative)
  return {
    lower: below,
    upper: record.canonicalUnit === 'share' ? Math.min(1, above) : above,
    basis: 'default',
    rule,
    source,
  }
}

function canonicalBound(record: FactorRecord, bound: number): number {
  const { unit, canonicalUnit, value, canonicalValue, gwpSet, kind } = record
  // CH4 and N2O printed as CO2e were divided by a warming potential; the bounds are by the same.
  if (gwpSet !== undefined && kind !== 'gwp') return value === 0 ? 0 : (bound * canonicalValue) / value
  // Ratios and temperatures have one unit only.
  if (canonicalUnit === '1' || canonicalUnit === '°C') return bound
  return toCanonical(bound, unit, [canonicalUnit as CanonicalUnit]).value
}
