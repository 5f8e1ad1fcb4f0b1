import { weighted } from '../fleet.ts'
import type { Level } from '../level.ts'
import { at, constantLine, type Line, lineOf, times } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { type CarShape, carEnergies, carShape, overPetrol } from '../shape.ts'
import { meanOf } from '../smooth.ts'
import { carMix } from './fleets.ts'
import type { Middle } from './middle.ts'
import { placeLevel } from './place-level.ts'

/** Net heat of a litre of road petrol [MJ/L]: DESNZ 2019, 2.3018 kg CO2/L over 0.25223 kg CO2/kWh. */
export const MJ_PER_L_PETROL = (2.3018 / 0.25223) * 3.6
/** CO2 per energy [g/MJ, net]: 2006 IPCC Guidelines, Volume 2, Table 3.2.1. */
export const PETROL_G_PER_MJ = 69.3
export const DIESEL_G_PER_MJ = 74.1
/** Of the logarithm a year, where no country's own trend is known; the usual step of Europe's longest anchors. */
const USUAL_STEP = -0.006
/** Cars on the road use this much more than in type approval: GFEI's own allowance. */
const REAL_WORLD = 1.2
const GROWTH = 0.006
/** Diesel cars elsewhere are often larger than petrol ones, which Europe's ratio does not know. */
const SHAPE_SD: Readonly<Record<string, number>> = { diesel: 0.12, lpg: 0.08, cng: 0.1, hybrid: 0.05 }
/** Wider than in Europe: the vehicles measured are European and American. */
const OWN_SD: Readonly<Record<string, number>> = {
  'plug-in-hybrid-fuel': 0.2,
  'plug-in-hybrid-electricity': 0.27,
  'battery-electric': 0.15,
}
const UC_DAVIS = 'UC Davis transportation database, all sizes, 2005, carried by its European trend'

/** Cars of a country or region outside Europe and the United States. */
export function worldCars(
  figures: NationalFigures,
  region: string,
  american: readonly Level[],
): readonly Level[] {
  const { values: petrol, sd, span, locator } = petrolOf(figures, region, american)
  const shape = shapeOf(figures, region)
  const { mix } = carMix(figures, region)
  return carEnergies(petrol, shape, mix).map(([word, values]) => {
    const own = OWN_SD[word]
    return placeLevel({
      mode: 'car',
      region,
      word,
      values,
      spread:
        own === undefined
          ? { sd: Math.hypot(sd, SHAPE_SD[word] ?? 0), growth: GROWTH, span }
          : { sd: own, span },
      share: 0.85,
      locator:
        own === undefined
          ? `${locator}${word === 'petrol' ? '' : `; ${word} by its shape to petrol`}`
          : `${word}: DESNZ, EECA and JRC, per km of the vehicle`,
    })
  })
}

/** Diesel over petrol is India's, New Zealand's and Australia's own; elsewhere Europe's. */
function shapeOf(figures: NationalFigures, region: string): CarShape {
  const shape = carShape(figures)
  if (region === 'IN') {
    const of = (vehicleClass: string, powertrain: string): number =>
      figures.get({ measure: 'co2-per-vkm', mode: 'car', vehicleClass, powertrain, region })
    const ratio = meanOf(
      ['hatchback', 'sedan'].map(
        (one) => (of(one, 'diesel') / of(one, 'petrol')) * (PETROL_G_PER_MJ / DIESEL_G_PER_MJ),
      ),
    )
    return { ...shape, diesel: constantLine(ratio) }
  }
  if (region !== 'NZ' && region !== 'AU') return shape
  const of = (powertrain: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode: 'car', powertrain, region: 'NZ' })
  return { ...shape, diesel: constantLine(of('diesel') / of('petrol')) }
}

const ucDavis = (figures: NationalFigures, region: string, year = 2005): number =>
  figures.get({ measure: 'energy-per-vkm', mode: 'car', powertrain: 'liquid', region }, year)

/** Change of the logarithm a year by which UC Davis moves European cars from 2005 to 2020. */
const ucDavisStep = (figures: NationalFigures): number =>
  Math.log(ucDavis(figures, 'EUR', 2020) / ucDavis(figures, 'EUR')) / 15

const moving = (value: number, year: number, step: number): Line =>
  lineOf((one) => value * Math.exp(step * (one - year)))

function petrolOf(figures: NationalFigures, region: string, american: readonly Level[]): Middle {
  const litres = (mode: string, powertrain: string, year: number): number =>
    (figures.get({ measure: 'fuel-per-vkm', mode, powertrain, region }, year) * MJ_PER_L_PETROL) / 100
  switch (region) {
    case 'CN':
      return {
        values: moving(litres('car', 'petrol', 2010), 2010, USUAL_STEP),
        sd: 0.12,
        span: [2010, 2020],
        locator: '9.02 L/100 km, new cars of 2009 as driven, taken as those on the road in 2010',
      }
    case 'IN': {
      const co2 = (vehicleClass: string): number =>
        figures.get({ measure: 'co2-per-vkm', mode: 'car', vehicleClass, powertrain: 'petrol', region })
      const wri = (co2('hatchback') + co2('sedan')) / 2 / PETROL_G_PER_MJ
      const davis = ucDavis(figures, region) * Math.exp(ucDavisStep(figures) * 10)
      const gfei = litres('car', 'petrol', 2017) * REAL_WORLD
      return {
        values: moving(Math.cbrt(wri * davis * gfei), 2015, USUAL_STEP),
        sd: 0.15,
        span: [2005, 2017],
        locator: 'mean of WRI India 2015, UC Davis and GFEI 2017 with 20 % for real driving',
      }
    }
    case 'AU': {
      const value = litres('car', 'liquid', 2018)
      const shape = shapeOf(figures, region)
      const over = weighted(carMix(figures, region).mix, 2018, (word) => overPetrol(shape, word, 2018))
      return {
        values: moving(value / over, 2018, australianStep(figures)),
        sd: 0.05,
        span: [2005, 2018],
        locator: 'ABS, Survey of Motor Vehicle Use 2018, with its trend since 2005',
      }
    }
    case 'NZ':
      return {
        values: moving(
          figures.get({ measure: 'energy-per-vkm', mode: 'car', powertrain: 'petrol', region }),
          2023,
          australianStep(figures),
        ),
        sd: 0.07,
        span: [2023, 2023],
        locator: 'EECA 2023, with the Australian trend',
      }
    case 'CA': {
      const ratio = ucDavis(figures, region) / ucDavis(figures, 'USA')
      const found = american.find(
        ({ mode, vehicleClass, powertrain }) =>
          mode === 'car' && vehicleClass === undefined && powertrain === 'petrol',
      )
      if (!found) throw new Error('there is no American car to measure a Canadian one against')
      return {
        values: times(found.values, ratio),
        sd: 0.1,
        span: [2005, 2005],
        locator: `cars of the United States × ${ratio.toFixed(3)}, Canada over USA by UC Davis`,
      }
    }
    default:
      return {
        values: moving(ucDavis(figures, region), 2005, ucDavisStep(figures)),
        sd: region === 'JP' ? 0.1 : region === 'KR' || region === 'BR' ? 0.12 : 0.17,
        span: [2005, 2005],
        locator: UC_DAVIS,
      }
  }
}

/** Change of the logarithm a year of Australian cars, 2005 to 2018. */
export function australianStep(figures: NationalFigures): number {
  const litres = (year: number): number =>
    figures.get({ measure: 'fuel-per-vkm', mode: 'car', powertrain: 'liquid', region: 'AU' }, year)
  return Math.log(litres(2018) / litres(2005)) / 13
}

/** The value of a line in one year; a level of one country read for another. */
export const levelAt = (
  levels: readonly Level[],
  mode: Level['mode'],
  powertrain: string,
  year: number,
): number => {
  const found = levels.find(
    (one) => one.mode === mode && one.powertrain === powertrain && one.vehicleClass === undefined,
  )
  if (!found) throw new Error(`there is no level of ${mode} ${powertrain} to go by`)
  return at(found.values, year)
}
