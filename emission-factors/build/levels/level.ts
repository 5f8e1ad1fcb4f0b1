import type { EnergyCarrier, Mode, Powertrain, Splice, VehicleClass } from '../../domain.ts'
import { FIRST_YEAR, type Line, lineOf, YEARS } from './line.ts'

/** The mean energy of one powertrain of a mode in a country, year by year [MJ/vkm]. */
export interface Level {
  readonly mode: Mode
  readonly vehicleClass?: VehicleClass
  readonly powertrain: Powertrain
  readonly carrier: EnergyCarrier
  readonly region: string
  readonly values: Line
  /** Ends of the 95 % interval over the value. */
  readonly lower: Line
  readonly upper: Line
  readonly spliced: readonly Splice[]
  readonly seriesErrorShare: number
  readonly quality: 'H' | 'M' | 'L'
  readonly locator: string
}

/** How uncertain a series is: standard deviation of the logarithm, and by how much it grows a year outside its span. */
export interface Spread {
  readonly sd: number
  readonly growth?: number
  /** First and last year that its own sources cover. */
  readonly span?: readonly [number, number]
  /** What the interval must hold besides, over the value. */
  readonly holdsBelow?: number | Line
  readonly holdsAbove?: number | Line
}

const SCORE_95 = 1.96

/** The 95 % interval of a series over its value. */
export function bandOf({ sd, growth = 0, span, holdsBelow = 1, holdsAbove = 1 }: Spread): {
  lower: Line
  upper: Line
} {
  const sdAt = (year: number): number => {
    const outside = span ? Math.max(0, span[0] - year, year - span[1]) : 0
    return Math.hypot(sd, growth * outside)
  }
  const held = (bound: number | Line, year: number): number =>
    typeof bound === 'number' ? bound : (bound[year - FIRST_YEAR] ?? 1)
  return {
    lower: lineOf((year) => Math.min(Math.exp(-SCORE_95 * sdAt(year)), held(holdsBelow, year))),
    upper: lineOf((year) => Math.max(Math.exp(SCORE_95 * sdAt(year)), held(holdsAbove, year))),
  }
}

/** One word for each year: `inside` within the span, `surrogate` after it, `extrapolated` before. */
export const splicedBySpan = (inside: Splice, [first, last]: readonly [number, number]): readonly Splice[] =>
  YEARS.map((year) => (year > last ? 'surrogate' : year < first ? 'extrapolated' : inside))

export const spliced = (word: Splice): readonly Splice[] => YEARS.map(() => word)
