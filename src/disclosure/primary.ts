import { type Counted, contributorsOf } from './contributors.ts'

/** A cell that is given out needs at least this many contributors. Source: above every threshold of mobility statistics found. */
export const RELEASE_CONTRIBUTORS = 25

/** Percentage of the p % rule: how close the second largest contributor may come to the largest. */
const DOMINANCE_SHARE = 0.1

/** A mode with more than this share of the contributors of an area, and few others, tells how everybody travels. */
const CLASS_SHARE = 0.95

/** What one file gives of a cell, apart by whether it counted contributors: a fact nobody counted never rides on one that was. */
export interface CellPart extends Counted {
  /** The days that the facts cover. */
  readonly days: number
}

/**
 * The least number of contributors to a cell, were each of its parts given out alone; 0 if a part does not tell, or
 * states nobody beside an amount.
 */
export function leastContributors(parts: readonly CellPart[]): number {
  return Math.min(...parts.map((part) => (isEmpty(part) ? Number.POSITIVE_INFINITY : ofPart(part))), Infinity)
}

function ofPart(part: CellPart): number {
  return contributorsOf(part, part.days) ?? 0
}

/** True if a part is a counted zero: nobody, and nothing of any measure. */
export const isStructuralZero = (part: Counted): boolean => part.contributors === 0 && isEmpty(part)

const isEmpty = (part: Counted): boolean =>
  [part.trips, part.passengerDistancePkm, part.vehicleDistanceVkm, part.tonneDistanceTkm].every(
    (value) => value === null || value === 0,
  )

/** Shares of the largest two contributors in a cell. */
export interface LargestShares {
  readonly first: number
  readonly second: number
}

/**
 * How far a value must stay open above by the p % rule: p % of the largest contribution less what the others than the
 * two largest hide. Not above 0 if the rule is kept.
 */
export function dominanceNeed(value: number, { first, second }: LargestShares): number {
  return value * (DOMINANCE_SHARE * first - (1 - first - second))
}

/** True if the modes of an area tell how nearly everybody travels, where their total is given out. */
export function tellsEverybody(contributorsByMode: readonly number[]): boolean {
  if (contributorsByMode.length < 2) return false
  const all = contributorsByMode.reduce((sum, one) => sum + one, 0)
  const most = Math.max(...contributorsByMode)
  return most > CLASS_SHARE * all && all - most < RELEASE_CONTRIBUTORS
}
