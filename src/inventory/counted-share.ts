import type { Term } from '../estimate/parameter.ts'
import { type Allocation, MODE_PROPERTIES } from '../vocabulary.ts'
import { rowShare } from './row-share.ts'
import { ShareParameters } from './share-parameters.ts'
import { crosses, type FlowRow, unstatedFlows } from './unstated-flow.ts'

/** The allocation of facts for which none is stated: half of a crossing trip, where facts tell which trips cross. */
export const usualAllocation = (rows: readonly FlowRow[]): Allocation =>
  rows.some(crosses) ? 'induced-activity' : 'geographic'

/** Which part of the activity of each row an allocation counts, or why it cannot tell. */
export type Counted = { readonly shareOf: (row: FlowRow) => number } | { readonly missing: readonly string[] }

/**
 * What an allocation counts of facts that tell their flow and nothing else of the boundary.
 *
 * The shares are those of an estimate of the same rows. Where an estimate would have to assume or to leave out, nothing
 * is counted.
 */
export function countedOf(allocation: Allocation, rows: readonly FlowRow[]): Counted {
  if (allocation === 'fuel-sales')
    return { missing: ['fuel sold; facts of trips and distances do not tell it'] }
  const driven = rows.filter(({ mode }) => MODE_PROPERTIES[mode].propulsion !== 'human')
  const missing = new Set(
    (['II.1', 'II.2'] as const).flatMap((subSector) =>
      unstatedFlows(rows, subSector, allocation).map((flow) => `facts of ${flow} trips`),
    ),
  )
  if (allocation === 'geographic' && driven.some(crosses))
    missing.add('the part inside the boundary of trips that cross it')
  else for (const row of driven) for (const what of missingOf(row, allocation)) missing.add(what)
  if (missing.size > 0) return { missing: [...missing] }
  return { shareOf: (row) => shareOf(row, allocation) }
}

const sharesOf = ({ mode, flow }: FlowRow, allocation: Exclude<Allocation, 'fuel-sales'>) =>
  rowShare(
    { pointer: '', mode, ...(flow === undefined ? {} : { flow }) },
    { allocation, split: 'nearest-half' },
    new ShareParameters(new Map()),
  )

function missingOf(row: FlowRow, allocation: Exclude<Allocation, 'fuel-sales'>): readonly string[] {
  const { missing } = sharesOf(row, allocation)
  return missing ? [missing.what.replace(/ (at|of the through traffic at|instead of)$/, '')] : []
}

function shareOf(row: FlowRow, allocation: Exclude<Allocation, 'fuel-sales'>): number {
  const { inside, outside } = sharesOf(row, allocation)
  return productOf(inside) + productOf(outside)
}

/** 0 if nothing of the row counts. */
const productOf = (terms: readonly Term[] | undefined): number =>
  terms?.reduce(
    (product, { parameter, role }) =>
      role === 'times-complement' ? product * (1 - parameter.value) : product * parameter.value,
    1,
  ) ?? 0
