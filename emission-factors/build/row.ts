import type { Source } from '../domain.ts'
import type { NormalRow } from '../normals.ts'
import type { SeriesRow, YearRow } from '../series.ts'
import type { FactorRow } from '../table.ts'

/** What one topic contributes to a set. */
export interface Contribution {
  readonly sources: readonly Source[]
  readonly records: readonly FactorRow[]
  readonly series: readonly SeriesRow[]
  readonly years: readonly YearRow[]
  /** Temperatures of a year and its months; absent: none. */
  readonly normals?: readonly NormalRow[]
  /** Whether a released record is kept for reference from now on, because the contribution says the same. */
  readonly replaces: (row: FactorRow) => boolean
}
