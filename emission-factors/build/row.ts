import type { DeclaredBreak, RegionGroup, Source } from '../domain.ts'
import type { NormalRow } from '../normals.ts'
import type { SeriesRow, YearRow } from '../series.ts'
import type { FactorRow } from '../table.ts'

/** What one topic contributes to a set. */
export interface Contribution {
  readonly sources: readonly Source[]
  /** Groups of countries that it adds to those of the released set. */
  readonly groups?: readonly RegionGroup[]
  readonly records: readonly FactorRow[]
  readonly series: readonly SeriesRow[]
  readonly years: readonly YearRow[]
  /** Temperatures of a year and its months; absent: none. */
  readonly normals?: readonly NormalRow[]
  /** Steps of a mode's mean by more than 3 % that are true; absent: none. */
  readonly breaks?: readonly DeclaredBreak[]
  /** Whether a released record is kept for reference from now on, because the contribution says the same. */
  readonly replaces: (row: FactorRow) => boolean
}
