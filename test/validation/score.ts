import {
  type Estimate,
  type EstimateInput,
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  type Mode,
  nothingStated,
  Uncertainty,
} from '../../src/index.ts'
import type { Place } from './places.ts'

/** How an estimate stands to a published place. */
export interface Score {
  readonly place: Place
  /** Relative distance to the nearer end of what is published; 0 within. */
  readonly error: number
  readonly isInside: boolean
  /** Error to each end, where what is published is a range. */
  readonly ends?: readonly [least: number, most: number]
  /** Half of the interval over the estimate. */
  readonly halfWidth: number
}

/** @returns undefined if the set has no figure for what is stated */
export function scoreOf(place: Place, set: FactorSet): Score | undefined {
  const { country, year, stated, published, allCarbon } = place
  const estimate = estimated({ ...nothingStated(country, year), ...stated }, set)
  if (!estimate) return undefined
  const { totals } = estimate
  const bounds = new Uncertainty(estimate, 'lines').propagated().intervals.get('totals/co2Kg')
  const whole = allCarbon ? (totals.co2Kg + (totals.biogenicCo2Kg ?? 0)) / totals.co2Kg : 1
  const value = totals.co2Kg * whole
  const [lower, upper] = bounds ? [bounds.lower * whole, bounds.upper * whole] : [value, value]
  const [least, most] = published
  return {
    place,
    error: value < least ? value / least - 1 : value > most ? value / most - 1 : 0,
    isInside: lower <= most && least <= upper,
    ...(least < most ? { ends: [value / least - 1, value / most - 1] as const } : {}),
    halfWidth: (upper - lower) / 2 / value,
  }
}

/** One group of places, scored with one set. */
export interface GroupScore {
  readonly group: string
  readonly count: number
  readonly inside: number
  readonly medianError: number
  readonly medianAbsoluteError: number
  readonly medianHalfWidth: number
  /** Median error to each end, where what is published is a range. */
  readonly medianOfEnds?: readonly [least: number, most: number]
}

export function groupScores(places: readonly Place[], set: FactorSet): readonly GroupScore[] {
  const scores = places.flatMap((place) => scoreOf(place, set) ?? [])
  return [...new Set(places.map(({ group }) => group))].flatMap((group) => {
    const all = scores.filter(({ place }) => place.group === group)
    const halves = (['fitted', 'judged'] as const).flatMap((half) => {
      const here = all.filter(({ place }) => place.half === half)
      return here.length === 0 ? [] : [groupScore(`${group}, ${half} half`, here)]
    })
    return [groupScore(group, all), ...halves]
  })
}

function groupScore(group: string, here: readonly Score[]): GroupScore {
  const ends = here.flatMap(({ ends: both }) => (both ? [both] : []))
  return {
    group,
    count: here.length,
    inside: here.filter(({ isInside }) => isInside).length,
    medianError: median(here.map(({ error }) => error)),
    medianAbsoluteError: median(here.map(({ error }) => Math.abs(error))),
    medianHalfWidth: median(here.map(({ halfWidth }) => halfWidth)),
    ...(ends.length === 0
      ? {}
      : {
          medianOfEnds: [median(ends.map(([least]) => least)), median(ends.map(([, most]) => most))] as const,
        }),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2
}

/** The largest change of a mode's CO2 from one year to the next while it drives the same distance. */
export interface LargestStep {
  readonly country: string
  readonly mode: Mode
  /** The later year. */
  readonly year: number
  readonly step: number
  /** How many steps are above 3 %. */
  readonly above: number
}

const LARGEST_STEP = 0.03

/** @param years in order; years that cannot be estimated are passed over */
export function largestStep(
  country: string,
  mode: Mode,
  years: readonly number[],
  set: FactorSet,
): LargestStep {
  let largest: LargestStep = { country, mode, year: years[0] ?? 0, step: 0, above: 0 }
  let above = 0
  let before: number | undefined
  for (const year of years) {
    const now = drivenAlike(country, mode, year, set)?.totals
    const energyOrCo2 = now && now.co2Kg + (now.biogenicCo2Kg ?? 0)
    if (before !== undefined && energyOrCo2 !== undefined) {
      const step = energyOrCo2 / before - 1
      if (Math.abs(step) > LARGEST_STEP) above += 1
      if (Math.abs(step) > Math.abs(largest.step)) largest = { country, mode, year, step, above: 0 }
    }
    before = energyOrCo2 ?? before
  }
  return { ...largest, above }
}

function drivenAlike(country: string, mode: Mode, year: number, set: FactorSet): Estimate | undefined {
  const pointer = '/demand/0'
  const vehicleDistance = { value: 1e6, unit: 'vkm', pointer: `${pointer}/vehicleDistance` } as const
  return estimated({ ...nothingStated(country, year), demand: [{ pointer, mode, vehicleDistance }] }, set)
}

function estimated(input: EstimateInput, set: FactorSet): Estimate | undefined {
  try {
    return estimateUnits(input, set)
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}
