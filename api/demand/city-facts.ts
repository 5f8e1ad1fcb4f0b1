import {
  type Covered,
  GRAIN_LENGTHS,
  LENGTH_ORIGINS,
  type NoticeCode,
  OPEN_RELEASE,
  periodsBetween,
  type Release,
} from '../../src/index.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { type DatasetTerms, termsOf } from '../store/dataset-terms.ts'
import type { CubeRow, Dataset, DatasetStore } from '../store/datasets.ts'
import type { ReleasedCell } from '../store/released.ts'
import type { ActivityStore } from '../store/store.ts'

/** To count edits is costly, and takes the event loop: an unknown id is compared with so many and no more. */
const MAX_CANDIDATES = 1000

/** Where the caller named the dataset and the city: pointers into a body, or parameters. */
export interface Named {
  readonly dataset: Pick<Fault, 'pointer' | 'parameter'>
  readonly city: Pick<Fault, 'pointer' | 'parameter'>
}

/** @throws {Failure} with similar ids, if there is no such dataset */
export async function getDataset(id: string, at: Named['dataset'], store: DatasetStore): Promise<Dataset> {
  const found = await store.findDataset(id)
  if (found) return found
  const { items } = await store.listDatasets({ limit: MAX_CANDIDATES })
  const candidates = nearestFirst(
    id,
    items.map((one) => one.id),
  )
  throw refusal([
    { code: 'dataset-unknown', ...at, detail: 'No dataset with this id is registered.', candidates },
  ])
}

/** Whether the dataset is published already, so that nothing in it needs to be withheld. */
export const isOpen = ({ legalBasis }: Dataset): boolean => legalBasis === 'open-licence'

/** Facts are told by flow only where nothing in them needs to be withheld. */
export const flowOf = (dataset: Dataset): readonly 'flow'[] => (isOpen(dataset) ? ['flow'] : [])

/** A sum of facts of one period. */
export type DatedRow = CubeRow & { readonly period: string; readonly covered?: Covered }

/** What facts are asked for: a dataset, a city of it and the calendar years, from one period to another; all if none is named. */
interface FactsQuestion {
  readonly dataset: Dataset
  readonly city: string
  readonly years: { readonly from?: string | undefined; readonly to?: string | undefined }
  /** Of the periods, as text, that are wanted of released cells. */
  readonly lengths: readonly number[]
  readonly at: Named
}

/** The activity of a city, and which of it may be published. */
export interface CityFacts {
  readonly dataset: Dataset
  /** By period, flow, mode and distance band, for whole years. */
  readonly rows: readonly DatedRow[]
  readonly release: Release
  readonly terms: DatasetTerms
  /** At least how many contributors a released cell has. */
  readonly persons?: (period: string, mode: string | null) => number
  /** What the files of the dataset were found to say that can hardly be. */
  readonly doubts: readonly { readonly code: NoticeCode; readonly detail: string }[]
}

/**
 * The facts of a city. Of a dataset that is not openly published, the cells that its releases gave out.
 *
 * @throws {Failure} if the city has no facts in these years, or facts that would count twice
 */
export const getCityFacts = (asked: FactsQuestion, store: ActivityStore): Promise<CityFacts> =>
  isOpen(asked.dataset) ? getOpenFacts(asked, store) : getReleasedFacts(asked, store)

async function getOpenFacts(
  { dataset, city, years, at }: FactsQuestion,
  store: ActivityStore,
): Promise<CityFacts> {
  const query = {
    dataset: dataset.id,
    cities: [city],
    ...(years.from === undefined ? {} : { from: years.from.slice(0, 4) }),
    ...(years.to === undefined ? {} : { to: years.to.slice(0, 4) }),
  }
  const rows = (
    await store.publishedFacts({ ...query, by: ['period', ...flowOf(dataset), 'mode', 'distance_band'] })
  ).flatMap((row) => (row.period === null ? [] : [{ ...row, period: row.period }]))
  if (rows.length === 0) throw refusal([await whyEmpty(dataset, city, at, store)])
  const grains = new Set(rows.map(({ period }) => period.length))
  if (grains.size > 1) {
    const detail =
      'The dataset has facts of this city for different kinds of period, such as days and months; some would count twice. Keep only one kind.'
    throw refusal([{ code: 'activity-disagrees', ...at.dataset, detail }])
  }
  return {
    dataset,
    rows,
    release: OPEN_RELEASE,
    terms: await termsOf(dataset, store),
    doubts: await doubtsOf(dataset, store),
  }
}

/** One text, whatever the reason: whether somebody was counted is not told. */
export const NOTHING_RELEASED =
  'The dataset gives out nothing of this city for these periods. It is not openly published: what it gives out is released by month or longer, when the period is over, and of at least 25 contributors.'

async function getReleasedFacts(
  { dataset, city, years, lengths, at }: FactsQuestion,
  store: ActivityStore,
): Promise<CityFacts> {
  const cells = await store.listReleasedCells({ dataset: dataset.id, cities: [city], years, lengths })
  const rows = cells.map(releasedRow)
  if (rows.length === 0) throw refusal([{ code: 'dataset-empty', ...at.dataset, detail: NOTHING_RELEASED }])
  const persons = new Map(cells.map((cell) => [`${cell.mode ?? ''} ${cell.period}`, cell.persons]))
  return {
    dataset,
    rows,
    release: releaseOfRows(rows),
    terms: await termsOf(dataset, store),
    persons: (period, mode) => persons.get(`${mode ?? ''} ${period}`) ?? 0,
    doubts: [],
  }
}

/** What is not given out is withheld, whether there is something or not. */
export function releaseOfRows(rows: readonly DatedRow[]): Release {
  const given = new Set(rows.map(({ period, mode }) => `${mode ?? ''} ${period}`))
  return { isWithheld: (period, mode) => !given.has(`${mode ?? ''} ${period}`) }
}

/** A released cell as the sum of facts that it is. */
export function releasedRow(cell: ReleasedCell): DatedRow {
  const { tripDistanceKm, lengthOrigin, present, days, persons, ...figures } = cell
  const origin = LENGTH_ORIGINS.find((one) => one === lengthOrigin)
  return {
    ...figures,
    flow: null,
    distanceBand: null,
    speedBand: null,
    origin: null,
    destination: null,
    indexValue: null,
    contributors: null,
    periods: present,
    covered: { present, days },
    ...(tripDistanceKm === null || !origin ? {} : { settledLength: { tripDistanceKm, origin } }),
  }
}

/** Doubts about a file hold for what is made of it. */
async function doubtsOf({ id }: Dataset, store: DatasetStore): Promise<CityFacts['doubts']> {
  const details = (await store.listFiles(id)).flatMap(({ notices }) =>
    notices.filter(({ code }) => code === 'feed-doubtful').map(({ detail }) => detail),
  )
  return [...new Set(details)].map((detail) => ({ code: 'feed-doubtful', detail }))
}

async function whyEmpty(dataset: Dataset, city: string, at: Named, store: ActivityStore): Promise<Fault> {
  if ((await store.publishedFacts({ dataset: dataset.id, cities: [city], by: [] })).length > 0)
    return {
      code: 'dataset-empty',
      ...at.dataset,
      detail: 'The dataset has no facts of this city in these years.',
    }
  const cells = await store.publishedFacts({ dataset: dataset.id, by: ['city'], most: MAX_CANDIDATES })
  const cities = cells.flatMap((row) => row.city ?? [])
  const detail = `The dataset has no facts of this city.${await zonesHint(dataset.id, store)}`
  return { code: 'city-unknown', ...at.city, detail, candidates: nearestFirst(city, cities) }
}

/** Facts between zones are of no city until somebody says where the zones lie. */
async function zonesHint(id: string, store: ActivityStore): Promise<string> {
  // Of two cells one names a zone, if any does: facts without one are a single cell.
  const ends = await store.publishedFacts({ dataset: id, by: ['origin'], most: 2 })
  if (ends.every(({ origin }) => origin === null)) return ''
  const zones = await store.listZones(id)
  const start =
    zones.length === 0
      ? ' Its facts name zones or pairs of cities, and no table says in which city each of them lies'
      : ' Its facts name zones, and the table of zones puts none of them into this city'
  return `${start}: give one with PUT /v1/datasets/${id}/zones, or with cordon zones ${id} <file> (columns zone and city).`
}

/** How many periods have facts of a mode, and how many the calendar has. */
export interface Coverage {
  readonly present: number
  readonly expected: number
}

/** How many periods of the dataset's grain a period has; 0 if it is finer than the dataset. */
export const expectedPeriods = (period: string, { grain }: Dataset): number =>
  period.length > GRAIN_LENGTHS[grain] ? 0 : periodsBetween(period, period, grain).length

/** Coverage of a period by mode; facts without a mode stand under ''. */
export function coverageOf({ rows, dataset }: CityFacts, period: string): ReadonlyMap<string, Coverage> {
  const expected = expectedPeriods(period, dataset)
  const found = new Map<string, Set<string>>()
  const told = new Map<string, number>()
  for (const row of rows) {
    if (!row.period.startsWith(period)) continue
    const mode = row.mode ?? ''
    if (row.covered) told.set(mode, (told.get(mode) ?? 0) + row.covered.present)
    const periods = found.get(mode) ?? new Set<string>()
    periods.add(row.period)
    found.set(mode, periods)
  }
  return new Map([...found].map(([mode, { size }]) => [mode, { present: told.get(mode) ?? size, expected }]))
}
