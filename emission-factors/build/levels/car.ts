import type { Splice } from '../../domain.ts'
import { type Mix, mixOf, weighted } from './fleet.ts'
import { bandOf, type Level, type Spread } from './level.ts'
import {
  constantLine,
  extended,
  interpolated,
  type Line,
  lineOf,
  times,
  type Weighted,
  YEARS,
} from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { type CarShape, carShape, overPetrol } from './shape.ts'
import { evenly, meanOf, smoothed, withoutJumps } from './smooth.ts'
import { powertrainOf } from './word.ts'

/** CO2 per energy of the fossil fuels [g/MJ, net]: 2006 IPCC Guidelines, Volume 2, Table 3.2.1. */
const CARBON = { petrol: 69.3, diesel: 74.1, lpg: 63.1, cng: 56.1 } as const
type Fuel = keyof typeof CARBON
const FUEL_OF: Readonly<Record<string, Fuel>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  lpg: 'lpg',
  cng: 'cng',
  hybrid: 'petrol',
  'plug-in-hybrid': 'petrol',
}

/** Traffic of the pandemic is known badly: its years hardly bend a series. */
const PANDEMIC: ReadonlySet<number> = new Set([2020, 2021])
const PANDEMIC_WEIGHT = 0.1
const SURROGATE_WEIGHT = 0.4
const STIFF_LEVEL = 8
const STIFF_TREND = 10
/** Where no country has a step [of the logarithm]. */
const USUAL_STEP = -0.006
const LAST_STEP = -0.005
const TREND_BOUNDS = [-0.02, 0.005] as const

/** The longest anchors: their mean trend carries all. */
const TREND_OF = ['GB', 'DE', 'FR'] as const
/** The traffic that the inventory is divided by is weak. */
const WEAK_TRAFFIC: Readonly<Record<string, number>> = { IE: 0.5 }

/** How far each country's mean may lie from its anchor. */
const SPREADS: Readonly<Record<string, Spread>> = {
  // Above: authorities' fuel over their traffic, 168 to 178 g/km against 151 in 2019.
  GB: { sd: 0.045, holdsBelow: 0.955, holdsAbove: 1.175 },
  // Above: 7.4 L/100 km of all cars, 167 to 175 g/km against 157 in 2019.
  DE: { sd: 0.05, holdsBelow: 0.9, holdsAbove: 1.185 },
  FR: { sd: 0.055 },
  NL: { sd: 0.055 },
  BE: { sd: 0.055 },
  IE: { sd: 0.055 },
  // Below: fuel bought by transit lifts what the inventory counts.
  AT: { sd: 0.075, holdsBelow: 0.84 },
}
const GROWTH = 0.006
/** Standard deviations of the shapes themselves, beside that of the level. */
const SHAPE_SD: Readonly<Record<string, number>> = {
  petrol: 0,
  diesel: 0.05,
  lpg: 0.08,
  cng: 0.1,
  hybrid: 0.05,
}
const OWN_SD: Readonly<Record<string, number>> = {
  'plug-in-hybrid-fuel': 0.18,
  'plug-in-hybrid-electricity': 0.25,
  'battery-electric': 0.1,
}

/** A country's anchors as energy of a petrol car, and how each year came about. */
interface Anchors {
  readonly points: Map<number, Weighted>
  readonly splices: Map<number, Splice>
}

/**
 * Levels of cars: inventory CO2 per vehicle-km ÷ Σ share × shape × (1 − biofuel) × carbon is the energy of a petrol car of
 * that fleet; smoothed, and every other powertrain is that times its shape. Level and fleet are so apart: a change of
 * the fleet moves shares, not levels.
 */
export function carLevels(figures: NationalFigures, regions: readonly string[]): readonly Level[] {
  const shape = carShape(figures)
  const anchors = new Map(regions.map((region) => [region, anchorsOf(figures, shape, region)]))
  const trend = trendOf(TREND_OF.flatMap((region) => anchors.get(region) ?? []))
  return [...anchors].flatMap(([region, anchor]) => levelsOf(figures, shape, region, anchor, trend))
}

function anchorsOf(figures: NationalFigures, shape: CarShape, region: string): Anchors {
  const mix = mixOf(figures, 'car', region)
  const points = new Map<number, Weighted>()
  const splices = new Map<number, Splice>()
  for (const { year, value, splice } of figures.list({
    measure: 'co2-per-vkm',
    mode: 'car',
    powertrain: 'all',
    region,
  })) {
    const weight =
      (PANDEMIC.has(year) ? PANDEMIC_WEIGHT : 1) *
      (splice === 'surrogate' ? SURROGATE_WEIGHT : 1) *
      (WEAK_TRAFFIC[region] ?? 1)
    points.set(year, { value: value / carbonOf(figures, shape, mix, region, year), weight })
    splices.set(year, splice)
  }
  const energy = figures.points({ measure: 'energy-per-vkm', mode: 'car', powertrain: 'all', region })
  const asPetrol = (year: number): number =>
    (energy.get(year) ?? Number.NaN) / weighted(mix, year, (word) => overPetrol(shape, word, year))
  const both = [...energy.keys()].filter((year) => points.has(year))
  if (both.length === 0) return { points, splices }
  // Overlap: the model's level is scaled to the inventory's over the years that both cover.
  const ratio = meanOf(both.map((year) => (points.get(year)?.value ?? Number.NaN) / asPetrol(year)))
  for (const year of energy.keys()) {
    if (points.has(year)) continue
    points.set(year, { value: asPetrol(year) * ratio, weight: 1 })
    splices.set(year, 'overlap')
  }
  return { points, splices }
}

/** Fossil CO2 of a fleet per energy of a petrol car [g/MJ]. */
function carbonOf(figures: NationalFigures, shape: CarShape, mix: Mix, region: string, year: number): number {
  return weighted(mix, year, (word) => {
    const fuel = FUEL_OF[word]
    if (fuel === undefined) return 0
    return overPetrol(shape, word, year) * CARBON[fuel] * (1 - biofuelShare(figures, fuel, region, year))
  })
}

function biofuelShare(figures: NationalFigures, fuel: Fuel, region: string, year: number): number {
  const points = figures.points({ measure: 'biofuel-share', mode: 'car', powertrain: fuel, region })
  if (points.size === 0) return 0
  return interpolated(points)[year - (YEARS[0] ?? 0)] ?? 0
}

/** Mean change of the logarithm from the year before, over the countries with anchors: it carries what lacks its own. */
function trendOf(anchors: readonly Anchors[]): Line {
  const series = anchors.map(({ points }) => smoothed(points, STIFF_LEVEL))
  const last = YEARS.at(-1) ?? 0
  const steps = new Map(
    [...YEARS, last + 1].map((year) => {
      const known = series.flatMap((one) => {
        const [now, before] = [one.get(year), one.get(year - 1)]
        return now === undefined || before === undefined ? [] : [Math.log(now / before)]
      })
      return [year, year >= last ? LAST_STEP : known.length > 0 ? meanOf(known) : USUAL_STEP]
    }),
  )
  const smooth = smoothed(evenly(steps), STIFF_TREND, 'linear')
  const [lowest, highest] = TREND_BOUNDS
  return lineOf((year) => Math.max(lowest, Math.min(highest, smooth.get(year) ?? USUAL_STEP)))
}

function levelsOf(
  figures: NationalFigures,
  shape: CarShape,
  region: string,
  { points, splices }: Anchors,
  trend: Line,
): readonly Level[] {
  const piece = withoutJumps(smoothed(points, STIFF_LEVEL))
  const whole = extended(piece, trend, trend)
  const petrol = [
    ...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values(),
  ]
  const span = [Math.min(...points.keys()), Math.max(...points.keys())] as const
  const between = (year: number): Splice => (year > span[0] && year < span[1] ? 'interpolated' : 'surrogate')
  const spliced = YEARS.map((year) => splices.get(year) ?? between(year))
  const energies: Readonly<Record<string, Line>> = {
    petrol,
    diesel: times(petrol, shape.diesel),
    lpg: times(petrol, shape.lpg),
    cng: times(petrol, shape.cng),
    hybrid: times(petrol, shape.hybrid),
    'plug-in-hybrid-fuel': times(petrol, shape.plugInFuel),
    'plug-in-hybrid-electricity': constantLine(shape.plugInElectricity),
    'battery-electric': constantLine(shape.electric),
  }
  const spread = { ...(SPREADS[region] ?? { sd: 0.08 }), growth: GROWTH, span }
  const mix = mixOf(figures, 'car', region)
  return Object.entries(energies)
    .filter(([word]) => !['lpg', 'cng'].includes(word) || mix.has(word))
    .map(([word, values]): Level => {
      const own = OWN_SD[word]
      const band =
        own === undefined
          ? bandOf({ ...spread, sd: Math.hypot(spread.sd, SHAPE_SD[word] ?? 0) })
          : bandOf({ sd: own, growth: GROWTH, span })
      return {
        mode: 'car',
        ...powertrainOf('car', word),
        region,
        values,
        ...band,
        spliced: own === undefined ? spliced : YEARS.map(() => 'surrogate'),
        seriesErrorShare: 0.85,
        quality: 'M',
        locator:
          own === undefined
            ? `inventory CO2 per vehicle-km of cars as energy; ${word} by its shape to petrol`
            : `${word}: DESNZ, EECA and JRC, per km of the vehicle`,
      }
    })
}
