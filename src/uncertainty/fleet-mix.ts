import type { AnyRecord, FactorRecord } from '../factors/record.ts'
import type { Distribution } from '../kernel/distribution.ts'

/** A share of a fleet whose record says how far a city's own share may lie from it: sets from 2026.5 hold such. */
export interface BoundedShare extends FactorRecord {
  readonly lower: number
  readonly upper: number
}

/** A figure of a city's own is what the city knows, and says nothing of how cities differ. */
export const isBoundedShare = (record: AnyRecord | undefined): record is BoundedShare =>
  (record?.kind === 'fleet-share' || record?.kind === 'class-fleet-share') &&
  'canonicalValue' in record &&
  record.lower !== undefined &&
  record.upper !== undefined &&
  record.verification !== 'unverified'

/** Of 40 equal parts of a uniform distribution the first and the last lie outside its 95 % interval. */
const PARTS_INSIDE = 38

/** Every share between two ends is as likely: a city may have one powertrain alone. */
export function uniformThrough(lower: number, upper: number): Distribution | undefined {
  const part = (upper - lower) / PARTS_INSIDE
  return part > 0
    ? { kind: 'uniform', min: Math.max(0, lower - part), max: Math.min(1, upper + part) }
    : undefined
}
