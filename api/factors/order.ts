import type { AnyRecord } from '../../src/index.ts'
import type { FactorOrder } from './schema.ts'

type Compare = (one: AnyRecord, other: AnyRecord) => number

const LAST = Number.POSITIVE_INFINITY

/** Figures of one unit can be told apart by size; curves, which are no figure, come last. */
const byValue: Compare = (one, other) =>
  byText(unitOf(one), unitOf(other)) || amountOf(one) - amountOf(other) || 0

const COMPARE: Readonly<Record<FactorOrder, Compare>> = {
  value: byValue,
  place: (one, other) => byText(one.region, other.region),
  year: (one, other) => (one.yearFrom ?? 0) - (other.yearFrom ?? 0),
  // H before M before L: in the order of the alphabet but for M.
  quality: (one, other) => 'HML'.indexOf(one.quality) - 'HML'.indexOf(other.quality),
}

/** Records in an order; those that are equal in it stay as they came. */
export const inOrder = (
  records: readonly AnyRecord[],
  order: FactorOrder | undefined,
): readonly AnyRecord[] => (order === undefined ? records : records.toSorted(COMPARE[order]))

const unitOf = (record: AnyRecord): string => ('canonicalUnit' in record ? record.canonicalUnit : '~')
const amountOf = (record: AnyRecord): number => ('canonicalValue' in record ? record.canonicalValue : LAST)
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
