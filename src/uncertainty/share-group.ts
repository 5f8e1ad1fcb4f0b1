import type { Estimate } from '../estimate/estimate.ts'
import { groupBy } from '../group-by.ts'
import { isBoundedShare } from './fleet-mix.ts'

type Assumption = Estimate['assumptions'][number]

/** Shares that must keep their sum. */
export interface ShareGroup {
  /** The keys of their parameters. */
  readonly keys: readonly string[]
  /** Two shares that are one quantity: what is drawn of one, the other leaves. Absent: each is drawn. */
  readonly pair?: SharePair
}

export interface SharePair {
  /** The key of the share that is drawn. */
  readonly drawn: string
  /** The key of the share that is what the drawn one leaves. */
  readonly left: string
  /** What the two are in every year. */
  readonly variable: string
}

/** The shares that must keep their sum: of the distance of a mode or of all trips, stated or documented. */
export function shareGroupsOf({
  input,
  assumptions,
}: Pick<Estimate, 'input' | 'assumptions'>): readonly ShareGroup[] {
  const shares: readonly { readonly group: string; readonly key: string; readonly of?: Assumption }[] = [
    ...input.fleet.map(({ mode, distanceShare: { pointer } }) => ({ group: `stated ${mode}`, key: pointer })),
    ...(input.travel?.modes ?? []).map(({ tripShare: { pointer } }) => ({
      group: 'stated trips',
      key: pointer,
    })),
    ...assumptions.flatMap((of) => {
      const { key } = of.parameter
      const { kind, mode, vehicleClass } = of.record
      return kind === 'fleet-share' || kind === 'class-fleet-share'
        ? [{ group: kind === 'fleet-share' ? `default ${mode}` : `default ${mode} ${vehicleClass}`, key, of }]
        : kind === 'trip-share'
          ? [{ group: 'default trips', key }]
          : []
    }),
  ]
  return [...groupBy(shares, ({ group }) => group).values()].map((group) => {
    const pair = pairOf(group.flatMap(({ of }) => of ?? []))
    return { keys: group.map(({ key }) => key), ...(pair ? { pair } : {}) }
  })
}

/** Bounds of a table are rounded. */
const ROUNDING = 1e-3

/**
 * Two documented shares that make up the whole, and of which each is bounded by what the bounds of the other leave: one
 * quantity, the same in all years.
 */
function pairOf(group: readonly Assumption[]): SharePair | undefined {
  const [one, other, ...more] = group.toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1))
  if (!one || !other || more.length > 0) return undefined
  const [a, b] = [one.record, other.record]
  if (!isBoundedShare(a) || !isBoundedShare(b)) return undefined
  const isWhole = (x: number, y: number): boolean => Math.abs(x + y - 1) < ROUNDING
  return isWhole(a.value, b.value) && isWhole(a.lower, b.upper) && isWhole(a.upper, b.lower)
    ? { drawn: one.parameter.key, left: other.parameter.key, variable: `mix:${a.series ?? a.id}` }
    : undefined
}
