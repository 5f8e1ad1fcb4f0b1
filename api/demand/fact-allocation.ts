import {
  ALLOCATIONS,
  type Allocation,
  countedOf,
  type Flow,
  type Mode,
  type NoticeCode,
  usualAllocation,
} from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'

/** Activity of facts, with the flow that they tell. */
export interface FactRow {
  readonly mode: Mode
  readonly flow: Flow | null
}

const plain = ({ mode, flow }: FactRow) => (flow === null ? { mode } : { mode, flow })

/** By which allocation facts count: the one asked for, else the usual one of such facts. */
export const allocationOf = (asked: Allocation | undefined, rows: readonly FactRow[]): Allocation =>
  asked ?? usualAllocation(rows.map(plain))

/** Which part of the activity of a row counts, or the fault. */
export type CountedFacts =
  | { readonly shareOf: (row: FactRow) => number }
  | { readonly fault: Omit<Fault, 'parameter' | 'pointer'> }

export function countFacts(allocation: Allocation, rows: readonly FactRow[]): CountedFacts {
  const counted = countedOf(allocation, rows.map(plain))
  if ('shareOf' in counted) return { shareOf: (row) => counted.shareOf(plain(row)) }
  const candidates = ALLOCATIONS.filter((one) => 'shareOf' in countedOf(one, rows.map(plain)))
  const detail = `The allocation ${allocation} needs what the facts do not tell: ${counted.missing.join('; ')}. ${
    candidates.length > 0
      ? `Ask for the allocation ${candidates.join(' or ')}, which these facts allow.`
      : 'These facts allow no allocation.'
  }`
  return { fault: { code: 'allocation-not-available', detail, candidates } }
}

/** Says which allocation was taken, where the caller asked for none and the facts tell what crosses. */
export function allocationNotices(
  asked: Allocation | undefined,
  allocation: Allocation,
): readonly { readonly code: NoticeCode; readonly detail: string }[] {
  if (asked !== undefined || allocation === 'geographic') return []
  const detail = `The facts tell which trips cross the boundary, and no allocation was stated: ${allocation} counts half of each. An estimate, a series, a nowcast and the list of a dataset all count so.`
  return [{ code: 'allocation-by-facts', detail }]
}
