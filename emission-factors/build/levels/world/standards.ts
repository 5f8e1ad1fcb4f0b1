import type { EmissionStandard } from '../../../domain.ts'
import { YEARS } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'

/** Modes of the figures that have mixtures. */
type Kind = 'car' | 'van' | 'truck' | 'bus'

/** Countries whose stages follow the European ones, by their dates. */
export const STAGED = ['CN', 'IN'] as const

/** How a country's vehicles die and were bought; judgement, for no share by stage was found. */
interface Stock {
  /** Age at which a third is left [years]; heavy vehicles in brackets of their own. */
  readonly light: number
  readonly heavy: number
  readonly shape: number
  /** Growth of registrations a year, up to `until`. */
  readonly growth: number
  readonly until: number
}
const STOCKS: Readonly<Record<(typeof STAGED)[number], Stock>> = {
  CN: { light: 13, heavy: 11, shape: 3, growth: 0.15, until: 2017 },
  IN: { light: 14, heavy: 14, shape: 2.5, growth: 0.08, until: 2100 },
}
/** By how much less an older vehicle is driven, of the logarithm a year: half of what Britain's fleet shows. */
const DECLINE = 0.07
const OLDEST = 40
/** A vehicle is bought in the middle of its first year. */
const FIRST_YEAR = 0.5
/** Registrations turn to a stage over this time before it is due. */
const EARLY = 1.8

const STANDARDS = ['euro-1', 'euro-2', 'euro-3', 'euro-4', 'euro-5', 'euro-6'] as const

/**
 * Shares of the distance by stage, as the European standard of the same limits: registrations by the dates of the stages,
 * survival, and growth of sales.
 */
export function stagedShares(
  figures: NationalFigures,
  mode: Kind,
  powertrain: 'petrol' | 'diesel',
  region: (typeof STAGED)[number],
): ReadonlyMap<EmissionStandard, Map<number, number>> {
  if (powertrain === 'petrol' && (mode === 'truck' || mode === 'bus')) return new Map()
  const isHeavy = mode === 'truck' || mode === 'bus'
  const kind =
    region === 'IN' ? 'light' : isHeavy ? 'heavy' : powertrain === 'petrol' ? 'light' : 'light-diesel'
  const dates = STANDARDS.flatMap((standard): readonly (readonly [EmissionStandard, number])[] => {
    const about = { measure: 'standard-from', mode: kind, vehicleClass: standard, region }
    const found = figures.list(about)[0]
    return found ? [[standard, found.value]] : []
  })
  const stock = STOCKS[region]
  const life = isHeavy ? stock.heavy : stock.light
  const shares = new Map<EmissionStandard, Map<number, number>>()
  for (const year of YEARS) {
    const weights = Array.from({ length: OLDEST + 1 }, (_, age) => {
      const sold = Math.exp(stock.growth * Math.min(year - age, stock.until))
      const left = Math.exp(-((age / life) ** stock.shape) - DECLINE * age)
      return sold * left * (age === 0 ? FIRST_YEAR : 1)
    })
    const whole = weights.reduce((sum, weight) => sum + weight, 0)
    for (const [age, weight] of weights.entries())
      for (const [standard, share] of registered(dates, year - age)) {
        const points = shares.get(standard) ?? new Map<number, number>()
        shares.set(standard, points)
        points.set(year, (points.get(year) ?? 0) + (weight / whole) * share)
      }
  }
  return shares
}

/** Shares of the vehicles registered in a year by stage. */
function registered(
  dates: readonly (readonly [EmissionStandard, number])[],
  year: number,
): readonly (readonly [EmissionStandard, number])[] {
  const reached = dates.map(([, from]) => Math.min(1, Math.max(0, 1 + (year - from) / EARLY)))
  return [
    ['pre-euro' as const, 1 - (reached[0] ?? 0)] as const,
    ...dates.map(
      ([standard], index) => [standard, (reached[index] ?? 0) - (reached[index + 1] ?? 0)] as const,
    ),
  ]
}
