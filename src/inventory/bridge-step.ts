import { groupBy } from '../group-by.ts'
import type { WeightedProduct } from '../uncertainty/figure-sum.ts'
import { sumValue } from '../uncertainty/figure-sum.ts'
import { FLOWS, type Flow } from '../vocabulary.ts'
import { type Contribution, difference, type KnownSide } from './contribution.ts'
import type { Side } from './side.ts'

/** One reason why the totals of two allocations differ. */
export interface BoundaryStep {
  readonly id: string
  readonly title: string
}

/** Gives the step of a bridge that a contribution belongs to. */
type KeyOf = (part: Contribution) => string

/**
 * The steps from one total to another. A row that one of the two cannot estimate is a step of its own; the rest is
 * grouped by flow and side of the boundary, or by carrier if one side is made of fuel sales.
 */
export function stepsBetween(
  from: KnownSide,
  to: KnownSide,
): readonly { readonly step: BoundaryStep; readonly parts: readonly WeightedProduct[] }[] {
  const keyOf = keyBetween(from.side, to.side)
  const before = groupBy(from.parts, keyOf)
  const after = groupBy(to.parts, keyOf)
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted(byOrder)
  return keys.flatMap((key) => {
    const parts = difference(after.get(key) ?? [], before.get(key) ?? [])
    if (parts.length === 0) return []
    const change = !after.has(key)
      ? 'out'
      : !before.has(key)
        ? 'in'
        : sumValue({ parts }) < 0
          ? 'less'
          : 'more'
    return [{ step: { id: key, title: titleOf(key, change, change === 'out' ? to.side : from.side) }, parts }]
  })
}

function keyBetween(from: Side, to: Side): KeyOf {
  const unknown = new Set(
    [...from.notEstimated, ...to.notEstimated].map(({ subSector, scope }) => `${subSector}.${scope}`),
  )
  const isByCarrier = from.allocation === 'fuel-sales' || to.allocation === 'fuel-sales'
  return ({ subSector, scope, flow, carrier, isBeyond }) => {
    if (unknown.has(`${subSector}.${scope}`)) return `not-estimated/${subSector}.${scope}`
    if (isByCarrier) return `carrier/${carrier ?? 'not-split'}`
    return `${flow ?? 'not-split'}/${isBeyond ? 'outside' : 'inside'}`
  }
}

/** Trips within the city come first; rows that are not estimated come last. */
function byOrder(a: string, b: string): number {
  const rank = (key: string): number => {
    const [flow = '', part] = key.split('/')
    const place = ORDER.indexOf(flow)
    return (place < 0 ? ORDER.length : place) * 2 + (part === 'outside' ? 1 : 0)
  }
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

const ORDER: readonly string[] = ['not-split', ...FLOWS, 'carrier', 'not-estimated']

const FLOW_TITLES: Readonly<Record<Flow | 'not-split', string>> = {
  'not-split': 'Traffic of all flows together',
  within: 'Trips within the city',
  inbound: 'Inbound trips',
  outbound: 'Outbound trips',
  through: 'Through traffic',
}

const CHANGES = { in: 'added', out: 'left out', less: 'counts less', more: 'counts more' } as const

/**
 * @param other the side that counts less
 */
function titleOf(key: string, change: keyof typeof CHANGES, other: Side): string {
  const [flow = '', part = ''] = key.split('/')
  if (flow === 'not-estimated') return `${part}: not estimated by ${other.allocation}`
  if (flow === 'carrier') return `Fuel sold instead of fuel used: ${part}`
  const title = FLOW_TITLES[flow as keyof typeof FLOW_TITLES]
  return `${title}, ${part} the boundary: ${CHANGES[change]}${part === 'outside' ? ' (scope 3)' : ''}`
}
