import { at, type Line, lineOf } from './line.ts'
import type { NationalFigures } from './national-figures.ts'

/** Shares of a mode's distance by powertrain, in the words of the figures; each year sums to 1. */
export type Mix = ReadonlyMap<string, Line>

/**
 * The mix of a mode in a country.
 *
 * @param vehicleClass of the figures; absent: all classes together
 */
export function mixOf(figures: NationalFigures, mode: string, region: string, vehicleClass?: string): Mix {
  const parts = figures
    .shares(mode, region)
    .filter((part) => vehicleClass === undefined || part.vehicleClass === vehicleClass)
  const words = [...new Set(parts.map(({ powertrain }) => powertrain))]
  const sumOf = (year: number, word?: string): number =>
    parts
      .filter(({ powertrain }) => word === undefined || powertrain === word)
      .reduce((sum, { points }) => sum + (points.get(year) ?? 0), 0)
  return new Map(words.map((word) => [word, lineOf((year) => sumOf(year, word) / sumOf(year))]))
}

export const shareAt = (mix: Mix, word: string, year: number): number => {
  const line = mix.get(word)
  return line ? at(line, year) : 0
}

/** Σ share × value over a mix. */
export const weighted = (mix: Mix, year: number, numberOf: (word: string) => number): number =>
  [...mix.keys()].reduce((sum, word) => sum + shareAt(mix, word, year) * numberOf(word), 0)
