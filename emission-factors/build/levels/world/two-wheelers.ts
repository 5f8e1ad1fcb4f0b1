import { electricMotorcycle } from '../electric-motorcycle.ts'
import type { Level } from '../level.ts'
import { constantLine, type Line, lineOf, times } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { MJ_PER_L_PETROL, PETROL_G_PER_MJ } from './cars.ts'
import type { Middle } from './middle.ts'
import { placeLevel } from './place-level.ts'

const STEP = -0.004
const GROWTH = 0.005
/** New two-wheelers on the road use this much more than in type approval, and those on the road are older. */
const REAL_WORLD = 1.15
/** Where mopeds are a class of their own. */
const WITH_MOPEDS: ReadonlySet<string> = new Set(['JP', 'KR'])

/** Motorcycles, and mopeds where they are apart, of a country or region outside Europe and the United States. */
export function worldTwoWheelers(figures: NationalFigures, region: string): readonly Level[] {
  const { values, sd, span, locator } = motorcycleOf(figures, region)
  const electric = electricMotorcycle(figures, values)
  const common = { mode: 'motorcycle', region, share: 0.9 } as const
  return [
    placeLevel({ ...common, word: 'petrol', values, spread: { sd, growth: GROWTH, span }, locator }),
    placeLevel({
      ...common,
      word: 'battery-electric',
      values: constantLine(electric),
      spread: { sd: 0, holdsBelow: 0.6, holdsAbove: 1.6 },
      locator: 'EECA, motorcycle',
    }),
    ...(WITH_MOPEDS.has(region) ? mopeds(figures, region, { values, sd, span, locator }) : []),
  ]
}

/** Mopeds by the motorcycles of a level. */
export function worldMopeds(figures: NationalFigures, motorcycles: Level): readonly Level[] {
  const ratio = ratioOf(figures)
  const wide = (bound: Line, sign: 1 | -1): Line =>
    bound.map((over) => Math.exp(sign * SCORE_95 * Math.hypot(RATIO_SD, Math.log(over) / SCORE_95)))
  return [
    {
      ...motorcycles,
      mode: 'moped',
      values: times(motorcycles.values, ratio),
      lower: wide(motorcycles.lower, -1),
      upper: wide(motorcycles.upper, 1),
      locator: `motorcycle × ${ratio} by UC Davis; ${motorcycles.locator}`,
    },
  ]
}

const SCORE_95 = 1.96
/** How far mopeds lie from that ratio to motorcycles [of the logarithm]. */
const RATIO_SD = 0.12
const ratioOf = (figures: NationalFigures): number =>
  figures.get({ measure: 'energy-ratio', mode: 'moped', powertrain: 'petrol', region: 'EUR' })

/** Mopeds by motorcycles of the same place. */
function mopeds(
  figures: NationalFigures,
  region: string,
  { values, sd, span, locator }: Middle,
): readonly Level[] {
  const ratio = ratioOf(figures)
  return [
    placeLevel({
      mode: 'moped',
      region,
      word: 'petrol',
      values: times(values, ratio),
      spread: { sd: Math.hypot(sd, RATIO_SD), growth: GROWTH, span },
      share: 0.9,
      locator: `${locator}; moped × ${ratio} by UC Davis`,
    }),
  ]
}

function motorcycleOf(figures: NationalFigures, region: string): Middle {
  const davis = (of: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode: 'motorcycle', powertrain: 'liquid', region: of })
  const litres = (powertrain: string): number =>
    (figures.get({ measure: 'fuel-per-vkm', mode: 'motorcycle', powertrain, region }) * MJ_PER_L_PETROL) / 100
  const co2 = (of: string): number =>
    figures.get({ measure: 'co2-per-vkm', mode: 'motorcycle', powertrain: 'petrol', region: of }) /
    PETROL_G_PER_MJ
  const since2005 = (value: number): Line => lineOf((year) => value * Math.exp(STEP * (year - 2005)))
  const name = 'UC Davis transportation database, two-wheelers 2005'
  switch (region) {
    case 'AU':
      return {
        values: constantLine(litres('liquid')),
        sd: 0.1,
        span: [2018, 2018],
        locator: 'ABS, Survey of Motor Vehicle Use 2018',
      }
    case 'NZ':
      return {
        values: constantLine(
          figures.get({ measure: 'energy-per-vkm', mode: 'motorcycle', powertrain: 'petrol', region }),
        ),
        sd: 0.1,
        span: [2023, 2023],
        locator: 'EECA 2023',
      }
    case 'IN':
      return {
        values: constantLine(Math.cbrt(davis('IN') * 0.95 * co2('IN') * litres('petrol') * REAL_WORLD)),
        sd: 0.18,
        span: [2005, 2018],
        locator:
          'mean of UC Davis 2005 (less 5 % to 2018), WRI India 2015 and new two-wheelers of 2018 with 15 %',
      }
    case 'SSA':
      return {
        values: lineOf((year) => Math.sqrt(davis('SSA') * Math.exp(STEP * (year - 2005)) * co2('KE'))),
        sd: 0.25,
        span: [2005, 2015],
        locator: `mean of ${name} and Kenya 2015`,
      }
    case 'LAC':
      return {
        values: since2005(Math.sqrt(davis('LAC') * davis('BR'))),
        sd: 0.22,
        span: [2005, 2005],
        locator: `${name}, mean of Brazil and the rest`,
      }
    default:
      return { values: since2005(davis(region)), sd: 0.22, span: [2005, 2005], locator: name }
  }
}
