import { bandOf, type Level, splicedBySpan } from '../level.ts'
import { at, constantLine, extended, interpolated, type Line, type Weighted, YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { smoothed, withoutJumps } from '../smooth.ts'
import { powertrainOf } from '../word.ts'

export const REGION = 'US'
export const SPAN = [1990, 2022] as const
/** Fuel against miles of the pandemic and of the last year is weak. */
const WEIGHTS: Readonly<Record<number, number>> = { 2020: 0.6, 2021: 0.8, 2022: 0.5 }
/** After the last year, of the logarithm a year: cars follow their trend, other classes stay. */
const CAR_TREND = -0.004
const GROWTH = 0.006
export const INVENTORY = 'fuel of the class over its miles, biofuel added; EPA inventory, FHWA miles'

/** Energy per vehicle-km of a cell of the inventory, biofuel counted, smoothed and carried to the last year. */
export function inventory(
  figures: NationalFigures,
  mode: string,
  vehicleClass: string,
  powertrain: 'petrol' | 'diesel',
  stiffness = 8,
): Line {
  const about = { measure: 'energy-per-vkm', mode, vehicleClass, powertrain, region: REGION } as const
  const biofuel = interpolated(
    figures.points({ measure: 'biofuel-share', mode: 'car', powertrain, region: REGION }),
  )
  const points = new Map<number, Weighted>(
    [...figures.points(about)].map(([year, fossil]) => [
      year,
      { value: fossil / (1 - at(biofuel, year)), weight: WEIGHTS[year] ?? 1 },
    ]),
  )
  const piece = withoutJumps(smoothed(points, stiffness))
  return extended(piece, constantLine(0), constantLine(mode === 'car' ? CAR_TREND : 0))
}

const SPLICED = YEARS.map((year) => (year <= SPAN[1] ? ('published' as const) : ('extrapolated' as const)))

type Draft = Pick<Level, 'mode' | 'values' | 'locator'> & {
  word: string
  sd?: number
  lower?: Line
  upper?: Line
  vehicleClass?: Level['vehicleClass']
  share?: number
  quality?: Level['quality']
  carried?: true
}

/** A level of the United States: its interval grows outside the years of the inventory, if nothing else is said. */
export function level({
  word,
  sd = 0,
  lower,
  upper,
  vehicleClass,
  share = 0.8,
  quality = 'H',
  carried,
  ...rest
}: Draft): Level {
  const band = bandOf({ sd, growth: GROWTH, span: SPAN })
  return {
    ...rest,
    ...powertrainOf(rest.mode, word),
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    region: REGION,
    lower: lower ?? band.lower,
    upper: upper ?? band.upper,
    spliced: carried ? splicedBySpan('surrogate', SPAN) : SPLICED,
    seriesErrorShare: share,
    quality,
  }
}
