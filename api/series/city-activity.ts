import {
  type Allocation,
  activityByMode,
  cellKey,
  type Dated,
  demandOf,
  type EstimateInput,
  estimableOf,
  type FactDemand,
  type FactorSet,
  GRAIN_LENGTHS,
  groupBy,
  type MeasuredSpeed,
  ModalSplit,
  type ModeActivity,
  measuredSpeeds,
  nothingStated,
  type Refusal,
  TripLengths,
} from '../../src/index.ts'
import { type CityFacts, type DatedRow, flowOf, isOpen, NOTHING_RELEASED } from '../demand/city-facts.ts'
import { allocationOf, type CountedFacts, countFacts } from '../demand/fact-allocation.ts'
import { needsZones } from '../demand/fact-cells.ts'
import { kmOf, MODELESS_REASON, type ModeLeftOut, modelessOf, unfitParts } from '../demand/left-out.ts'
import { type BandedRows, withPairBands } from '../demand/pair-bands.ts'
import { questionOf } from '../estimate/estimate.ts'
import { checkedRequestOf, getSavedEstimate } from '../estimate/saved-estimate.ts'
import { toEstimateInput } from '../estimate/to-input.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { CubeRow, Dataset } from '../store/datasets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import type { ActivityQuery } from './schema.ts'

/** What an estimate from facts needs besides the facts. */
export interface SeriesBasis {
  readonly set: FactorSet
  readonly base: EstimateInput
  /** The allocation asked for; undefined if neither the query nor a saved estimate names one. */
  readonly allocation: Allocation | undefined
}

/**
 * What goes with the facts: the statements of a saved estimate, else the documented values of the country.
 *
 * @throws {Failure} `not-found` if no such estimate is saved
 */
export async function seriesBasisOf(
  { estimate, factorSet, allocation }: Pick<ActivityQuery, 'estimate' | 'factorSet' | 'allocation'>,
  country: string,
  store: EstimateStore,
  factorSets: FactorSets,
): Promise<SeriesBasis> {
  if (estimate === undefined)
    return { set: factorSets.get(factorSet), base: nothingStated(country, 2000), allocation }
  const saved = await getSavedEstimate(store, estimate)
  const request = checkedRequestOf(saved)
  const question = questionOf({ ...request, factorSet: factorSet ?? saved.factorSet }, factorSets)
  return {
    set: question.set,
    // A unit of activity is allocated by its counted share, and not again.
    base: { ...toEstimateInput(question.request), allocation: 'geographic' },
    allocation: allocation ?? question.request.allocation,
  }
}

/** The activity of a city by mode and period, with how it was found. */
export interface CityActivity {
  readonly modes: readonly ModeActivity[]
  /** All periods added up, for the notices. */
  readonly rows: readonly FactDemand[]
  /** By which the distances count. */
  readonly allocation: Allocation
  /** The years or months of the question that have conditions of their own. */
  readonly periods: readonly string[]
  /** Mean speeds that the facts give, by these periods and their years. */
  readonly speeds: ReadonlyMap<string, readonly MeasuredSpeed[]>
  /** Activity that the other modes were estimated without. */
  readonly leftOut: readonly LeftOut[]
}

/** Activity that cannot be estimated, with its kilometres or trips by period of the facts and the reason. */
export interface LeftOut {
  /** A mode, or `no mode`. */
  readonly what: string
  readonly byPeriod: ReadonlyMap<string, number>
  readonly unit: ModeLeftOut['unit']
  readonly reason: string
}

/**
 * The facts of a city as distances by mode and period, as far as an allocation counts them.
 *
 * @param city whose zones give mean trip lengths if nothing else does
 * @param asked the allocation; undefined: the usual one of such facts
 * @param periods the years or months that are estimated each for itself
 * @throws {Failure} with all faults of facts that contradict each other, or that do not tell what the allocation needs
 */
export async function cityActivityOf(
  { dataset, rows }: CityFacts,
  city: string,
  query: ActivityQuery,
  store: ActivityStore,
  asked: Allocation | undefined,
  periods: readonly string[],
): Promise<CityActivity> {
  const { mode: only, modalSplit = [] } = query
  const chosen = rows.filter(
    ({ mode }) => only === undefined || mode === only || (mode === null && modalSplit.length > 0),
  )
  const modeless = new Set(modelessOf(chosen))
  const kept = modeless.size === 0 ? chosen : chosen.filter((row) => !modeless.has(row))
  const split = new ModalSplit(modalSplit)
  const { rows: given, refusals: ofBands } = await withBands(dataset, city, kept, split, query, store)
  const lengths = await lengthsOf(dataset, city, given, query, store)
  const { travelled, unfit, refusals: unestimable } = estimableOf(given, lengths, split, '')
  const refusals: readonly Refusal[] = [
    ...ofBands,
    ...(ofBands.length > 0 ? [] : [...split.check('/modalSplit', given), ...unestimable]),
  ]
  const cells: readonly Dated[] = travelled.flatMap(({ cell: { period, covered }, parts }) =>
    parts
      .filter(({ mode }) => only === undefined || mode === only)
      .map((part) => ({ ...part, period, ...(covered ? { covered } : {}) })),
  )
  const allocation = allocationOf(asked, cells)
  const counted = countYears(allocation, cells)
  const activity = activityByMode('shareOf' in counted ? cells.map(countedBy(counted.shareOf)) : cells, '')
  const faults = distinct([...refusals, ...activity.refusals]).map(inQuery)
  if (faults.length > 0) throw refusal(faults)
  if (activity.modes.length === 0)
    throw refusal([isOpen(dataset) ? NOTHING : { ...NOTHING, detail: NOTHING_RELEASED }])
  if ('fault' in counted) throw refusal([{ ...counted.fault, parameter: 'allocation' }])
  const whole = demandOf(
    cells.map((cell) => ({ ...cell, flow: null })),
    '',
  )
  return {
    modes: activity.modes,
    rows: whole.rows,
    allocation,
    periods,
    speeds: speedsBy(periods, given),
    leftOut: [
      ...leftOutOf([...modeless], 'no mode', 'km', MODELESS_REASON),
      ...unfit
        .flatMap(unfitParts)
        .flatMap(({ what, unit, cells, reason }) => leftOutOf(cells, what, unit, reason)),
    ],
  }
}

function leftOutOf(
  rows: readonly DatedRow[],
  what: string,
  unit: LeftOut['unit'],
  reason: string,
): readonly LeftOut[] {
  if (rows.length === 0) return []
  const byPeriod = new Map<string, number>()
  for (const row of rows) byPeriod.set(row.period, (byPeriod.get(row.period) ?? 0) + (kmOf(row) ?? 0))
  return [{ what, byPeriod, unit, reason }]
}

/** By period and by year: a year as a whole has the speed of all its facts. */
function speedsBy(
  periods: readonly string[],
  rows: readonly DatedRow[],
): ReadonlyMap<string, readonly MeasuredSpeed[]> {
  const length = periods[0]?.length ?? GRAIN_LENGTHS.year
  const inMonths = groupBy(rows, ({ period }) => period.slice(0, length))
  const inYears = groupBy(rows, ({ period }) => period.slice(0, GRAIN_LENGTHS.year))
  const asked = new Set(periods.flatMap((period) => [period, period.slice(0, GRAIN_LENGTHS.year)]))
  return new Map(
    [...asked].map((period) => [period, measuredSpeeds(inMonths.get(period) ?? inYears.get(period) ?? [])]),
  )
}

/** Every year must tell what the allocation needs: a year without its inbound trips would look like a quiet one. */
function countYears(allocation: Allocation, cells: readonly Dated[]): CountedFacts {
  for (const [year, ofYear] of groupBy(cells, ({ period }) => period.slice(0, 4))) {
    const counted = countFacts(allocation, ofYear)
    if ('fault' in counted) return { fault: { ...counted.fault, detail: `${year}: ${counted.fault.detail}` } }
  }
  return countFacts(allocation, cells)
}

/** What counts of a cell; the lengths of its trips stay those of whole trips. */
const countedBy =
  (shareOf: (cell: Dated) => number) =>
  (cell: Dated): Dated => {
    const share = shareOf(cell)
    if (share === 1) return cell
    const part = (value: number | null): number | null => (value === null ? null : value * share)
    return {
      ...cell,
      trips: part(cell.trips),
      tripDistanceKm: part(cell.tripDistanceKm),
      passengerDistancePkm: part(cell.passengerDistancePkm),
      vehicleDistanceVkm: part(cell.vehicleDistanceVkm),
      tonneDistanceTkm: part(cell.tonneDistanceTkm),
    }
  }

const NOTHING: Fault = {
  code: 'dataset-empty',
  parameter: 'dataset',
  detail: 'The dataset has no activity for this city, period and mode.',
}

/** Trips between places with the bands of the split, month by month. */
async function withBands(
  dataset: Dataset,
  city: string,
  rows: readonly DatedRow[],
  split: ModalSplit,
  query: ActivityQuery,
  store: ActivityStore,
): Promise<BandedRows<DatedRow>> {
  if (split.bands.length === 0) return { rows, refusals: [] }
  const lengths = new TripLengths({ ...lengthRules(query), zones: await store.listZones(dataset.id) })
  const spans = [...new Set(rows.map(monthOf))].sort()
  const asked = { dataset, city, split, lengths, pointer: '/modalSplit', spans, byPeriod: true }
  const banded = await withPairBands(rows, asked, store)
  return {
    ...banded,
    rows: banded.rows.flatMap((row) => (row.period === null ? [] : [{ ...row, period: row.period }])),
  }
}

function lengthRules({ bandLengths = [], detourFactor }: ActivityQuery) {
  return {
    bandLengthsKm: new Map(bandLengths),
    ...(detourFactor === undefined ? {} : { detourFactor }),
  }
}

/**
 * Mean trip lengths by row. Between zones they are those of all pairs of the row's month (of its year, where facts are by
 * year), mode, flow and band, so that the pairs of every day need not be asked for.
 */
async function lengthsOf(
  dataset: Dataset,
  city: string,
  rows: readonly DatedRow[],
  query: ActivityQuery,
  store: ActivityStore,
): Promise<(row: DatedRow) => TripLengths> {
  const rules = lengthRules(query)
  const alone = new TripLengths({ ...rules, zones: [] })
  if (!rows.some(needsZones)) return () => alone
  const zones = await store.listZones(dataset.id)
  const between = new TripLengths({ ...rules, zones })
  const byMonth = new Map<string, TripLengths>()
  for (const month of new Set(rows.map(monthOf))) {
    const pairs = await store.publishedFacts({
      dataset: dataset.id,
      cities: [city],
      from: month,
      to: month,
      by: [...flowOf(dataset), 'mode', 'distance_band', 'origin', 'destination'],
    })
    byMonth.set(month, new TripLengths({ ...rules, zones, pairMeansKm: pairMeansOf(pairs, between) }))
  }
  return (row) => byMonth.get(monthOf(row)) ?? between
}

const monthOf = ({ period }: DatedRow): string => period.slice(0, GRAIN_LENGTHS.month)

/** Without cells of which one pair has no length: they have none, as an estimate of them says. */
function pairMeansOf(pairs: readonly CubeRow[], between: TripLengths): ReadonlyMap<string, number> {
  const means = new Map<string, number>()
  for (const [cell, some] of groupBy(
    pairs.filter(({ trips }) => trips !== null),
    cellKey,
  )) {
    let [trips, km] = [0, 0]
    for (const pair of some) {
      trips += pair.trips ?? 0
      km += (pair.trips ?? 0) * (between.find(pair)?.lengthKm ?? Number.NaN)
    }
    if (trips > 0 && !Number.isNaN(km)) means.set(cell, km / trips)
  }
  return means
}

const distinct = (refusals: readonly Refusal[]): readonly Refusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.code} ${refusal.detail}`, refusal])).values(),
]

/** Turns the pointers of faults into parameters of the query. */
export function inQuery({ pointer, ...fault }: Refusal): Fault {
  const [, name = ''] = pointer.split('/')
  const parameter = name === '' || name === 'demand' || name === 'filter' ? 'dataset' : name
  return { ...fault, parameter }
}
