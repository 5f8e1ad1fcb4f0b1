import type { FactCell, Flow, Grain, Mode } from '../../src/index.ts'
import type { Page, PageRequest } from './page.ts'

/** The finest period of a dataset, declared at registration; its files are never finer. */
export const GRAINS = ['day', 'month', 'year'] as const satisfies readonly Grain[]

export const LEGAL_BASES = ['open-licence', 'agreement', 'public-task', 'anonymous-statistics'] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]

export const CONTRIBUTOR_UNITS = [
  'device',
  'person',
  'passenger-tap',
  'survey-respondent',
  'vehicle',
] as const

/** What a caller states about a dataset before the first import. */
export interface DatasetDescription {
  /** Chosen by its owner: small letters, digits and hyphens, at most 64. */
  readonly id: string
  readonly title: string
  readonly owner: string
  readonly legalBasis: LegalBasis
  /** Required for an open licence. */
  readonly licence?: string
  readonly url?: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly grain: Grain
  /** What counts as one contributor of a cell; absent if cells have no count of contributors. */
  readonly contributorUnit?: (typeof CONTRIBUTOR_UNITS)[number]
  /** The fewest contributors of a cell that the supplier allows. */
  readonly minimumContributors?: number
  /** What the supplier rounds counts to; absent: they are exact. */
  readonly roundedTo?: number
  /** Facts whose period ended longer ago are deleted; absent: they stay. */
  readonly retentionMonths?: number
  /** Apart from the owner's other datasets: it has other contributors than they have. */
  readonly pool?: string
}

export interface Dataset extends DatasetDescription {
  /** Rises with each imported file and each change of zones; 0 before the first. */
  readonly version: number
  readonly files: number
  readonly facts: number
}

/**
 * The columns of an activity fact: one aggregate of a dataset. An importer gives them in this order, null if its file
 * does not say.
 */
export const FACT_COLUMNS = {
  /** `2024`, `2024-03` or `2024-03-15`. */
  period: 'VARCHAR',
  /** From the file itself, or else from the zones of the dataset. */
  city: 'VARCHAR',
  origin: 'VARCHAR',
  destination: 'VARCHAR',
  /** Only if the file tells how the trips relate to the boundary of `city`. */
  flow: 'VARCHAR',
  mode: 'VARCHAR',
  /** [km], such as `2-10` or `50+`. */
  distance_band: 'VARCHAR',
  /** [km/h]. */
  speed_band: 'VARCHAR',
  trips: 'DOUBLE',
  passenger_distance_pkm: 'DOUBLE',
  vehicle_distance_vkm: 'DOUBLE',
  tonne_distance_tkm: 'DOUBLE',
  mean_speed_km_per_h: 'DOUBLE',
  /** An index without a unit: comparable only within one dataset and city. */
  index_value: 'DOUBLE',
  contributors: 'DOUBLE',
  /** Of the contributor, or the firm, that makes most of the fact, and of the next; 0 to 1. */
  largest_share: 'DOUBLE',
  second_share: 'DOUBLE',
} as const
export type FactColumn = keyof typeof FACT_COLUMNS

/** Emissions that a file itself gives: kept to compare with, never used. */
export interface ComparisonFigure {
  readonly city: string | null
  readonly period: string
  readonly mode: Mode | null
  readonly flow: Flow | null
  readonly quantity: string
  readonly value: number
  readonly unit: string
}

/** An imported file. */
export interface ImportedFile {
  readonly dataset: string
  readonly format: string
  /** `sha256:` and the hexadecimal digest of its bytes. */
  readonly digest: string
  /** The version of the dataset that this file made. */
  readonly version: number
  readonly rowsRead: number
  readonly facts: number
  readonly notices: readonly { readonly code: string; readonly detail: string }[]
}

/** A zone of a dataset and its city; null: outside every city. */
export interface Zone {
  readonly zone: string
  readonly city: string | null
  /** Centre of the zone [degrees], for distances; never the place of a person. */
  readonly centroid?: readonly [longitude: number, latitude: number]
  readonly areaKm2?: number
}

/** By zone: its geometry as JSON (RFC 7946). */
export type ZoneBoundaries = ReadonlyMap<string, string>

/** Which facts of a dataset to sum, and how finely. */
export interface CubeQuery {
  readonly dataset: string
  readonly from?: string
  readonly to?: string
  readonly cities?: readonly string[]
  readonly modes?: readonly string[]
  /** No more cells than this, the first; all if it is not said. */
  readonly most?: number
  /** All other dimensions are summed over. */
  readonly by: readonly (
    | 'period'
    | 'month'
    | 'year'
    | 'city'
    | 'flow'
    | 'mode'
    | 'distance_band'
    | 'speed_band'
    | 'origin'
    | 'destination'
  )[]
}

/**
 * A cell of the cube: summed activity, null if no fact gives it. The same facts give the same sums to the bit, whatever
 * the order of their import. `periods` counts the distinct periods in the cell.
 */
export interface CubeRow extends FactCell {
  readonly period: string | null
  readonly city: string | null
  readonly speedBand: string | null
  /** Weighted by distance; if no distance is known, only the speed that all facts agree on. */
  readonly meanSpeedKmPerH: number | null
  /** The mean of the facts: an index cannot be summed. */
  readonly indexValue: number | null
  /** Those of the fact with the most: facts may share contributors, so there are at least this many. */
  readonly contributors: number | null
  readonly periods: number
}

/** A city that estimates and datasets may name. */
export interface City {
  readonly id: string
  readonly name: string
  readonly country: string
  /** By year. */
  readonly population: Readonly<Record<string, number>>
}

/** What was deleted with a dataset, and how many saved estimates were made of it. */
export interface DeletedDataset {
  readonly files: number
  readonly facts: number
  readonly zones: number
  readonly jobs: number
  readonly estimates: number
}

/** A dataset with this id has other facts. */
export class DatasetExists extends Error {
  override readonly name = 'DatasetExists'
}

export class UnknownDataset extends Error {
  override readonly name = 'UnknownDataset'
}

/** What its owner may know of the facts of a dataset. */
export interface ZoneCoverage {
  /** The years that its files tell of, in order. */
  listFactYears(dataset: string): Promise<readonly string[]>
  /** All zones that its files name, for whoever has to say where they lie. */
  listFactZones(dataset: string): Promise<readonly string[]>
  /** Zones in the facts that are not among the zones of the dataset: they lie in no city. */
  countUnmappedZones(dataset: string): Promise<number>
}

/** Cities, datasets and their activity. A file is imported completely or not at all. */
export interface DatasetStore {
  saveCity(city: City): Promise<void>
  findCity(id: string): Promise<City | undefined>
  listCities(page: PageRequest): Promise<Page<City>>
  /** @throws {DatasetExists} if a dataset with this id has other facts; the same facts again change nothing */
  registerDataset(facts: DatasetDescription): Promise<Dataset>
  findDataset(id: string): Promise<Dataset | undefined>
  listDatasets(page: PageRequest): Promise<Page<Dataset>>
  /**
   * Deletes a dataset with its facts, files, zones and jobs, all or none. Estimates made of it stay and say so. A dataset
   * that is registered under its id later goes on from its version, so that no version means two things.
   *
   * @returns undefined if there is no such dataset
   */
  deleteDataset(id: string, at: string): Promise<DeletedDataset | undefined>
  /** In the order of their versions. */
  listFiles(dataset: string): Promise<readonly ImportedFile[]>
  /**
   * Replaces the zones of a dataset.
   *
   * @param boundaries replaces those of before; absent: those of zones that stay are kept
   * @throws {UnknownDataset}
   */
  saveZones(dataset: string, zones: readonly Zone[], boundaries?: ZoneBoundaries): Promise<void>
  /** Replaces the boundaries of zones that stay as they are. */
  saveBoundaries(dataset: string, boundaries: ZoneBoundaries): Promise<void>
  listZones(dataset: string): Promise<readonly Zone[]>
  /** Of the zones that have one. */
  listBoundaries(dataset: string): Promise<ZoneBoundaries>
  listComparisonFigures(dataset: string): Promise<readonly ComparisonFigure[]>
}
