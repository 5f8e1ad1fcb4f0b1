import type { Splice } from '../../domain.ts'
import { type Anchors, inventoryOf, type ModelRatio, modelOf, modelRatio } from './car-anchor.ts'
import type { Country } from './countries.ts'
import { mixOf } from './fleet.ts'
import { groupLine } from './group.ts'
import { bandOf, type Level, type Spread, spliced } from './level.ts'
import { extended, type Line, lineOf, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { type CarShape, carEnergies, carShape } from './shape.ts'
import { evenly, meanOf, smoothed, withoutJumps } from './smooth.ts'
import { powertrainOf } from './word.ts'

const STIFF_LEVEL = 8
const STIFF_TREND = 10
/** Where no country has a step [of the logarithm]. */
const USUAL_STEP = -0.006
const LAST_STEP = -0.005
const TREND_BOUNDS = [-0.02, 0.005] as const

/** The longest anchors: their mean trend carries all. */
const TREND_OF = ['GB', 'DE', 'FR'] as const
/** Standard deviations of the logarithm, where nothing more is known of a country. */
const ANCHOR_SD = 0.08
const GROUP_SD = 0.1
/** What a mean of a group covers: the anchors of its members. */
const GROUP_SPAN = [2005, 2024] as const

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

/** A country's petrol cars, year by year, and how the line came about. */
interface PetrolCars {
  readonly country: Country
  readonly line: Line
  readonly spliced: readonly Splice[]
  readonly spread: Spread
  readonly whose: string
}

/**
 * Levels of cars: inventory CO2 per vehicle-km ÷ Σ share × shape × (1 − biofuel) × carbon is the energy of a petrol car of
 * that fleet; smoothed, and every other powertrain is that times its shape. Level and fleet are so apart: a change of
 * the fleet moves shares, not levels. Without an inventory per vehicle-km: JRC-IDEES times the mean ratio of the countries
 * that have both; without a model that can be used: the mean of the country's group.
 */
export function carLevels(figures: NationalFigures, countries: readonly Country[]): readonly Level[] {
  const shape = carShape(figures)
  const inventories = new Map(
    countries.flatMap((country): [string, Anchors][] => {
      const anchors = inventoryOf(figures, shape, country)
      return anchors.points.size === 0 ? [] : [[country.region, anchors]]
    }),
  )
  const trend = trendOf(TREND_OF.flatMap((region) => inventories.get(region) ?? []))
  const ratio = modelRatio(figures, shape, inventories)
  const cars = new Map<string, PetrolCars>()
  for (const country of countries) {
    const anchors = inventories.get(country.region) ?? modelOf(figures, shape, country.region, ratio)
    if (anchors) cars.set(country.region, anchored(country, anchors, trend, ratio))
  }
  const own = new Map([...cars].map(([region, { line }]) => [region, line]))
  for (const country of countries)
    if (!own.has(country.region))
      cars.set(country.region, ofGroup(country, groupLine(figures, country.group, own)))
  return countries.flatMap(({ region }) => levelsOf(figures, shape, cars.get(region) as PetrolCars))
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

function anchored(
  country: Country,
  { from, points, splices }: Anchors,
  trend: Line,
  ratio: ModelRatio,
): PetrolCars {
  const piece = withoutJumps(smoothed(points, STIFF_LEVEL))
  const whole = extended(piece, trend, trend)
  const line = [...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values()]
  const span = [Math.min(...points.keys()), Math.max(...points.keys())] as const
  const between = (year: number): Splice => (year > span[0] && year < span[1] ? 'interpolated' : 'surrogate')
  const sd = from === 'inventory' ? ANCHOR_SD : Math.max(ANCHOR_SD, ratio.sd)
  return {
    country,
    line,
    spliced: YEARS.map((year) => splices.get(year) ?? between(year)),
    spread: { sd, ...country.cars, growth: GROWTH, span },
    whose:
      from === 'inventory'
        ? 'inventory CO2 per vehicle-km of cars as energy'
        : `JRC-IDEES × ${ratio.mean.toFixed(3)}, mean ratio of the inventories to it`,
  }
}

const ofGroup = (country: Country, line: Line): PetrolCars => ({
  country,
  line,
  spliced: spliced('surrogate'),
  spread: { sd: GROUP_SD, ...country.cars, growth: GROWTH, span: GROUP_SPAN },
  whose: `mean of the countries with anchors in ${country.group}ern Europe`,
})

function levelsOf(
  figures: NationalFigures,
  shape: CarShape,
  { country: { region }, line: petrol, spliced: words, spread, whose }: PetrolCars,
): readonly Level[] {
  const mix = mixOf(figures, 'car', region)
  return carEnergies(petrol, shape, mix).map(([word, values]): Level => {
    const own = OWN_SD[word]
    const band =
      own === undefined
        ? bandOf({ ...spread, sd: Math.hypot(spread.sd, SHAPE_SD[word] ?? 0) })
        : bandOf({ ...spread, sd: own, holdsBelow: 1, holdsAbove: 1 })
    return {
      mode: 'car',
      ...powertrainOf('car', word),
      region,
      values,
      ...band,
      spliced: own === undefined ? words : spliced('surrogate'),
      seriesErrorShare: 0.85,
      quality: 'M',
      locator:
        own === undefined
          ? `${whose}; ${word} by its shape to petrol`
          : `${word}: DESNZ, EECA and JRC, per km of the vehicle`,
    }
  })
}
