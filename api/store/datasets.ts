import type { Flow, Mode } from '../../src/index.ts'
import type { Page, PageRequest } from './page.ts'

/** The finest period of a dataset: declared when it is registered, never exceeded. */
export const GRAINS = ['day', 'month', 'year'] as const
export type Grain = (typeof GRAINS)[number]

export const LEGAL_BASES = ['open-licence', 'agreement', 'public-task', 'anonymous-statistics'] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]

export const CONTRIBUTOR_UNITS = [
  'device',
  'person',
  'passenger-tap',
  'survey-respondent',
  'vehicle',
] as const

/** What is said of a dataset before anything of it is taken in. */
export interface DatasetDescription {
  /** Chosen by its owner: small letters, digits and hyphens, at most 64. */
  readonly id: string
  readonly title: string
  readonly owner: string
  readonly legalBasis: LegalBasis
  /** Named and, of an open licence, required. */
  readonly licence?: string
  readonly url?: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly grain: Grain
  /** What one contributor of a cell is; absent where cells have no count of contributors. */
  readonly contributorUnit?: (typeof CONTRIBUTOR_UNITS)[number]
  /** The supplier's own minimum cell. */
  readonly minimumContributors?: number
}

export interface Dataset extends DatasetDescription {
  /** Rises with each file that is taken in, and each change of its zones; 0 before the first. */
  readonly version: number
  readonly files: number
  readonly facts: number
}

/**
 * The columns of an activity fact: one aggregate of a dataset. An importer gives them in this order, null where its
 * file does not say.
 */
export const FACT_COLUMNS = {
  /** `2024`, `2024-03` or `2024-03-15`. */
  period: 'VARCHAR',
  /** Of the file itself; else from the zones of the dataset. */
  city: 'VARCHAR',
  origin: 'VARCHAR',
  destination: 'VARCHAR',
  /** Where the file says how the trips lie to the boundary of `city`. */
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
  /** Of an index without a unit: comparable within one dataset and city alone. */
  index_value: 'DOUBLE',
  contributors: 'DOUBLE',
} as const
export type FactColumn = keyof typeof FACT_COLUMNS

/** What a file says of emissions itself: kept to compare with, never used. */
export interface ComparisonFigure {
  readonly city: string | null
  readonly period: string
  readonly mode: Mode | null
  readonly flow: Flow | null
  readonly quantity: string
  readonly value: number
  readonly unit: string
}

/** A file that was taken in. */
export interface ImportedFile {
  readonly dataset: string
  readonly format: string
  /** `sha256:` and the hexadecimal digest of its bytes. */
  readonly digest: string
  /** The version of the dataset that it made. */
  readonly version: number
  readonly rowsRead: number
  readonly facts: number
  readonly notices: readonly { readonly code: string; readonly detail: string }[]
}

/** A zone of a dataset and the city that it lies in; null: outside every city. */
export interface Zone {
  readonly zone: string
  readonly city: string | null
  /** Centre [degrees], for distances; of a zone, never of a person. */
  readonly centroid?: readonly [longitude: number, latitude: number]
  readonly areaKm2?: number
}

/** Which facts of a dataset are summed, and how finely. */
export interface CubeQuery {
  readonly dataset: string
  readonly from?: string
  readonly to?: string
  readonly cities?: readonly string[]
  readonly modes?: readonly string[]
  /** Every other dimension is summed over. */
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
 * A cell of the cube: activity summed, null where no fact says. The same facts give the same sums to the bit, in
 * whatever order they were taken in. `periods` counts the distinct periods in it.
 */
export interface CubeRow {
  readonly period: string | null
  readonly city: string | null
  readonly flow: Flow | null
  readonly mode: string | null
  readonly distanceBand: string | null
  readonly speedBand: string | null
  readonly origin: string | null
  readonly destination: string | null
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  /** Weighted by distance; where no distance is known, only what all facts agree on. */
  readonly meanSpeedKmPerH: number | null
  /** Mean of the facts: an index is not summed. */
  readonly indexValue: number | null
  /** Of the fact with the most: at least so many, as facts may be of the same contributors. */
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

/** The id is taken by a dataset of other facts. */
export class DatasetExists extends Error {
  override readonly name = 'DatasetExists'
}

/** No dataset has this id. */
export class UnknownDataset extends Error {
  override readonly name = 'UnknownDataset'
}

/** What the zones of a dataset leave out. */
export interface ZoneCoverage {
  /** Zones that facts of the dataset name and its zones do not: they lie in no city. */
  countUnmappedZones(dataset: string): Promise<number>
}

/** Cities, datasets and their activity. A file is taken in whole or not at all. */
export interface DatasetStore {
  saveCity(city: City): Promise<void>
  findCity(id: string): Promise<City | undefined>
  listCities(page: PageRequest): Promise<Page<City>>
  /** @throws {DatasetExists} if the id is taken by other facts; the same facts again change nothing */
  registerDataset(facts: DatasetDescription): Promise<Dataset>
  findDataset(id: string): Promise<Dataset | undefined>
  listDatasets(page: PageRequest): Promise<Page<Dataset>>
  /** In the order of their versions. */
  listFiles(dataset: string): Promise<readonly ImportedFile[]>
  /**
   * Replaces the zones of a dataset.
   *
   * @throws {UnknownDataset}
   */
  saveZones(dataset: string, zones: readonly Zone[]): Promise<void>
  listZones(dataset: string): Promise<readonly Zone[]>
  /**
   * Sums of activity. Where cities or flows are asked for, facts with zones are laid to cities by the zones of the
   * dataset: both ends in the city `within`, the origin alone `outbound`, the destination alone `inbound`. A fact
   * between two cities so counts for both; one without an end in any city counts for none. Where neither is asked for,
   * each fact counts once.
   */
  cube(query: CubeQuery): Promise<readonly CubeRow[]>
  listComparisonFigures(dataset: string): Promise<readonly ComparisonFigure[]>
}
