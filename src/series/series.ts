import type { Release } from '../disclosure/release.ts'
import type { Refusal } from '../issues/issue.ts'
import { daysOf } from '../kernel/period.ts'
import type { Mode } from '../vocabulary.ts'
import type { ModeActivity } from './activity.ts'
import { Baseline } from './baseline.ts'
import { type Grain, type ShownPeriod, shownPeriods } from './shown-period.ts'
import {
  type Amount,
  SERIES_QUANTITIES,
  type SeriesFigure,
  type SeriesQuantity,
  type UnitEmissions,
} from './unit-emission.ts'
import { type Holidays, weekdayFactors, withoutWeekdays } from './weekday.ts'

/** What a series is asked for. */
export interface SeriesQuestion {
  readonly from: string
  readonly to: string
  readonly by: Grain
  /** Of the facts. */
  readonly grain: Grain
  readonly baseline?: { readonly from: string; readonly to: string }
  /** Whether days are taken as mean days of the week; days that are holidays as Sundays. */
  readonly weekdays: boolean
  readonly holidays: Holidays
  /** Whether periods with gaps are scaled to whole ones. */
  readonly scaleGaps: boolean
}

/** One period of a series. */
export interface SeriesPoint extends ShownPeriod {
  readonly status: 'complete' | 'partial' | 'missing' | 'withheld'
  /** Empty where nothing is known or may be said. */
  readonly figures: ReadonlyMap<SeriesQuantity, SeriesFigure>
  readonly normalisedCo2eKg?: SeriesFigure
  /** Of a mean day, over that of the baseline. */
  readonly index?: SeriesFigure
}

/** A series with the factors that weekdays were taken out by. */
export interface Series {
  readonly points: readonly SeriesPoint[]
  /** From Monday; by mode. */
  readonly weekdayFactors: ReadonlyMap<Mode, readonly number[]>
  readonly refusals: readonly Refusal[]
}

/** Activity of modes by period as emissions by period, each with what it shares with the others. */
export function seriesOf(
  modes: readonly ModeActivity[],
  release: Release,
  question: SeriesQuestion,
  emissions: UnitEmissions,
): Series {
  const shown = shownPeriods(modes, release, question)
  const level = question.weekdays ? withoutWeekdaysOf(modes, release, question) : undefined
  const compared = level ? shownPeriods(level.modes, release, question) : shown
  const { baseline } = question
  const inBaseline = baseline
    ? shownPeriods(level?.modes ?? modes, release, { ...question, ...baseline }).filter(({ period }) =>
        isWithin(period, baseline),
      )
    : []
  const reference = inBaseline.some(({ given }) => given.length > 0)
    ? new Baseline(inBaseline, emissions)
    : undefined
  const points = shown.map((one, at): SeriesPoint => {
    const same = compared[at] ?? one
    const index = reference?.indexOf(same)
    const normalised = level && figuresOf(same, question, emissions).get('co2eKg')
    return {
      ...one,
      status: statusOf(one),
      figures: figuresOf(one, question, emissions),
      ...(normalised ? { normalisedCo2eKg: normalised } : {}),
      ...(index ? { index } : {}),
    }
  })
  return {
    points,
    weekdayFactors: level?.factors ?? new Map(),
    refusals: [
      ...(level?.refusals ?? []),
      ...(baseline && !reference
        ? [{ code: 'dataset-empty' as const, pointer: '/baseline', detail: 'The baseline has no facts.' }]
        : []),
    ],
  }
}

/** Whether a period lies in a range of days. */
function isWithin(period: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const [days, first, last] = [daysOf(period), daysOf(from), daysOf(to)]
  if (!days || !first || !last) return false
  return days.first >= first.first && days.first + days.count <= last.first + last.count
}

function statusOf({ given, missing, withheld, expected }: ShownPeriod): SeriesPoint['status'] {
  if (given.length === 0) return withheld.length > 0 ? 'withheld' : 'missing'
  const isWhole = given.every(({ present }) => present >= expected)
  return isWhole && missing.length === 0 && withheld.length === 0 ? 'complete' : 'partial'
}

function figuresOf(
  { year, given, expected }: ShownPeriod,
  { scaleGaps }: SeriesQuestion,
  emissions: UnitEmissions,
): ReadonlyMap<SeriesQuantity, SeriesFigure> {
  if (given.length === 0) return new Map()
  const weights = emissions.weightsOf(
    given.map(
      ({ mode, units, present }): Amount => ({
        mode,
        year,
        units: scaleGaps ? (units * expected) / present : units,
      }),
    ),
  )
  const figures = new Map<SeriesQuantity, SeriesFigure>()
  for (const quantity of SERIES_QUANTITIES) {
    const figure = emissions.figureOf(quantity, weights)
    if (figure) figures.set(quantity, figure)
  }
  return figures
}

/** Days that are withheld have no part in it: a second sum of them would tell more than one. */
function withoutWeekdaysOf(
  modes: readonly ModeActivity[],
  release: Release,
  { baseline, holidays }: SeriesQuestion,
): {
  readonly modes: readonly ModeActivity[]
  readonly factors: ReadonlyMap<Mode, readonly number[]>
  readonly refusals: readonly Refusal[]
} {
  const factors = new Map<Mode, readonly number[]>()
  const refusals: Refusal[] = []
  const levelled = modes.map((one) => {
    const byPeriod = new Map(
      [...one.byPeriod].filter(([day]) => !one.sources.some((source) => release.isWithheld(day, source))),
    )
    const found = weekdayFactors(byPeriod, (day) => !baseline || isWithin(day, baseline), holidays)
    if (!found) {
      const detail = `${one.mode}: not every weekday has a day with activity to find factors from.`
      refusals.push({ code: 'dataset-empty', pointer: '/normalise', detail })
      return one
    }
    factors.set(one.mode, found)
    return { ...one, byPeriod: withoutWeekdays(byPeriod, found, holidays) }
  })
  return { modes: levelled, factors, refusals }
}
