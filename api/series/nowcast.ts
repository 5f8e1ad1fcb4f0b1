import {
  backtestOf,
  daysOf,
  type Mode,
  type ModeActivity,
  type Nowcast,
  nowcastOf,
  type SeriesFigure,
} from '../../src/index.ts'
import { type CityFacts, getCityFacts, getDataset } from '../demand/city-facts.ts'
import { getKnown } from '../estimate/figure-schema.ts'
import type { EstimateResult } from '../estimate/result-schema.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import { type Failure, refusal } from '../request/failure.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { cityActivityOf } from './city-activity.ts'
import { BY_PARAMETER } from './estimate-series.ts'
import type { NowcastQuery } from './nowcast-schema.ts'

const DAYS_PER_YEAR = 365.25

/** A nowcast with the estimate and the facts that it was made from. */
export interface CityNowcast {
  readonly audited: EstimateResult
  readonly facts: CityFacts
  readonly nowcast: Nowcast
  /** The comparison with an estimate of the same period, if the query names one. */
  readonly backtest?: {
    readonly estimate: EstimateResult
    readonly error: number
    readonly isCovered: boolean
  }
}

/**
 * Carries a saved estimate of a city to another period by the activity in a dataset.
 *
 * @throws {Failure} `not-found` if no such estimate is saved
 * @throws {Failure} if the dataset does not cover both periods
 */
export async function getNowcast(
  cityId: string,
  query: NowcastQuery,
  store: ActivityStore & EstimateStore,
): Promise<CityNowcast> {
  const audited = await savedResult(query.estimate, store)
  const against = query.against === undefined ? undefined : await savedResult(query.against, store)
  const { period } = query
  const dataset = await getDataset(query.dataset, BY_PARAMETER.dataset, store)
  const [from, to] = [audited.period, period].sort()
  const lengths = [audited.period.length, period.length]
  const facts = await getCityFacts(
    { dataset, city: cityId, years: { from, to }, lengths, at: BY_PARAMETER },
    store,
  )
  const indices = await indicesOf(facts, cityId, audited, query, store)
  if (indices.byMode.size === 0 && indices.ofAll === undefined) throw notInBoth(audited.period, period)
  const [was, is] = [spanOf(audited.period), spanOf(period)]
  const nowcast = nowcastOf(
    {
      total: intervalOf(audited),
      modes: audited.byMode.map(({ mode, co2e }) => ({ mode, value: getKnown(co2e).value })),
      middleYear: was.middleYear,
    },
    (mode) => (mode === 'not-split' ? undefined : indices.byMode.get(mode)) ?? indices.ofAll,
    { partOfYear: is.days / was.days, middleYear: is.middleYear },
  )
  if (!against) return { audited, facts, nowcast }
  if (against.period !== period) throw otherPeriod(against.period)
  const later = getKnown(against.totals.co2e).value
  if (later === 0) throw emitsNothing()
  const { errors, coveredShare } = backtestOf([{ nowcast: nowcast.total, audited: later }])
  const backtest = { estimate: against, error: errors[0] ?? Number.NaN, isCovered: coveredShare === 1 }
  return { audited, facts, nowcast, backtest }
}

async function savedResult(id: string, store: EstimateStore): Promise<EstimateResult> {
  const { result } = await getSavedEstimate(store, id)
  return JSON.parse(result) as EstimateResult
}

/** @throws {Failure} if the estimate has no interval: the nowcast would look certain */
function intervalOf({ totals: { co2e } }: EstimateResult): SeriesFigure {
  const { value, lower, upper } = getKnown(co2e)
  if (lower !== undefined && upper !== undefined) return { value, lower, upper }
  const detail = 'The estimate has no interval to carry forward. Save it again with uncertainty.'
  throw refusal([{ code: 'uncertainty-invalid', parameter: 'estimate', detail }])
}

function otherPeriod(period: string): Failure {
  const detail = `The estimate to check against is for ${period}; it must be for the period of the nowcast.`
  return refusal([{ code: 'period-invalid', parameter: 'against', detail }])
}

function emitsNothing(): Failure {
  const detail = 'The estimate to check against emits nothing, so that no nowcast can be counted over it.'
  return refusal([{ code: 'not-comparable', parameter: 'against', detail }])
}

function notInBoth(audited: string, period: string): Failure {
  const detail = `The dataset needs activity of the city that may be published in both ${audited} and ${period}.`
  return refusal([{ code: 'dataset-empty', parameter: 'dataset', detail }])
}

interface Indices {
  readonly byMode: ReadonlyMap<Mode, number>
  /** From facts that are an index without a mode. */
  readonly ofAll: number | undefined
}

/** Activity of a period ÷ that of the audited one, each as mean day × days of the calendar. */
async function indicesOf(
  facts: CityFacts,
  cityId: string,
  { period: audited, allocation: wanted }: EstimateResult,
  query: NowcastQuery,
  store: ActivityStore,
): Promise<Indices> {
  const { rows } = facts
  const { period } = query
  // Facts that do not tell flows are an index of all activity, whatever part of it the estimate counts.
  const allocation = rows.some(({ flow }) => flow !== null) ? wanted : 'geographic'
  const counted = rows.filter((row) => row.indexValue === null)
  const { modes } =
    counted.length === 0
      ? { modes: [] }
      : await cityActivityOf(
          { ...facts, rows: counted },
          cityId,
          { ...query, gaps: 'leave' },
          store,
          allocation,
          [],
        )
  const byMode = new Map(
    modes.flatMap((one): [Mode, number][] => {
      const index = indexOf(one, facts, audited, period)
      return index === undefined ? [] : [[one.mode, index]]
    }),
  )
  // An index tells the level of a day in its period.
  const values = new Map(
    rows.flatMap((row): [string, number][] =>
      row.mode === null && row.indexValue !== null
        ? [[row.period, row.indexValue * (daysOf(row.period)?.count ?? 0)]]
        : [],
    ),
  )
  const ofAll = indexOf({ byPeriod: values, sources: [null] }, facts, audited, period)
  return { byMode, ofAll }
}

/** Undefined if one of the periods has no facts that may be published. */
function indexOf(
  { byPeriod, sources, covered }: Pick<ModeActivity, 'byPeriod' | 'sources' | 'covered'>,
  { release }: CityFacts,
  audited: string,
  period: string,
): number | undefined {
  const dailyOf = (of: string): number | undefined => {
    if (sources.some((source) => release.isWithheld(of, source))) return undefined
    let [sum, days] = [0, 0]
    for (const [fact, value] of byPeriod) {
      // A released year stands beside its months.
      if (covered ? fact !== of : !fact.startsWith(of)) continue
      sum += value
      days += covered?.get(fact)?.days ?? daysOf(fact)?.count ?? 0
    }
    return days === 0 ? undefined : sum / days
  }
  const [was, is] = [dailyOf(audited), dailyOf(period)]
  if (was === undefined || is === undefined || was === 0) return undefined
  return (is * spanOf(period).days) / (was * spanOf(audited).days)
}

/** How many days a period has, and its middle as a year. */
function spanOf(period: string): { readonly days: number; readonly middleYear: number } {
  const { first = 0, count = 0 } = daysOf(period) ?? {}
  return { days: count, middleYear: 1970 + (first + count / 2) / DAYS_PER_YEAR }
}
