import exp from '@stdlib/math-base-special-exp'
import { type Distribution, valueAtScore } from '../kernel/distribution.ts'

/** The value of one variable, or a number computed from it, by the standard normal score of the variable. */
export type ScoreTable =
  /** A normal without a cut: `median + slope × score`. */
  { readonly kind: 'linear'; readonly median: number; readonly slope: number } | ValueTable

/** Values at `PLACES` scores, with linear interpolation between them. */
export interface ValueTable {
  readonly kind: 'table'
  readonly values: Float64Array
}

/** Tables reach from −5 to 5. One draw in two million lies further out and gets the value at the end. */
export const FURTHEST = 5
export const PLACES_PER_UNIT = 50
const PLACES = 2 * FURTHEST * PLACES_PER_UNIT + 1
/** Just before the last place, so that there is always a next one. */
export const LAST_PLACE = PLACES - 1 - 1e-9
/** If a quantile is costly, only one of this many places is exact. */
const EXACT_EVERY = 5

/**
 * The table of a distribution. The error between its places is about 5e-5 of the standard deviation, and less than 1e-3
 * at the mode of a triangular distribution. The values never leave the range of the distribution.
 */
export function scoreTable(distribution: Distribution): ScoreTable {
  if (distribution.kind === 'lognormal') return { kind: 'table', values: lognormalValues(distribution) }
  if (distribution.kind === 'normal') {
    const { mean, sd } = distribution
    const isWhole = [-8, 8].every((score) => valueAtScore(distribution, score) === mean + sd * score)
    if (isWhole) return { kind: 'linear', median: mean, slope: sd }
  }
  return { kind: 'table', values: quantileValues(distribution) }
}

/** The table of a function of a value that has a table. */
export function mapTable(table: ScoreTable, of: (value: number) => number): ValueTable {
  const values =
    table.kind === 'table'
      ? table.values.map(of)
      : Float64Array.from({ length: PLACES }, (_, place) => of(table.median + table.slope * scoreOf(place)))
  return { kind: 'table', values }
}

const scoreOf = (place: number): number => place / PLACES_PER_UNIT - FURTHEST

/** Each place is the previous one times the same number; 500 roundings add up to 1e-13. */
function lognormalValues({ mu, sigma }: Extract<Distribution, { kind: 'lognormal' }>): Float64Array {
  const values = new Float64Array(PLACES)
  const ratio = exp(sigma / PLACES_PER_UNIT)
  let value = exp(mu + sigma * scoreOf(0))
  for (let place = 0; place < PLACES; place += 1) {
    values[place] = value
    value *= ratio
  }
  return values
}

/** Exact at every fifth place; a cubic through four of them gives the places between. */
function quantileValues(distribution: Distribution): Float64Array {
  const exact = (index: number): number => valueAtScore(distribution, scoreOf(index * EXACT_EVERY))
  const values = new Float64Array(PLACES)
  let [before, low, high] = [exact(-1), exact(0), exact(1)]
  for (let index = 0; index < (PLACES - 1) / EXACT_EVERY; index += 1) {
    const after = exact(index + 2)
    for (let step = 0; step < EXACT_EVERY; step += 1)
      values[index * EXACT_EVERY + step] = cubicBetween(before, low, high, after, step / EXACT_EVERY)
    before = low
    low = high
    high = after
  }
  values[PLACES - 1] = low
  return values
}

/** The cubic through values at −1, 0, 1 and 2, at `t` from 0 to 1; the result stays between the values at 0 and 1. */
function cubicBetween(before: number, low: number, high: number, after: number, t: number): number {
  const bend = (2 - t) * (before - 2 * low + high) + (1 + t) * (low - 2 * high + after)
  const value = low + t * (high - low) - ((t * (1 - t)) / 6) * bend
  return Math.min(Math.max(value, low), high)
}
