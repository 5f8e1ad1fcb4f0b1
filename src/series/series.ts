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

/** What the caller asks of a series. */
export interface SeriesQuestion {
  readonly from: string
  readonly to: string
  readonly by: Grain
  /** The grain of the facts. */
  readonly grain: Grain
  readonly baseline?: { readonly from: string; readonly to: string }
  /** True if every day counts as a mean day of the week, and holidays count as Sundays. */
  readonly weekdays: boolean
  readonly holidays: Holidays
  /** True if periods with gaps are scaled up to whole periods. */
  readonly scaleGaps: boolean
}

export interface SeriesPoint extends ShownPeriod {
  readonly status: 'complete' | 'partial' | 'missing' | 'withheld'
  /** Empty if nothing is known or nothing may be published. */
  readonly figures: ReadonlyMap<SeriesQuantity, SeriesFigure>
  readonly normalisedCo2eKg?: SeriesFigure
  /** A mean day of the period, divided by that of the baseline. */
  readonly index?: SeriesFigure
}

/** A series, with the factors that removed the weekday pattern. */
export interface Series {
  readonly points: readonly SeriesPoint[]
  /** By mode; Monday first. */
  readonly weekdayFactors: ReadonlyMap<Mode, readonly number[]>
  readonly refusals: readonly Refusal[]
}

/**
 * Converts the activity of modes to emissions, period by period, with what the periods have in common. Yields after each
 * period: there may be thousands, and others may go between.
 */
export function* seriesInSteps(
  modes: readonly ModeActivity[],
  release: Release,
  question: SeriesQuestion,
  emissions: UnitEmissions,
): Generator<undefined, Series> {
  const shown = yield* shownPeriods(modes, release, question)
  const level = question.weekdays ? yield* withoutWeekdaysOf(modes, release, question) : undefined
  const compared = level ? yield* shownPeriods(level.modes, release, question) : shown
  const { baseline } = question
  const inBaseline = baseline
    ? (yield* shownPeriods(level?.modes ?? modes, release, { ...question, ...baseline })).filter(
        ({ period }) => isWithin(period, baseline),
      )
    : []
  const reference = inBaseline.some(({ given }) => given.length > 0)
    ? new Baseline(inBaseline, emissions)
    : undefined
  const points: SeriesPoint[] = []
  for (const [at, one] of shown.entries()) {
    const same = compared[at] ?? one
    const index = reference?.indexOf(same)
    const normalised = level && figuresOf(same, question, emissions).get('co2eKg')
    points.push({
      ...one,
      status: statusOf(one),
      figures: figuresOf(one, question, emissions),
      ...(normalised ? { normalisedCo2eKg: normalised } : {}),
      ...(index ? { index } : {}),
    })
    yield
  }
  return {
    points,
    weekdayFactors: level?.factors ?? new Map(),
    refusals: [
      ...(level?.refusals ?? []),
      ...(baseline && !reference
        ? [
            {
              code: 'dataset-empty' as const,
              pointer: '/baseline',
              detail: 'The dataset has no facts in the baseline period. Choose a baseline that has some.',
            },
          ]
        : []),
    ],
  }
}

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
  { period, given, expected }: ShownPeriod,
  { scaleGaps }: SeriesQuestion,
  emissions: UnitEmissions,
): ReadonlyMap<SeriesQuantity, SeriesFigure> {
  if (given.length === 0) return new Map()
  const weights = emissions.weightsOf(
    given.map(
      ({ mode, units, present }): Amount => ({
        mode,
        period,
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

/** Activity without the weekday pattern, and what removed it. */
interface Levelled {
  readonly modes: readonly ModeActivity[]
  readonly factors: ReadonlyMap<Mode, readonly number[]>
  readonly refusals: readonly Refusal[]
}

/** Leaves out withheld days: a second sum over them would tell more than one sum alone. */
function* withoutWeekdaysOf(
  modes: readonly ModeActivity[],
  release: Release,
  { baseline, holidays }: SeriesQuestion,
): Generator<undefined, Levelled> {
  const factors = new Map<Mode, readonly number[]>()
  const refusals: Refusal[] = []
  const levelled: ModeActivity[] = []
  for (const one of modes) {
    const byPeriod = new Map(
      [...one.byPeriod].filter(([day]) => !one.sources.some((source) => release.isWithheld(day, source))),
    )
    const found = weekdayFactors(byPeriod, (day) => !baseline || isWithin(day, baseline), holidays)
    if (found) {
      factors.set(one.mode, found)
      levelled.push({ ...one, byPeriod: withoutWeekdays(byPeriod, found, holidays) })
    } else {
      const detail = `${one.mode}: at least one weekday has no day with activity, so it has no weekday factor. Leave out normalise, or choose a longer baseline.`
      refusals.push({ code: 'dataset-empty', pointer: '/normalise', detail })
      levelled.push(one)
    }
    yield
  }
  return { modes: levelled, factors, refusals }
}
