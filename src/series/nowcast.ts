import type { Mode } from '../vocabulary.ts'
import { COUNT_HALF_WIDTH_SHARE } from './baseline.ts'
import type { SeriesFigure } from './unit-emission.ts'

/**
 * How far a year may carry what an index of activity does not see (95 %): fleets, occupancy, fuels, trip lengths. It
 * grows with the years between. A convention of this project.
 */
export const DRIFT_HALF_WIDTH_SHARE_PER_YEAR = 0.05

/** An audited year by mode, in any unit of emissions. */
export interface AuditedMode {
  /** `not-split`: of fuel sold, which tells no mode. */
  readonly mode: Mode | 'not-split'
  readonly value: number
}

/** What is carried forward. */
export interface Audited {
  readonly total: SeriesFigure
  readonly modes: readonly AuditedMode[]
  /** The middle of the audited year as a year: 2019.5. */
  readonly middleYear: number
}

/** A nowcast: the audited figures moved by an index. */
export interface Nowcast {
  readonly total: SeriesFigure
  readonly modes: readonly (AuditedMode & { readonly index: number | null })[]
  /** Half-width of the index (95 %), as a share of it. */
  readonly indexHalfWidthShare: number
  /** Modes that no index moves: held as they were. */
  readonly held: readonly AuditedMode['mode'][]
}

/**
 * The emissions of an audited year scaled to a period by an index of activity, mode by mode.
 *
 * The interval is that of the audited total and that of the index, squared and added on either side, as shares; it is
 * never narrower than the audited one.
 *
 * @param indexOf activity of the period over that of the audited year; undefined: held
 * @param partOfYear of the period in days, by which a mode without an index is scaled
 * @param middleYear of the period, as a year
 */
export function nowcastOf(
  audited: Audited,
  indexOf: (mode: AuditedMode['mode']) => number | undefined,
  { partOfYear, middleYear }: { readonly partOfYear: number; readonly middleYear: number },
): Nowcast {
  const modes = audited.modes.map(({ mode, value }) => {
    const index = indexOf(mode)
    return { mode, value: value * (index ?? partOfYear), index: index ?? null }
  })
  const value = modes.reduce((sum, one) => sum + one.value, 0)
  const years = Math.abs(middleYear - audited.middleYear)
  const indexHalfWidthShare = Math.hypot(
    COUNT_HALF_WIDTH_SHARE * Math.SQRT2,
    DRIFT_HALF_WIDTH_SHARE_PER_YEAR * years,
  )
  const { total } = audited
  const below = Math.hypot(share(total.value - total.lower, total.value), indexHalfWidthShare)
  const above = Math.hypot(share(total.upper - total.value, total.value), indexHalfWidthShare)
  return {
    total: { value, lower: Math.max(0, value * (1 - below)), upper: value * (1 + above) },
    modes,
    indexHalfWidthShare,
    held: modes.filter(({ index }) => index === null).map(({ mode }) => mode),
  }
}

const share = (part: number, whole: number): number => (whole > 0 ? Math.max(0, part) / whole : 0)

/** A year that was nowcast and audited afterwards. */
export interface Looked {
  readonly nowcast: SeriesFigure
  readonly audited: number
}

/** How nowcasts did where the year was audited afterwards. */
export interface Backtest {
  /** Nowcast over audited, less 1. */
  readonly errors: readonly number[]
  /** Of nowcasts whose interval holds the audited value; of an honest band of 95 % nearly all. */
  readonly coveredShare: number
}

/** @param years at least one; audited values above 0 */
export function backtestOf(years: readonly Looked[]): Backtest {
  const covered = years.filter(({ nowcast, audited }) => nowcast.lower <= audited && audited <= nowcast.upper)
  return {
    errors: years.map(({ nowcast, audited }) => nowcast.value / audited - 1),
    coveredShare: covered.length / years.length,
  }
}
