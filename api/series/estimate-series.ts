import {
  type Allocation,
  EstimateRefused,
  type FactorSet,
  GRAIN_LENGTHS,
  type Grain,
  type ModeActivity,
  type PhaseEffect,
  periodsBetween,
  phasesInSteps,
  type Refusal,
  type Series,
  type SeriesQuestion,
  seriesInSteps,
  UnitEmissions,
} from '../../src/index.ts'
import { type CityFacts, getCityFacts, getDataset, isOpen, type Named } from '../demand/city-facts.ts'
import { comparisonFiguresOf } from '../demand/published.ts'
import { settledLengthFaults } from '../demand/settled-lengths.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { City, ComparisonFigure, Dataset } from '../store/datasets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { type AskedPhases, askedPhases, calendarAsked, holidaysAsked, requireInside } from './ask-phases.ts'
import {
  type CityActivity,
  cityActivityOf,
  inQuery,
  type SeriesBasis,
  seriesBasisOf,
} from './city-activity.ts'
import { NO_CALENDAR, type RegionCalendar } from './holidays.ts'
import { OF_CALENDAR, type SeriesQuery } from './schema.ts'

export const BY_PARAMETER: Named = { dataset: { parameter: 'dataset' }, city: { parameter: 'city' } }

/** A city's series with everything that it was made from. */
export interface CitySeries {
  readonly city: Pick<City, 'id' | 'name' | 'country'>
  readonly facts: CityFacts
  readonly activity: CityActivity
  readonly set: FactorSet
  /** The allocation that the caller asked for. */
  readonly asked: Allocation | undefined
  /** What the publisher gives, of any city and period. */
  readonly published: readonly ComparisonFigure[]
  readonly emissions: UnitEmissions
  readonly question: SeriesQuestion
  readonly series: Series
  /** In the order of the query, if it names some. */
  readonly phases?: readonly PhaseEffect[]
  /** Of a series by day, and of one whose phases are compared day by day. */
  readonly calendar?: RegionCalendar
}

/**
 * Estimates the series of a city from the facts of a dataset.
 *
 * @throws {Failure} with every fault, if it cannot be made
 */
export async function getSeries(
  cityId: string,
  query: SeriesQuery,
  store: ActivityStore & EstimateStore,
  factorSets: FactorSets,
): Promise<CitySeries> {
  const dataset = await getDataset(query.dataset, BY_PARAMETER.dataset, store)
  const by = grainAsked(query, dataset)
  const known = await store.findCity(cityId)
  const city = known ?? { id: cityId, name: cityId, country: dataset.country }
  const phases = askedPhases(query, dataset, by, city.country)
  const years = yearsOf(query, phases?.periods ?? [])
  const facts = await getCityFacts(
    { dataset, city: cityId, years, lengths: [GRAIN_LENGTHS[by]], at: BY_PARAMETER },
    store,
  )
  const asked = questionOf(query, facts, by)
  if (phases) requireInside(phases.question, asked)
  const calendar = seriesCalendar(query, by, facts, city.country, phases)
  const question = { ...asked, holidays: holidaysAsked(query, calendar ?? NO_CALENDAR) }
  const setting = await seriesBasisOf(query, city.country, store, factorSets)
  const periods = periodsIn(question, phases?.periods ?? [])
  const all = await cityActivityOf(facts, cityId, query, store, setting.allocation, periods)
  const published = await comparisonFiguresOf(dataset, store)
  const { activity, emissions } = await unitEmissionsOf(setting, all)
  const series = await inTurns(seriesInSteps(activity.modes, facts.release, question, emissions))
  if (series.refusals.length > 0) throw refusal(series.refusals.map(inQuery))
  const effects =
    phases && (await inTurns(phasesInSteps(activity.modes, facts.release, phases.question, emissions)))
  return {
    ...(effects ? { phases: effects } : {}),
    ...(calendar ? { calendar } : {}),
    city,
    facts,
    activity,
    set: setting.set,
    asked: setting.allocation,
    published,
    emissions,
    question,
    series,
  }
}

/**
 * The emissions of a unit of each mode. A mode without figures is left out of the activity if others remain.
 *
 * @throws {Failure} if no mode can be estimated, or something else than a mode is at fault
 */
export async function unitEmissionsOf(
  { set, base }: SeriesBasis,
  activity: CityActivity,
): Promise<{ readonly activity: CityActivity; readonly emissions: UnitEmissions }> {
  try {
    return { activity, emissions: await inTurns(UnitEmissions.inSteps(set, base, activity.modes, activity)) }
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    const { refusals } = error
    const isAtFault = ({ mode }: ModeActivity): boolean =>
      refusals.some(({ pointer }) => `${pointer}/`.startsWith(`/demand/${mode}/`))
    const faulty = activity.modes.filter(isAtFault)
    const modes = activity.modes.filter((one) => !isAtFault(one))
    const allOfModes = refusals.every(({ pointer }) => pointer.startsWith('/demand/'))
    if (!allOfModes || faulty.length === 0 || modes.length === 0) throw refusal(refusals.map(inSetting))
    const leftOut = faulty.map(({ mode, byPeriod }) => ({
      what: mode,
      byPeriod,
      unit: 'km' as const,
      reason: refusals.find(({ pointer }) => `${pointer}/`.startsWith(`/demand/${mode}/`))?.detail ?? '',
    }))
    return unitEmissionsOf(
      { set, base, allocation: undefined },
      { ...activity, modes, leftOut: [...activity.leftOut, ...leftOut] },
    )
  }
}

/** The request of the estimate that the query names holds the statements besides the facts. */
const inSetting = (refusal: Refusal): Fault => {
  const { parameter, ...fault } = inQuery(refusal)
  const isOfFacts = parameter === 'dataset' || parameter === 'period'
  return { ...fault, parameter: isOfFacts ? parameter : 'estimate' }
}

/** The calendar, in the years of facts, of a series by day, of days without weekdays and holidays, and of phases by day. */
function seriesCalendar(
  query: SeriesQuery,
  by: Grain,
  facts: CityFacts,
  country: string,
  phases: AskedPhases | undefined,
): RegionCalendar | undefined {
  const known = phases && phases.calendar !== NO_CALENDAR ? phases.calendar : undefined
  if (by !== 'day' && !query.holidays?.includes(OF_CALENDAR)) return known
  const periods = [...facts.rows.map(({ period }) => period), ...(phases?.periods ?? [])]
  const years = new Set(periods.map((period) => Number(period.slice(0, 4))))
  const calendar = calendarAsked(query, country, [...years])
  return calendar === NO_CALENDAR ? undefined : calendar
}

/** The calendar years whose facts are needed; all years if one end is open. */
function yearsOf(
  { from, to, baseline }: SeriesQuery,
  others: readonly string[],
): { from?: string; to?: string } {
  const all = [...(baseline ? [baseline.from, baseline.to] : []), ...others]
  const first = from && all.reduce(least, from)
  const last = to && all.reduce(most, to)
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) }
}

const least = (a: string, b: string): string => (a < b ? a : b)
const most = (a: string, b: string): string => (a > b ? a : b)

/**
 * By what a series is told: by the grain of the facts if nothing else is asked for, and never finer than what is released.
 *
 * @throws {Failure} if the query asks for days, or for what needs days, of a dataset that is not openly published
 */
function grainAsked(query: SeriesQuery, dataset: Dataset): Grain {
  if (isOpen(dataset)) return query.by ?? dataset.grain
  const detail = 'A dataset that is not openly published is released by month or longer.'
  const faults: Fault[] = settledLengthFaults(dataset, {
    ...query,
    bandLengths: query.bandLengths,
  }).map(({ name, ...fault }) => ({ ...fault, parameter: name }))
  if (query.by === 'day') faults.push({ code: 'release-too-fine', parameter: 'by', detail })
  if (query.normalise === 'weekday') faults.push({ code: 'release-too-fine', parameter: 'normalise', detail })
  if (faults.length > 0) throw refusal(faults)
  return query.by ?? (dataset.grain === 'day' ? 'month' : dataset.grain)
}

/** @throws {Failure} if the facts are coarser than the query asks for */
function questionOf(query: SeriesQuery, { dataset, rows }: CityFacts, by: Grain): SeriesQuestion {
  const { grain } = dataset
  const periods = rows.map(({ period }) => period).sort()
  const faults = []
  if (GRAIN_LENGTHS[by] > GRAIN_LENGTHS[grain])
    faults.push({
      code: 'invalid-field' as const,
      parameter: 'by',
      detail: `The facts of the dataset are by ${grain}: ask for a ${grain} or a coarser period.`,
    })
  if (query.normalise === 'weekday' && grain !== 'day')
    faults.push({
      code: 'invalid-field' as const,
      parameter: 'normalise',
      detail: `Weekdays need facts by day; the facts of the dataset are by ${grain}.`,
    })
  if (query.from !== undefined && query.to !== undefined && query.from.slice(0, 4) > query.to.slice(0, 4))
    faults.push({
      code: 'period-invalid' as const,
      parameter: 'to',
      detail: 'The last period must not be before the first.',
    })
  if (faults.length > 0) throw refusal(faults)
  return {
    from: query.from ?? periods[0] ?? '',
    to: query.to ?? periods.at(-1) ?? '',
    by,
    grain,
    ...(query.baseline ? { baseline: query.baseline } : {}),
    weekdays: query.normalise === 'weekday',
    holidays: new Set(),
    scaleGaps: query.gaps === 'scale',
  }
}

/** The years of a series by year, else the months: a day has the conditions of its month. */
function periodsIn({ from, to, by, baseline }: SeriesQuestion, others: readonly string[]): readonly string[] {
  const grain = by === 'year' ? 'year' : 'month'
  const beyond = [...new Set(others.map((period) => period.slice(0, GRAIN_LENGTHS[grain])))]
  const ranges = [
    { from, to },
    ...(baseline ? [baseline] : []),
    ...beyond.map((period) => ({ from: period, to: period })),
  ]
  return [...new Set(ranges.flatMap((range) => periodsBetween(range.from, range.to, grain)))].sort()
}
