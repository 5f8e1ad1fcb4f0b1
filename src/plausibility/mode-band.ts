import type { Mode } from '../vocabulary.ts'

/** What one mode does for each inhabitant and year. */
export type ModeMeasure = 'vkm' | 'load' | 'MJ'

/**
 * The most that is usual of a mode for each inhabitant and year: [vkm, pkm or tkm, MJ]. Conventions of this project, set wide
 * above what is published of whole cities and small towns on motorways. Cars are judged with all road traffic. Ships, aircraft
 * and freight trains serve more than a city, so that nothing is unusual of them.
 */
export const MOST_PER_INHABITANT: {
  readonly [M in Mode]?: readonly [vkm: number, load: number, mj: number]
} = {
  taxi: [2000, 4000, 10_000],
  'ride-hail': [2000, 4000, 10_000],
  motorcycle: [10_000, 15_000, 20_000],
  moped: [5000, 6000, 8000],
  'auto-rickshaw': [5000, 15_000, 10_000],
  bus: [300, 10_000, 5000],
  coach: [300, 10_000, 5000],
  trolleybus: [100, 5000, 2000],
  tram: [100, 5000, 2000],
  metro: [300, 10_000, 3000],
  rail: [300, 20_000, 5000],
  'high-speed-rail': [100, 10_000, 3000],
  'cable-car': [100, 1000, 1000],
  'e-scooter': [2000, 2000, 500],
  'e-bike': [5000, 5000, 500],
  van: [10_000, 5000, 40_000],
  'rigid-truck': [5000, 40_000, 60_000],
  'articulated-truck': [10_000, 200_000, 120_000],
}

/** Beyond ten times the most that is usual, a figure cannot be true. */
export const IMPOSSIBLE_TIMES = 10
/** Of a city whose cars are stated: less than this share of the most is named, because a "thousand" may be left out. */
export const LITTLE_SHARE = 2e-4
/** So little that it would be usual with a "million": it was left out. */
export const MILLIONTH = 1e-6
