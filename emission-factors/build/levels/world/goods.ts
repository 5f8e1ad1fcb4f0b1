import { weighted } from '../fleet.ts'
import type { Level, Spread } from '../level.ts'
import { constantLine, type Line, lineOf, times } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { ratiosOf } from '../shape.ts'
import { meanOf, middleOf } from '../smooth.ts'
import { australianStep, DIESEL_G_PER_MJ, levelAt } from './cars.ts'
import { vanMix } from './fleets.ts'
import type { Middle } from './middle.ts'
import { placeLevel } from './place-level.ts'

/** Net heat of a litre of road diesel [MJ/L]: DESNZ 2019. */
export const MJ_PER_L_DIESEL = (2.6524 / 0.26534) * 3.6
/** UC Davis's lightest trucks of Latin America use as much as medium ones elsewhere; no van does [MJ/vkm]. */
const HIGHEST_VAN = 4.6
/** No truck of middle size uses less [MJ/vkm]. */
const LOWEST_RIGID = 5.5
/** A rigid truck uses less than an articulated one of the same place. */
const RIGID_AT_MOST = 0.95
const VAN_STEP = -0.0025
const COUNTED_VAN_STEP = -0.003
const TRUCK_STEP = -0.002
const GROWTH = 0.006
const SLOW_GROWTH = 0.005
/** Fuels in Australia's mean of all trucks and vans are diesel but for a little. */
const AUSTRALIAN_LITRE = 0.985

/** Vans of a country or region outside Europe and the United States. */
export function worldVans(figures: NationalFigures, region: string): readonly Level[] {
  const { values, sd, span, locator } = vanOf(figures, region)
  const petrol = middleOf(ratiosOf(figures, 'van', 'petrol', 'diesel'))
  const british = (powertrain: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain, region: 'GB' }, 2024)
  const electric = Math.min(
    1.1 *
      meanOf([
        british('battery-electric'),
        figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain: 'battery-electric', region: 'NZ' }),
      ]),
    0.5 * (values[2020 - 1990] as number),
  )
  const energies: Readonly<Record<string, Line>> = {
    diesel: values,
    petrol: times(values, petrol),
    'plug-in-hybrid-fuel': times(values, british('plug-in-hybrid-fuel') / british('diesel')),
    'plug-in-hybrid-electricity': constantLine(british('plug-in-hybrid-electricity')),
    'battery-electric': constantLine(electric),
  }
  return Object.entries(energies).map(([word, line]) => {
    const isElectric = word !== 'diesel' && word !== 'petrol'
    return placeLevel({
      mode: 'van',
      region,
      word,
      values: line,
      spread: isElectric ? { sd: 0.22 } : { sd: Math.hypot(sd, 0.05), growth: GROWTH, span },
      share: 0.85,
      locator: isElectric ? `${word}: DESNZ and EECA, per km of the vehicle` : locator,
    })
  })
}

function vanOf(figures: NationalFigures, region: string): Middle {
  const moving = (value: number, year: number, step: number): Line =>
    lineOf((one) => value * Math.exp(step * (one - year)))
  const litres = (powertrain: string): number =>
    (figures.get({ measure: 'fuel-per-vkm', mode: 'van', powertrain, region }) * MJ_PER_L_DIESEL) / 100
  if (region === 'AU') {
    const shape = middleOf(ratiosOf(figures, 'van', 'petrol', 'diesel'))
    const over = weighted(vanMix(figures, region).mix, 2018, (word) =>
      word === 'diesel' ? 1 : word === 'petrol' ? shape : 0,
    )
    return {
      values: moving((litres('liquid') * AUSTRALIAN_LITRE) / over, 2018, australianStep(figures)),
      sd: 0.07,
      span: [2018, 2018],
      locator: 'ABS, Survey of Motor Vehicle Use 2018, light commercial vehicles',
    }
  }
  if (region === 'NZ')
    return {
      values: moving(
        figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain: 'diesel', region }),
        2023,
        australianStep(figures),
      ),
      sd: 0.07,
      span: [2023, 2023],
      locator: 'EECA 2023, light commercial vehicles, with the Australian trend of cars',
    }
  const span = [2015, 2015] as const
  const iea = 'IEA, The Future of Trucks, light commercial vehicles 2015'
  if (region === 'CN')
    return { values: moving(litres('diesel'), 2015, COUNTED_VAN_STEP), sd: 0.22, span, locator: iea }
  if (region === 'IN') {
    const wri =
      figures.get({ measure: 'co2-per-vkm', mode: 'van', powertrain: 'diesel', region }) / DIESEL_G_PER_MJ
    const value = Math.sqrt(litres('diesel') * wri)
    return {
      values: moving(value, 2015, COUNTED_VAN_STEP),
      sd: 0.22,
      span,
      locator: `mean of ${iea} and WRI India 2015`,
    }
  }
  // Korea has no lightest trucks of its own in the source; Japan's are the same models.
  const own = region === 'KR' ? 'JP' : region
  const davis = figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain: 'liquid', region: own })
  return {
    values: moving(Math.min(davis, HIGHEST_VAN), 2005, VAN_STEP),
    sd: 0.22,
    span: [2005, 2005],
    locator: `UC Davis transportation database, lightest trucks 2005${own === region ? '' : ', of Japan'}${
      davis > HIGHEST_VAN ? `, held at ${HIGHEST_VAN} MJ/vkm` : ''
    }`,
  }
}

interface Trucks {
  readonly rigid: Middle
  readonly articulated: Middle
}

/**
 * Trucks of a country or region outside Europe and the United States.
 *
 * @param european those of a European country, which the source's are averaged with
 */
export function worldTrucks(
  figures: NationalFigures,
  region: string,
  european: readonly Level[],
  american: readonly Level[],
): readonly Level[] {
  const { rigid, articulated } = trucksOf(figures, region, european, american)
  const electric = (mode: string): number =>
    mode === 'rigid-truck'
      ? figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: 'US' })
      : meanOf(
          ['US', 'NZ'].map((from) =>
            figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: from }),
          ),
        )
  return (
    [
      ['rigid-truck', rigid],
      ['articulated-truck', articulated],
    ] as const
  ).flatMap(([mode, { values, sd, span, locator }]) => {
    const spread: Spread = { sd: Math.hypot(sd, 0.06), growth: SLOW_GROWTH, span }
    const common = { mode, region, share: 0.9 } as const
    return [
      placeLevel({ ...common, word: 'diesel', values, spread, locator }),
      placeLevel({
        ...common,
        word: 'battery-electric',
        values: constantLine(electric(mode)),
        spread: { sd: 0, holdsBelow: 0.65, holdsAbove: 1.5 },
        locator: 'AVERT and EECA',
      }),
    ]
  })
}

function trucksOf(
  figures: NationalFigures,
  region: string,
  european: readonly Level[],
  american: readonly Level[],
): Trucks {
  const litres = (mode: string, powertrain: string): number =>
    (figures.get({ measure: 'fuel-per-vkm', mode, powertrain, region }) * MJ_PER_L_DIESEL) / 100
  const both = (rigid: Line, articulated: Line, known: Omit<Middle, 'values'>): Trucks => ({
    rigid: { ...known, values: rigid },
    articulated: { ...known, values: articulated },
  })
  const moving = (value: number, year: number): Line =>
    lineOf((one) => value * Math.exp(TRUCK_STEP * (one - year)))
  const ofEurope = (mode: 'rigid-truck' | 'articulated-truck'): number =>
    levelAt(european, mode, 'diesel', 2012)
  switch (region) {
    case 'AU':
      return both(
        constantLine(litres('rigid-truck', 'liquid')),
        constantLine(litres('articulated-truck', 'liquid')),
        {
          sd: 0.07,
          span: [2018, 2018],
          locator: 'ABS, Survey of Motor Vehicle Use 2018',
        },
      )
    case 'NZ': {
      const energy = (size: string): number =>
        figures.get({
          measure: 'fuel-energy',
          mode: 'truck',
          vehicleClass: size,
          powertrain: 'diesel',
          region,
        })
      const perVkm = (size: string): number =>
        figures.get({
          measure: 'energy-per-vkm',
          mode: 'truck',
          vehicleClass: size,
          powertrain: 'diesel',
          region,
        })
      const driven = (size: string): number => energy(size) / perVkm(size)
      const rigid = (energy('light') + energy('medium')) / (driven('light') + driven('medium'))
      return both(constantLine(rigid), constantLine(perVkm('heavy')), {
        sd: 0.1,
        span: [2023, 2023],
        locator: 'EECA 2023: light and medium trucks, heavy trucks',
      })
    }
    case 'CA': {
      const of = (mode: 'rigid-truck' | 'articulated-truck'): Line =>
        american.find((one) => one.mode === mode && one.powertrain === 'diesel')?.values ??
        constantLine(Number.NaN)
      return both(of('rigid-truck'), of('articulated-truck'), {
        sd: 0.16,
        span: [1990, 2022],
        locator: 'trucks of the United States stand in',
      })
    }
    case 'CN':
      return both(
        moving(litres('rigid-truck', 'diesel'), 2015),
        moving(litres('articulated-truck', 'diesel'), 2015),
        {
          sd: 0.16,
          span: [2015, 2015],
          locator: 'IEA, The Future of Trucks, 2015',
        },
      )
    case 'IN': {
      const of = (mode: string): number =>
        Math.sqrt(
          litres(mode, 'diesel') *
            (figures.get({ measure: 'co2-per-vkm', mode, powertrain: 'diesel', region }) / DIESEL_G_PER_MJ),
        )
      return both(moving(of('rigid-truck'), 2015), moving(of('articulated-truck'), 2015), {
        sd: 0.2,
        span: [2015, 2015],
        locator: 'mean of IEA, The Future of Trucks, and WRI India, 2015',
      })
    }
    default: {
      // Korea has one light class in the source; Japan's trucks are the same models.
      const own = region === 'KR' ? 'JP' : region
      const davis = (mode: string): number | undefined =>
        figures.list({ measure: 'energy-per-vkm', mode, powertrain: 'liquid', region: own })[0]?.value
      const heaviest = davis('articulated-truck') ?? Number.NaN
      const european = [ofEurope('rigid-truck'), ofEurope('articulated-truck')] as const
      const isJapan = own === 'JP'
      const articulated = isJapan ? european[1] : Math.sqrt(heaviest * european[1])
      const middle = isJapan ? heaviest : (davis('rigid-truck') ?? heaviest * 0.8)
      const rigid = Math.min(
        Math.sqrt(Math.max(middle, LOWEST_RIGID) * european[0]),
        RIGID_AT_MOST * articulated,
      )
      return both(moving(rigid, 2005), moving(articulated, 2005), {
        sd: 0.22,
        span: [2005, 2015],
        locator: `mean of UC Davis 2005${own === region ? '' : ', of Japan,'} and of European trucks`,
      })
    }
  }
}
