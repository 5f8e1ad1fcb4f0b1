import type { Release } from '../disclosure/release.ts'
import { daysOf, GRAIN_LENGTHS, periodsBetween } from '../kernel/period.ts'
import type { Mode } from '../vocabulary.ts'
import { type Covered, type ModeActivity, UNIT_KM } from './activity.ts'

/** The length of the periods of a dataset or a series. */
export type Grain = keyof typeof GRAIN_LENGTHS

/** Activity of one mode in one shown period. */
export interface ModeShown {
  readonly mode: Mode
  readonly units: number
  /** The days that the facts cover, and the number of their periods. */
  readonly days: number
  readonly present: number
}

/** A shown period, with the modes that may be published. */
export interface ShownPeriod {
  readonly period: string
  /** The number of periods of the facts that the calendar has in this period. */
  readonly expected: number
  readonly given: readonly ModeShown[]
  readonly missing: readonly Mode[]
  readonly withheld: readonly Mode[]
}

/** Every period from the first to the last, with or without facts. Yields now and then, since there may be thousands. */
export function* shownPeriods(
  modes: readonly ModeActivity[],
  release: Release,
  {
    from,
    to,
    by,
    grain,
  }: { readonly from: string; readonly to: string; readonly by: Grain; readonly grain: Grain },
): Generator<undefined, readonly ShownPeriod[]> {
  const sums: ReturnType<typeof sumsBy>[] = []
  for (const { byPeriod, covered } of modes) {
    sums.push(sumsBy(byPeriod, by, covered))
    yield
  }
  const shown: ShownPeriod[] = []
  for (const period of periodsBetween(from, to, by)) {
    const given: ModeShown[] = []
    const missing: Mode[] = []
    const withheld: Mode[] = []
    for (const [at, { mode, sources }] of modes.entries()) {
      const sum = sums[at]?.get(period)
      if (sources.some((source) => release.isWithheld(period, source))) withheld.push(mode)
      else if (sum) given.push({ mode, ...sum })
      else missing.push(mode)
    }
    const expected = periodsBetween(period, period, grain).length
    shown.push({ period, expected, given, missing, withheld })
    yield
  }
  return shown
}

function sumsBy(
  byPeriod: ReadonlyMap<string, number>,
  by: Grain,
  covered?: ReadonlyMap<string, Covered>,
): ReadonlyMap<string, { units: number; days: number; present: number }> {
  const sums = new Map<string, { units: number; days: number; present: number }>()
  for (const [period, distanceKm] of byPeriod) {
    const shown = period.slice(0, GRAIN_LENGTHS[by])
    const sum = sums.get(shown) ?? { units: 0, days: 0, present: 0 }
    sum.units += distanceKm / UNIT_KM
    const of = covered?.get(period)
    sum.days += of?.days ?? daysOf(period)?.count ?? 0
    sum.present += of?.present ?? 1
    sums.set(shown, sum)
  }
  return sums
}
