import type { Mode } from '../vocabulary.ts'
import { COUNT_HALF_WIDTH_SHARE } from './baseline.ts'
import type { SeriesFigure } from './unit-emission.ts'

/**
 * How far one year may move what an index of activity does not see (95 %): fleets, occupancy, fuels, trip lengths. It
 * grows with the number of years between. A convention of this project.
 */
export const DRIFT_HALF_WIDTH_SHARE_PER_YEAR = 0.05

/** An audited year by mode, in any unit of emissions. */
export interface AuditedMode {
  /** `not-split` for fuel sales, which do not tell the mode. */
  readonly mode: Mode | 'not-split'
  readonly value: number
}

/** The audited year that a nowcast carries forward. */
export interface Audited {
  readonly total: SeriesFigure
  readonly modes: readonly AuditedMode[]
  /** The middle of the audited year, such as 2019.5. */
  readonly middleYear: number
}

/** The audited figures, moved by an index. */
export interface Nowcast {
  readonly total: SeriesFigure
  readonly modes: readonly (AuditedMode & { readonly index: number | null })[]
  /** Half-width of the index (95 %), as a share of it. */
  readonly indexHalfWidthShare: number
  /** Modes without an index keep their audited value. */
  readonly held: readonly AuditedMode['mode'][]
}

/**
 * Scales the emissions of an audited year to a period by an index of activity, mode by mode.
 *
 * The interval combines those of the audited total and of the index: their shares are squared and added on each side.
 * It is never narrower than the audited one.
 *
 * @param indexOf activity of the period divided by that of the audited year; undefined if the mode keeps its value
 * @param partOfYear the days of the period as a part of the year; scales modes without an index
 * @param middleYear the middle of the period, as a year
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

/** A year with a nowcast and a later audit. */
export interface Looked {
  readonly nowcast: SeriesFigure
  readonly audited: number
}

/** How close nowcasts came to later audits. */
export interface Backtest {
  /** Nowcast ÷ audited − 1. */
  readonly errors: readonly number[]
  /** The share of nowcasts whose interval contains the audited value; nearly 1 if the 95 % band is honest. */
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
