import type { Release } from '../disclosure/release.ts'
import { SCORE_95 } from '../kernel/distribution.ts'
import { daysOf, periodsBetween } from '../kernel/period.ts'
import type { Mode } from '../vocabulary.ts'
import { type ModeActivity, UNIT_KM } from './activity.ts'
import { COUNT_VARIANCE } from './baseline.ts'
import { counterpartOf, type DayCalendar } from './day-calendar.ts'
import type { Grain } from './shown-period.ts'
import type { Amount, SeriesFigure, UnitEmissions } from './unit-emission.ts'

/** A stretch of time that the caller names. */
export interface NamedPhase {
  readonly name: string
  /** A day, a month or a year. */
  readonly from: string
  readonly to: string
}

/** What is asked of phases. */
export interface PhaseQuestion {
  readonly phases: readonly NamedPhase[]
  /** Of the periods that phases are made of. */
  readonly grain: Grain
  /** Of the facts, which may be finer than what is given out of them. */
  readonly factGrain: Grain
  readonly calendar: DayCalendar
  /** True if the modes of a phase with gaps are scaled up to all of it. */
  readonly scaleGaps: boolean
}

/** A mean day ÷ that of the same positions in the calendar of the year before, minus 1. */
export interface PhaseChange {
  /** Undefined where the year before emits nothing. */
  readonly co2e: SeriesFigure | undefined
  /** The same if a unit of activity had emitted as much in both years: what traffic alone did. */
  readonly activity: SeriesFigure | undefined
  /** How many periods have facts on both sides. */
  readonly compared: number
}

/** The emissions of a phase, of all its modes or of one. */
export interface PhaseFigures {
  readonly co2eKg: SeriesFigure | undefined
  /** A mean day, each mode of the days that have facts of it. */
  readonly dailyCo2eKg: SeriesFigure | undefined
  /** Undefined if no period has facts on both sides. */
  readonly change: PhaseChange | undefined
}

/** A mode in a phase. */
export interface PhaseMode extends PhaseFigures {
  readonly mode: Mode
  /** How many periods of the facts it has. */
  readonly present: number
}

/** What a phase was. */
export interface PhaseEffect extends PhaseFigures, NamedPhase {
  readonly status: 'complete' | 'partial' | 'missing' | 'withheld'
  /** How many periods of the facts the calendar has in it, how many periods to compare, and how many days. */
  readonly expected: number
  readonly periods: number
  readonly days: number
  readonly modes: readonly PhaseMode[]
  readonly missing: readonly Mode[]
  readonly withheld: readonly Mode[]
}

/** The activity of a mode in one period. */
interface Part {
  readonly period: string
  readonly units: number
  readonly days: number
  readonly present: number
}

/** Periods of a mode that have facts, with the same position a year before where that has facts too. */
interface ModeParts {
  readonly mode: Mode
  readonly parts: readonly Part[]
  readonly pairs: ReadonlyMap<string, readonly [now: Part, before: Part]>
  readonly isWithheld: boolean
}

/** The periods of some phases and their counterparts: whose facts are needed, and whose conditions. */
export function phasePeriods(
  phases: readonly NamedPhase[],
  grain: Grain,
  calendar: DayCalendar,
): readonly string[] {
  const own = phases.flatMap(({ from, to }) => periodsBetween(from, to, grain))
  return [...new Set([...own, ...own.flatMap((period) => counterpartOf(period, calendar) ?? [])])].sort()
}

/** The emissions of each phase and what changed against the year before. Yields after each. */
export function* phasesInSteps(
  modes: readonly ModeActivity[],
  release: Release,
  question: PhaseQuestion,
  emissions: UnitEmissions,
): Generator<undefined, readonly PhaseEffect[]> {
  const effects: PhaseEffect[] = []
  for (const phase of question.phases) {
    effects.push(effectOf(phase, modes, release, question, emissions))
    yield
  }
  return effects
}

function effectOf(
  phase: NamedPhase,
  modes: readonly ModeActivity[],
  release: Release,
  { grain, factGrain, calendar, scaleGaps }: PhaseQuestion,
  emissions: UnitEmissions,
): PhaseEffect {
  const { from, to } = phase
  const periods = periodsBetween(from, to, grain)
  const expected = periodsBetween(from, to, factGrain).length
  const all = modes.map((one) => partsOf(one, periods, release, calendar))
  const given = all.filter(({ parts }) => parts.length > 0)
  const none = all.filter(({ parts }) => parts.length === 0)
  // A day of which a mode is unknown on one side would look as if the mode had come or gone.
  const compared = periods.filter((period) => given.every(({ pairs }) => pairs.has(period)))
  const scaleOf = (one: ModeParts): number => (scaleGaps ? expected / presentIn(one) : 1)
  const isWhole = none.length === 0 && given.every((one) => presentIn(one) >= expected)
  const isWithheld = none.some((one) => one.isWithheld)
  return {
    ...phase,
    status: given.length > 0 ? (isWhole ? 'complete' : 'partial') : isWithheld ? 'withheld' : 'missing',
    expected,
    periods: periods.length,
    days: periods.reduce((sum, period) => sum + daysIn(period), 0),
    ...figuresOf(given, compared, scaleOf, emissions),
    modes: given.map((one) => ({
      mode: one.mode,
      present: presentIn(one),
      ...figuresOf([one], [...one.pairs.keys()], scaleOf, emissions),
    })),
    missing: none.filter((one) => !one.isWithheld).map(({ mode }) => mode),
    withheld: none.filter((one) => one.isWithheld).map(({ mode }) => mode),
  }
}

const daysIn = (period: string): number => daysOf(period)?.count ?? 0
const presentIn = ({ parts }: ModeParts): number => parts.reduce((sum, { present }) => sum + present, 0)

function partsOf(
  { mode, byPeriod, covered, sources }: ModeActivity,
  periods: readonly string[],
  release: Release,
  calendar: DayCalendar,
): ModeParts {
  const isWithheld = (period: string): boolean => sources.some((source) => release.isWithheld(period, source))
  const partOf = (period: string | undefined): Part | undefined => {
    const km = period === undefined ? undefined : byPeriod.get(period)
    if (period === undefined || km === undefined) return undefined
    if (isWithheld(period)) return undefined
    const of = covered?.get(period)
    return {
      period,
      units: km / UNIT_KM,
      days: of?.days ?? daysIn(period),
      present: of?.present ?? 1,
    }
  }
  const parts: Part[] = []
  const pairs = new Map<string, readonly [Part, Part]>()
  for (const period of periods) {
    const now = partOf(period)
    if (!now) continue
    parts.push(now)
    const before = partOf(counterpartOf(period, calendar))
    if (before) pairs.set(period, [now, before])
  }
  return { mode, parts, pairs, isWithheld: periods.some(isWithheld) }
}

function figuresOf(
  given: readonly ModeParts[],
  compared: readonly string[],
  scaleOf: (one: ModeParts) => number,
  emissions: UnitEmissions,
): PhaseFigures {
  if (given.length === 0) return { co2eKg: undefined, dailyCo2eKg: undefined, change: undefined }
  const figure = (amounts: readonly Amount[]): SeriesFigure | undefined =>
    emissions.figureOf('co2eKg', emissions.weightsOf(amounts))
  return {
    co2eKg: figure(given.flatMap((one) => amountsOf(one.mode, one.parts, scaleOf(one)))),
    dailyCo2eKg: figure(given.flatMap(({ mode, parts }) => meanDay(mode, parts))),
    change: changeOf(given, compared, emissions),
  }
}

const amountsOf = (mode: Mode, parts: readonly Part[], scale: number): readonly Amount[] =>
  parts.map(({ period, units }) => ({ mode, period, units: units * scale }))

/** The activity of a mean day, each period with its own conditions. */
const meanDay = (mode: Mode, parts: readonly Part[]): readonly Amount[] =>
  amountsOf(mode, parts, 1 / parts.reduce((sum, { days }) => sum + days, 0))

/**
 * The change of a mean day. Factors, occupancy and the level of the dataset are the same quantities on both sides and
 * cancel. The counts of a mode remain: what is wrong with them may be wrong in all of a phase, so a phase is one count.
 */
function changeOf(
  given: readonly ModeParts[],
  compared: readonly string[],
  emissions: UnitEmissions,
): PhaseChange | undefined {
  if (compared.length === 0) return undefined
  const sides = given.map(({ mode, pairs }) => {
    const now = compared.flatMap((period) => pairs.get(period)?.[0] ?? [])
    const before = compared.flatMap((period) => pairs.get(period)?.[1] ?? [])
    return {
      mode,
      now: meanDay(mode, now),
      before: meanDay(mode, before),
      // The units of the year before, each under the conditions of the period that it is compared with.
      asNow: meanDay(mode, before).map((amount, at) => ({ ...amount, period: now[at]?.period ?? '' })),
    }
  })
  const above = sides.flatMap(({ now }) => now)
  const against = (below: readonly Amount[]): SeriesFigure | undefined => {
    const own = ownVariance(above, below, emissions)
    const ratio = emissions.ratioOf(emissions.weightsOf(above), emissions.weightsOf(below), own)
    return ratio && { value: ratio.value - 1, lower: ratio.lower - 1, upper: ratio.upper - 1 }
  }
  const [only, ...others] = sides
  return {
    co2e: against(sides.flatMap(({ before }) => before)),
    activity:
      only && others.length === 0 ? distanceChange(only) : against(sides.flatMap(({ asNow }) => asNow)),
    compared: compared.length,
  }
}

/** Of one mode, whether it emits or not: kilometres over kilometres, two counts. */
function distanceChange({
  now,
  before,
}: {
  readonly now: readonly Amount[]
  readonly before: readonly Amount[]
}): SeriesFigure | undefined {
  const [above, below] = [now, before].map((some) => some.reduce((sum, { units }) => sum + units, 0))
  if (above === undefined || below === undefined || !(below > 0)) return undefined
  const half = (above / below) * SCORE_95 * Math.sqrt(2 * COUNT_VARIANCE)
  const value = above / below - 1
  return { value, lower: Math.max(-1, value - half), upper: value + half }
}

/** Two counts of each mode, weighted by its share of the emissions. */
function ownVariance(above: readonly Amount[], below: readonly Amount[], emissions: UnitEmissions): number {
  let variance = 0
  for (const side of [above, below]) {
    const byMode = new Map<Mode, number>()
    for (const amount of side)
      byMode.set(amount.mode, (byMode.get(amount.mode) ?? 0) + emissions.unitCo2eKg(amount) * amount.units)
    const all = [...byMode.values()].reduce((sum, one) => sum + one, 0)
    for (const one of byMode.values()) variance += (one / all) ** 2
  }
  return COUNT_VARIANCE * variance
}
