import type { CubeQuery, CubeRow } from './datasets.ts'
import type { Page, PageRequest } from './page.ts'

/** The figures of a released cell; null if its facts do not give one in full. */
export interface ReleasedFigures {
  readonly trips: number | null
  /** Trips × mean length, where facts have no distance: settled by the release, and by no question. */
  readonly tripDistanceKm: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  readonly meanSpeedKmPerH: number | null
}

/** One mode of one city in a month, a quarter (`2024-Q1`) or a year, as it was given out. */
export interface ReleasedCell extends ReleasedFigures {
  readonly city: string
  readonly mode: string | null
  readonly period: string
  /** Where the lengths of trips come from. */
  readonly lengthOrigin: string | null
  /** Periods of the dataset that have facts, and the days that they cover. */
  readonly present: number
  readonly days: number
  /** At least this many contributors, as a band: 25, 100 or 1000; 0 for a zero that was counted. */
  readonly persons: number
}

/** One mode of a zone of a city in a quarter, or of a pair of its zones, as it was given out. */
export interface ReleasedFlow {
  readonly city: string
  readonly mode: string | null
  /** `2024-Q1`. */
  readonly period: string
  /** Where it begins; it ends in the same city. */
  readonly zone: string
  /** Null: anywhere in the city. */
  readonly destination: string | null
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  /** As of a {@link ReleasedCell}. */
  readonly persons: number
}

/** A cell that a release settled: given out, or withheld and without a figure. */
export type SettledCell = (
  | (ReleasedCell & { readonly isGiven: true })
  | { readonly city: string; readonly mode: string | null; readonly period: string; readonly isGiven: false }
) & {
  /** The version of the dataset that it was settled of. */
  readonly version: number
  /** The number of the release that settled it first; of a new cell, 0. */
  readonly since: number
}

/** A release in a list. */
export interface ReleaseSummary {
  readonly id: string
  readonly dataset: string
  /** The version of the dataset that it was made of. */
  readonly version: number
  readonly madeAt: string
  /** Whether the dataset is openly published, so that all of it was released as it is. */
  readonly isOpen: boolean
  /** How many cells it gave out for the first time, or anew. */
  readonly cells: number
}

export interface Release extends ReleaseSummary {
  /** JSON, kept to the byte. */
  readonly certificate: string
}

/** A cell as the ledger knows it: digests alone, so that it outlives what it is of. */
export interface LedgerCell {
  /** A city in a year: siblings of a dataset add nothing to what it told of one. */
  readonly place: string
  readonly cell: string
  /** Of the figures that were given out; empty for a withheld cell. */
  readonly figures: string
}

/** A link of the ledger. */
export interface LedgerHead {
  readonly position: number
  readonly previous: string
  readonly hash: string
}

/** A release to be saved. */
export interface NewRelease {
  readonly id: string
  readonly dataset: string
  readonly version: number
  readonly madeAt: string
  readonly pool: string
  readonly settled: readonly SettledCell[]
  readonly flows: readonly ReleasedFlow[]
  readonly ledger: readonly LedgerCell[]
  /** JSON, with its place in the ledger. */
  certificateOf(head: LedgerHead): string
}

/** Which released cells to give. */
export interface ReleasedQuery {
  readonly dataset: string
  readonly cities?: readonly string[]
  /** Periods that begin with one of these: years, or months. */
  readonly years?: { readonly from?: string | undefined; readonly to?: string | undefined }
  /** The lengths of periods, as text. */
  readonly lengths?: readonly number[]
}

/** Which zones or pairs to give. */
export interface FlowQuery {
  readonly dataset: string
  readonly period: string
  readonly city: string
  readonly pairs: boolean
}

/** A release that was due and could not be made. */
export interface FailedRelease {
  readonly dataset: string
  readonly failedAt: string
  /** For its owner; never a value. */
  readonly reason: string
  /** How often it was tried. */
  readonly tries: number
}

/** What was given out: all that answers are made of. */
export interface ReleasedStore {
  /**
   * Sums over the facts of an openly published dataset, each of whose versions is released as it is.
   *
   * @throws if the dataset is not openly published
   */
  publishedFacts(query: CubeQuery): Promise<readonly CubeRow[]>
  /** Cells that were given out, by city, period and mode. */
  listReleasedCells(query: ReleasedQuery): Promise<readonly ReleasedCell[]>
  /** The cities of which something was given out. */
  listReleasedCities(dataset: string): Promise<readonly string[]>
  /** Zones that were given out in a period, or pairs of them, by city, mode and zone. */
  listReleasedFlows(query: FlowQuery): Promise<readonly ReleasedFlow[]>
  findRelease(id: string): Promise<Release | undefined>
  /** Until a release of the dataset is saved, or there is nothing to release. */
  findFailedRelease(dataset: string): Promise<FailedRelease | undefined>
  /** Of those that gave something out: that of another would tell that there are facts. */
  findLastRelease(dataset: string): Promise<Release | undefined>
  /** The cells that a release gave out for the first time, or anew. */
  listCellsOf(release: string): Promise<readonly ReleasedCell[]>
  /** The zones and pairs that a release gave out. */
  listFlowsOf(release: string): Promise<readonly ReleasedFlow[]>
  /** The latest first. */
  listReleases(dataset: string, page: PageRequest): Promise<Page<ReleaseSummary>>
}
