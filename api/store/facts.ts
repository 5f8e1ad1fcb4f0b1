import type { CubeQuery, CubeRow } from './datasets.ts'
import type { ClosedYears } from './lost-releases.ts'
import type { FailedRelease, LedgerCell, NewRelease, Release, SettledCell } from './released.ts'
import type { Store } from './store.ts'

/** What one file gives of a cell, apart by whether contributors were counted. */
export interface FactPart {
  readonly city: string
  readonly mode: string | null
  /** A month; a year, if the facts are by year. */
  readonly period: string
  /** The version of the dataset that the file made. */
  readonly version: number
  /** Facts that count contributors, that do not, and that state nobody beside an amount. */
  readonly counting: 'counted' | 'uncounted' | 'nobody'
  readonly present: number
  readonly trips: number | null
  readonly passengerDistancePkm: number | null
  readonly vehicleDistanceVkm: number | null
  readonly tonneDistanceTkm: number | null
  readonly contributors: number | null
  /** The amounts that facts with shares of their largest contributors have, and what these two make of them; null: no share. */
  readonly shared: { readonly whole: number; readonly first: number; readonly second: number } | null
}

/** What one file gives in a quarter of a zone of a city, of a pair of its zones, or of what else the city counts. */
export interface FlowPart extends Omit<FactPart, 'period'> {
  /** `2024-Q1`. */
  readonly quarter: string
  /** Where what stays in the city begins; null for what else the city counts. */
  readonly origin: string | null
  /** Where it ends; of what else the city counts, the city or the way. */
  readonly destination: string | null
}

/** The facts themselves. A release is made of them, and nothing else reads them. */
export interface FactStore {
  /**
   * Sums of activity. If the query asks for cities or flows, the zones of the dataset assign facts with zones to cities:
   * `within` if both ends lie in the city, `outbound` if only the origin does, `inbound` if only the destination does. So
   * a fact between two cities counts for both, and a fact without an end in any city counts for none. If the query asks
   * for neither, each fact counts once.
   */
  cube(query: CubeQuery): Promise<readonly CubeRow[]>
  listFactParts(dataset: string): Promise<readonly FactPart[]>
  /**
   * The facts of a dataset with zones by quarter; none of one without.
   *
   * @param by whether what stays in a city is summed by where it begins alone, or by where it ends too
   */
  listFlowParts(dataset: string, by: 'zone' | 'pair'): Promise<readonly FlowPart[]>
  /** How many pairs of zones and quarters have facts. */
  countPairs(dataset: string): Promise<number>
  /** The latest state of every cell that the releases of a dataset settled. */
  listSettledCells(dataset: string): Promise<readonly SettledCell[]>
  /** All cells of a pool in their order; `isOwn`: a release of the dataset told them, which has not been deleted since. */
  listLedgerCells(
    pool: string,
    dataset: string,
  ): Promise<readonly (LedgerCell & { readonly position: number; readonly isOwn: boolean })[]>
  /** Whether facts of a dataset name a city of their own, and not zones alone. */
  namesCities(dataset: string): Promise<boolean>
  /** Notes that a release could not be made. */
  noteFailedRelease(failed: Omit<FailedRelease, 'tries'>): Promise<void>
  endFailedRelease(dataset: string): Promise<void>
  /**
   * Works out a release and saves it: one after another, in all processes. Of two at once, neither would know what the
   * other gives out.
   */
  releasing<T>(work: () => Promise<T>): Promise<T>
  /** Saves a release with its link of the ledger, all or none. */
  saveRelease(release: NewRelease): Promise<Release>
  /** Notes in the ledger that nothing more is released of some years of a pool, whatever lost releases told of them. */
  closeYears(closing: ClosedYears): Promise<void>
}

/** The store with the facts: for what takes files in, and for what makes releases. */
export type WholeStore = Store & FactStore
