import {
  type Allocation,
  GRAIN_LENGTHS,
  type Grain,
  groupBy,
  OPEN_RELEASE,
  type SeriesPoint,
  seriesInSteps,
  type UnitEmissions,
  unitRows,
} from '../../src/index.ts'
import {
  type CityFacts,
  type DatedRow,
  flowOf,
  getDataset,
  isOpen,
  NOTHING_RELEASED,
  releasedRow,
  releaseOfRows,
} from '../demand/city-facts.ts'
import { comparisonFiguresOf } from '../demand/published.ts'
import { settledLengthFaults } from '../demand/settled-lengths.ts'
import { pageOf } from '../http/page-answer.ts'
import { type Failure, type Fault, isRefusal, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type DatasetTerms, termsOf } from '../store/dataset-terms.ts'
import type { ComparisonFigure, Dataset } from '../store/datasets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { type CityActivity, cityActivityOf, type SeriesBasis, seriesBasisOf } from './city-activity.ts'
import type { DatasetEstimatesQuery } from './dataset-schema.ts'
import { unitEmissionsOf } from './estimate-series.ts'

/** An estimate of one city, or why there is none. */
export type CityOutcome =
  | {
      readonly city: string
      readonly point: SeriesPoint
      readonly facts: CityFacts
      readonly activity: CityActivity
      readonly emissions: UnitEmissions
      /** The allocation that the caller asked for. */
      readonly asked: Allocation | undefined
      readonly published: readonly ComparisonFigure[]
    }
  | { readonly city: string; readonly faults: readonly Fault[] }

/** A page of the cities of a dataset, by id. */
export interface DatasetEstimates {
  readonly dataset: Dataset
  readonly terms: DatasetTerms
  readonly cities: readonly CityOutcome[]
  readonly next?: string
}

/**
 * Estimates the cities of a dataset in one period; faults of one city do not hide the others.
 *
 * @throws {Failure} if there is no such dataset, or its facts are coarser than the period
 */
export async function getDatasetEstimates(
  id: string,
  query: DatasetEstimatesQuery,
  store: ActivityStore & EstimateStore,
  factorSets: FactorSets,
): Promise<DatasetEstimates> {
  const dataset = await getDataset(id, {}, store)
  if (query.period.length > GRAIN_LENGTHS[dataset.grain]) throw tooFine(dataset)
  if (!isOpen(dataset)) requireReleased(query, dataset)
  const named = isOpen(dataset)
    ? (await store.publishedFacts({ dataset: id, by: ['city'] })).flatMap(({ city }) => city ?? [])
    : [...(await store.listReleasedCities(id))]
  const page = pageOf(
    named.sort().map((city) => ({ id: city })),
    query,
  )
  const cities = page.items.map((one) => one.id)
  const byCity = groupBy(await rowsOf(dataset, cities, query.period, store), ({ city }) => city ?? '')
  const emissions = new Map<string, UnitEmissions>()
  const published = await comparisonFiguresOf(dataset, store)
  const terms = await termsOf(dataset, store)
  const outcomes: CityOutcome[] = []
  for (const city of cities)
    outcomes.push(
      await outcomeOf(city, byCity.get(city) ?? [], {
        dataset,
        terms,
        query,
        store,
        factorSets,
        emissions,
        published,
      }),
    )
  return { dataset, terms, cities: outcomes, ...(page.next === undefined ? {} : { next: page.next }) }
}

/** The facts of some cities in a period, or what was given out of them. */
async function rowsOf(
  dataset: Dataset,
  cities: readonly string[],
  period: string,
  store: ActivityStore,
): Promise<readonly DatedRow[]> {
  const { id } = dataset
  if (!isOpen(dataset)) {
    const years = { from: period, to: period }
    return (await store.listReleasedCells({ dataset: id, cities, years, lengths: [period.length] })).map(
      releasedRow,
    )
  }
  const rows = await store.publishedFacts({
    dataset: id,
    cities,
    from: period,
    to: period,
    by: ['city', 'period', ...flowOf(dataset), 'mode', 'distance_band'],
  })
  return rows.flatMap((row): DatedRow[] => (row.period === null ? [] : [{ ...row, period: row.period }]))
}

/** @throws {Failure} if the query asks for more than releases settle */
function requireReleased(query: DatasetEstimatesQuery, dataset: Dataset): void {
  const faults: Fault[] = settledLengthFaults(dataset, query).map(({ name, ...fault }) => ({
    ...fault,
    parameter: name,
  }))
  const detail = 'A dataset that is not openly published is released by month or longer.'
  if (query.period.length > GRAIN_LENGTHS.month)
    faults.push({ code: 'release-too-fine', parameter: 'period', detail })
  if (faults.length > 0) throw refusal(faults)
}

function tooFine({ grain }: Dataset): Failure {
  const detail = `The facts of the dataset are by ${grain}: ask for a ${grain} or a coarser period.`
  return refusal([{ code: 'period-invalid', parameter: 'period', detail }])
}

interface Asked {
  readonly dataset: Dataset
  readonly terms: DatasetTerms
  readonly query: DatasetEstimatesQuery
  readonly store: ActivityStore & EstimateStore
  readonly factorSets: FactorSets
  /** Estimates made for other cities, by the inputs that determine them. */
  readonly emissions: Map<string, UnitEmissions>
  /** What the publisher gives, of any city and period. */
  readonly published: readonly ComparisonFigure[]
}

async function outcomeOf(city: string, rows: readonly DatedRow[], asked: Asked): Promise<CityOutcome> {
  const { dataset, query, store, factorSets } = asked
  const { period } = query
  try {
    const facts: CityFacts = {
      dataset,
      rows,
      release: isOpen(dataset) ? OPEN_RELEASE : releaseOfRows(rows),
      terms: asked.terms,
      doubts: [],
    }
    const { country } = (await store.findCity(city)) ?? dataset
    const setting = await seriesBasisOf(query, country, store, factorSets)
    if (rows.length === 0 && !isOpen(dataset)) return { city, faults: [nothingOf(false)] }
    const all = await cityActivityOf(facts, city, query, store, setting.allocation, [
      period.slice(0, GRAIN_LENGTHS.month),
    ])
    const { activity, emissions } = await emissionsFor(asked.emissions, country, setting, all)
    const question = {
      from: period,
      to: period,
      by: grainOf(period),
      grain: dataset.grain,
      weekdays: false,
      holidays: new Set<string>(),
      scaleGaps: query.gaps === 'scale',
    }
    const { points } = await inTurns(seriesInSteps(activity.modes, facts.release, question, emissions))
    const [point] = points
    if (point && point.given.length > 0)
      return {
        city,
        point,
        facts,
        activity,
        emissions,
        asked: setting.allocation,
        published: asked.published,
      }
    return { city, faults: [nothingOf(isOpen(dataset))] }
  } catch (error) {
    if (isRefusal(error)) return { city, faults: error.faults }
    throw error
  }
}

function nothingOf(isOfOpen: boolean): Fault {
  const detail = isOfOpen ? 'The dataset has no facts for this city and period.' : NOTHING_RELEASED
  return { code: 'dataset-empty', detail }
}

const grainOf = (period: string): Grain =>
  (Object.keys(GRAIN_LENGTHS) as Grain[]).find((grain) => GRAIN_LENGTHS[grain] === period.length) ?? 'year'

/** Cities of one country whose modes are counted in the same way emit the same for a unit of activity. */
async function emissionsFor(
  known: Map<string, UnitEmissions>,
  country: string,
  setting: SeriesBasis,
  activity: CityActivity,
): Promise<{ readonly activity: CityActivity; readonly emissions: UnitEmissions }> {
  const rows = activity.modes.flatMap((mode) => activity.periods.flatMap((period) => unitRows(mode, period)))
  const key = JSON.stringify([country, rows, ...activity.speeds])
  const before = known.get(key)
  if (before) return { activity, emissions: before }
  const made = await unitEmissionsOf(setting, activity)
  // What was left out is told by the activity of each city.
  if (made.activity === activity) known.set(key, made.emissions)
  return made
}
