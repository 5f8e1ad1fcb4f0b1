import { at, FIRST_YEAR, type Line, lineOf, type Points, YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { evenly, smoothed } from '../smooth.ts'

/** Modes of the figures that tell shares of electric vehicles. */
export type ElectricMode = 'car' | 'van' | 'truck' | 'bus' | 'motorcycle'

/** Before the first year counted, of the logarithm a year; further back there are none. */
const RISE = 0.6
const RISING_YEARS = 6
/** Years whose mean change carries the last one on. */
const RECENT = 3
const STIFFNESS = 1
/** Where a country has no count of its own. */
const REST_OF_THE_WORLD = 'GLO'

export interface ElectricShares {
  readonly battery: Line
  readonly plugIn: Line
}

/**
 * Shares of battery-electric vehicles and of plug-in hybrids in the distance of a mode: as many as in the stock, by the Global
 * EV Outlook; in China scaled to what its police registers.
 */
export function electricShares(figures: NationalFigures, mode: ElectricMode, region: string): ElectricShares {
  const of = (powertrain: string): Map<number, number> => {
    const about = { measure: 'electric-share', mode, powertrain } as const
    const own = figures.points({ ...about, region })
    const counted = figures.points({ ...about, powertrain: 'battery-electric', region }).size > 0
    return counted ? own : figures.points({ ...about, region: REST_OF_THE_WORLD })
  }
  const china = { mode: 'car', powertrain: 'all', region: 'CN' } as const
  const isChina = region === 'CN'
  const ratio = isChina ? figures.get({ measure: 'electric-ratio', ...china }) : 1
  const growth = isChina ? figures.get({ measure: 'electric-growth', ...china }) : undefined
  const line = (powertrain: string): Line => shareLine(of(powertrain), ratio, growth)
  return { battery: line('battery-electric'), plugIn: line('plug-in-hybrid') }
}

function shareLine(counted: Points, ratio: number, growth: number | undefined): Line {
  if (counted.size === 0) return lineOf(() => 0)
  const years = [...counted.keys()].sort((a, b) => a - b)
  const [first, last] = [years[0] ?? FIRST_YEAR, years.at(-1) ?? FIRST_YEAR]
  const known = (year: number): number => {
    const after = years.find((one) => one >= year) ?? last
    const before = years.findLast((one) => one <= year) ?? first
    const [low, high] = [counted.get(before) ?? 0, counted.get(after) ?? 0]
    return after === before ? low : low + ((high - low) * (year - before)) / (after - before)
  }
  const recent = (known(last) - known(Math.max(first, last - RECENT))) / RECENT
  const raw = lineOf((year) => {
    if (year < first) return first - year < RISING_YEARS ? known(first) * Math.exp(-RISE * (first - year)) : 0
    if (year <= last) return known(year)
    return growth === undefined ? Math.max(0, known(last) + recent * (year - last)) : known(last) * growth
  })
  const points = new Map(YEARS.map((year) => [year, at(raw, year) * ratio]))
  const smooth = smoothed(evenly(points), STIFFNESS, 'linear')
  return lineOf((year) => Math.max(0, smooth.get(year) ?? 0))
}
