import { energyMjPerVkm, type SpeedCurveRecord } from '../../domain.ts'
import { mixOf, weighted } from './fleet.ts'
import { bandOf, type Level, type Spread, spliced, splicedBySpan } from './level.ts'
import { at, constantLine, extended, interpolated, type Line, lineOf, times, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { ratiosOf } from './shape.ts'
import { evenly, meanOf, middleOf, smoothed, withoutJumps } from './smooth.ts'
import { powertrainOf } from './word.ts'

/** Net heat of a litre of road diesel [MJ/L]: DESNZ 2019, 2.6524 kg CO2/L over 0.26534 kg CO2/kWh. */
const MJ_PER_L_DIESEL = (2.6524 / 0.26534) * 3.6
const GROWTH = 0.006
const SLOW_GROWTH = 0.005

type Draft = Pick<Level, 'mode' | 'region' | 'values' | 'spliced' | 'locator'> & {
  readonly word: string
  readonly spread: Spread
  readonly share: number
  readonly quality?: Level['quality']
}

const level = ({ word, spread, share, quality = 'M', ...rest }: Draft): Level => ({
  ...rest,
  ...powertrainOf(rest.mode, word),
  ...bandOf(spread),
  seriesErrorShare: share,
  quality,
})

/** The energy of all vehicles of a mode per vkm in a country [MJ/vkm]. */
const energyOf = (figures: NationalFigures, mode: string, region: string) =>
  figures.points({ measure: 'energy-per-vkm', mode, powertrain: 'all', region })

const litres = (figures: NationalFigures, mode: string, region: string): number =>
  (figures.get({ measure: 'fuel-per-vkm', mode, powertrain: 'diesel', region }) * MJ_PER_L_DIESEL) / 100

/** A smooth piece without jumps, carried back and forth by a constant step of its logarithm. */
function carried(points: ReadonlyMap<number, number>, stiffness: number, back: number, forth: number): Line {
  const whole = extended(smoothed(evenly(points), stiffness), constantLine(back), constantLine(forth))
  return [...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values()]
}

/**
 * Vans, counted in diesel: Britain's fuel over traffic; elsewhere JRC-IDEES times the mean of the ratios of Britain's fuel
 * and of Finland's LIPASTO to it.
 */
export function vanLevels(figures: NationalFigures, region: string): readonly Level[] {
  const desnz = (powertrain: string) =>
    figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain, region: 'GB' }, 2024)
  const petrol = middleOf(ratiosOf(figures, 'van', 'petrol', 'diesel'))
  const shape: Readonly<Record<string, number>> = {
    diesel: 1,
    petrol,
    lpg: 1.15,
    cng: 1.15,
    'plug-in-hybrid': desnz('plug-in-hybrid-fuel') / desnz('diesel'),
    'battery-electric': 0,
  }
  const asDiesel = (country: string, mixRegion = country): Map<number, number> =>
    new Map(
      [...energyOf(figures, 'van', country)].map(([year, energy]) => [
        year,
        energy / weighted(mixOf(figures, 'van', mixRegion), year, (word) => shape[word] ?? 0),
      ]),
    )
  const british = asDieselOf(figures, 'GB', 'published', shape)
  const model = asDieselOf(figures, 'GB', 'overlap', shape)
  const shared = [...british.keys()].filter((year) => model.has(year))
  const ofBritain = meanOf(shared.map((year) => (british.get(year) ?? 0) / (model.get(year) ?? 0)))
  const ofFinland = litres(figures, 'van', 'FI') / (energyOf(figures, 'van', 'FI').get(2014) ?? Number.NaN)
  const ratio = Math.sqrt(ofBritain * ofFinland)
  const isBritain = region === 'GB'
  const values = isBritain
    ? carried(british, 8, -0.005, 0)
    : carried(new Map([...asDiesel(region)].map(([year, value]) => [year, value * ratio])), 8, -0.005, -0.002)
  const span = isBritain ? ([2000, 2010] as const) : ([2005, 2015] as const)
  const sd = isBritain ? 0.07 : 0.1
  const electric = Math.min(
    1.1 *
      meanOf([
        desnz('battery-electric'),
        figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain: 'battery-electric', region: 'NZ' }),
      ]),
    0.5 * at(values, 2020),
  )
  const energies: Readonly<Record<string, Line>> = {
    diesel: values,
    petrol: times(values, petrol),
    lpg: times(values, 1.15),
    cng: times(values, 1.15),
    'plug-in-hybrid-fuel': times(values, shape['plug-in-hybrid'] ?? 0),
    'plug-in-hybrid-electricity': constantLine(desnz('plug-in-hybrid-electricity')),
    'battery-electric': constantLine(electric),
  }
  const mix = mixOf(figures, 'van', region)
  return Object.entries(energies)
    .filter(([word]) => !['lpg', 'cng'].includes(word) || mix.has(word))
    .map(([word, line]) => {
      const isElectric = word.includes('electric') || word.startsWith('plug-in')
      return level({
        mode: 'van',
        region,
        word,
        values: line,
        spread: { sd: isElectric ? 0.18 : Math.hypot(sd, 0.05), growth: GROWTH, span },
        share: 0.85,
        spliced: isElectric ? spliced('surrogate') : splicedBySpan(isBritain ? 'published' : 'overlap', span),
        locator: isElectric
          ? `${word}: DESNZ and EECA, per km of the vehicle`
          : isBritain
            ? 'fuel over traffic of vans, 2000 to 2010; later editions of DESNZ show no trend'
            : `JRC-IDEES × ${ratio.toFixed(3)}, to British fuel over traffic and LIPASTO`,
      })
    })
}

/** Britain's vans as diesel: by its own statistics, or as the model has them. */
function asDieselOf(
  figures: NationalFigures,
  region: string,
  splice: 'published' | 'overlap',
  shape: Readonly<Record<string, number>>,
): Map<number, number> {
  const mode = splice === 'published' ? 'van' : 'van-model'
  const mix = mixOf(figures, 'van', region)
  return new Map(
    [...energyOf(figures, mode, region)].map(([year, energy]) => [
      year,
      energy / weighted(mix, year, (word) => shape[word] ?? 0),
    ]),
  )
}

/** What `truckLevels` gives of diesel trucks, for countries without statistics of their own. */
interface Trucks {
  readonly rigid: Line
  readonly articulated: Line
}

/** Britain's trucks: fuel over traffic, split by the ratios of DESNZ's rigid, articulated and all trucks. */
function britishTrucks(figures: NationalFigures): Trucks {
  const weights = new Map(
    [...energyOf(figures, 'truck', 'GB')].map(([year, value]) => [
      year,
      { value, weight: year === 2010 ? 0.3 : 1 },
    ]),
  )
  const whole = extended(smoothed(weights, 60), constantLine(0), constantLine(0))
  const all = [...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values()]
  const co2 = (mode: string, edition: number) =>
    figures.get({ measure: 'co2-per-vkm', mode, powertrain: 'diesel', region: 'GB' }, edition)
  const rigidShare = (edition: number): number =>
    (co2('articulated-truck', edition) - co2('truck', edition)) /
    (co2('articulated-truck', edition) - co2('rigid-truck', edition))
  const editions = [2019, 2020, 2021, 2022, 2024]
  const later = meanOf(editions.map(rigidShare))
  // An edition describes the year before.
  const share = interpolated(
    new Map([
      [2010, rigidShare(2010)],
      [2018, later],
      [2023, later],
    ]),
  )
  const ratio = meanOf(
    [2010, ...editions].map((year) => co2('rigid-truck', year) / co2('articulated-truck', year)),
  )
  const rigid = lineOf((year) => at(all, year) / (at(share, year) + (1 - at(share, year)) / ratio))
  return { rigid, articulated: times(rigid, 1 / ratio) }
}

/** Trucks: Britain's own; elsewhere, without a trend, the mean of Britain's and of IEA's European trucks. */
export function truckLevels(figures: NationalFigures, region: string): readonly Level[] {
  const british = britishTrucks(figures)
  const isBritain = region === 'GB'
  const mean = (line: Line, mode: string): Line =>
    constantLine(Math.sqrt(at(line, 2010) * litres(figures, mode, 'EUR')))
  const span = isBritain ? ([2000, 2010] as const) : ([2010, 2015] as const)
  const sd = isBritain ? 0.07 : 0.16
  return (['rigid-truck', 'articulated-truck'] as const).flatMap((mode) => {
    const own = mode === 'rigid-truck' ? british.rigid : british.articulated
    const electric =
      mode === 'rigid-truck'
        ? figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: 'US' })
        : meanOf(
            ['US', 'NZ'].map((from) =>
              figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: from }),
            ),
          )
    const common = { mode, region, share: 0.9 } as const
    return [
      level({
        ...common,
        word: 'diesel',
        values: isBritain ? own : mean(own, mode),
        spread: { sd: Math.hypot(sd, 0.06), growth: SLOW_GROWTH, span },
        spliced: splicedBySpan(isBritain ? 'published' : 'surrogate', span),
        quality: isBritain ? 'M' : 'L',
        locator: isBritain
          ? 'fuel over traffic of heavy goods vehicles, 2000 to 2010, split by DESNZ'
          : 'mean of British fuel over traffic and IEA, The Future of Trucks, 2015',
      }),
      level({
        ...common,
        word: 'battery-electric',
        values: constantLine(electric),
        spread: { sd: 0, holdsBelow: 0.7, holdsAbove: 1.4 },
        spliced: spliced('surrogate'),
        quality: 'L',
        locator: 'AVERT and EECA',
      }),
    ]
  })
}

/** Part of the kilometres of buses and coaches that local buses drive; judgement, for statistics count them together. */
const LOCAL_SHARE = 0.72
/** Where the speed curves of urban buses and of coaches are compared [km/h]. */
const BUS_KM_PER_H = 20
const COACH_KM_PER_H = 60
/** Over diesel: UC Davis and NTD; judgement; measured in China. */
const BUS_SHAPE: Readonly<Record<string, number>> = { diesel: 1, cng: 1.2, lpg: 1.1, hybrid: 0.765 }
/** 1.25 kWh/km: China 1.38 to 1.75 for 12 m, New Zealand 1.01, AVERT 1.28 [MJ/vkm]. */
const ELECTRIC_BUS = 1.25 * 3.6

/** Coach over urban bus, by the EMEP/EEA curves of Euro V at their usual speeds. */
export function coachOverBus(curves: readonly SpeedCurveRecord[]): number {
  const mean = (mode: 'bus' | 'coach', speedKmPerH: number): number =>
    meanOf(
      curves
        .filter(
          (curve) =>
            curve.mode === mode &&
            curve.vehicleClass === 'standard' &&
            curve.powertrain === 'diesel' &&
            curve.carrier === 'diesel' &&
            !curve.technology.includes('biodiesel') &&
            curve.emissionStandard === 'euro-5' &&
            curve.gradientPercent === 0 &&
            curve.loadShare === 0.5,
        )
        .map((curve) => energyMjPerVkm(curve, speedKmPerH)),
    )
  return mean('coach', COACH_KM_PER_H) / mean('bus', BUS_KM_PER_H)
}

/** Local buses and coaches: Britain's fuel over traffic, elsewhere its mean with Finland's LIPASTO. */
export function busLevels(
  figures: NationalFigures,
  region: string,
  curves: readonly SpeedCurveRecord[],
): readonly Level[] {
  const coach = coachOverBus(curves)
  const local = (all: Line): Line => times(all, 1 / (LOCAL_SHARE + (1 - LOCAL_SHARE) * coach))
  const stiff = smoothed(evenly(energyOf(figures, 'bus', 'GB')), 20)
  const whole = extended(stiff, constantLine(0.006), constantLine(-0.003))
  const pulled = withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number])), 0.02)
  const british = local([...pulled.values()])
  const finnish = local(constantLine(litres(figures, 'bus', 'FI') * Math.exp(-0.003 * -2)))
  const middle = Math.sqrt(at(british, 2012) * at(finnish, 2012))
  const isBritain = region === 'GB'
  const bus = isBritain ? british : lineOf((year) => middle * Math.exp(-0.003 * (year - 2012)))
  const span = isBritain ? ([2000, 2010] as const) : ([2010, 2016] as const)
  const sd = isBritain ? 0.08 : 0.14
  const mix = mixOf(figures, 'bus', region, 'local-bus')
  const words = splicedBySpan(isBritain ? 'published' : 'surrogate', span)
  const whose = isBritain
    ? 'fuel over traffic of buses and coaches'
    : 'mean of British fuel over traffic and LIPASTO'
  const shapeSd: Readonly<Record<string, number>> = { diesel: 0, cng: 0.1, lpg: 0.1, hybrid: 0.08 }
  const common = { region, share: 0.9 } as const
  return [
    ...Object.entries(BUS_SHAPE)
      .filter(([word]) => mix.has(word))
      .map(([word, over]) =>
        level({
          ...common,
          mode: 'bus',
          word,
          values: times(bus, over),
          spread: { sd: Math.hypot(sd, shapeSd[word] ?? 0, 0.05), growth: SLOW_GROWTH, span },
          spliced: words,
          locator: `${whose}; local buses drive 72 %`,
        }),
      ),
    level({
      ...common,
      mode: 'bus',
      word: 'battery-electric',
      values: constantLine(ELECTRIC_BUS),
      spread: { sd: Math.hypot(0.15, 0.05), growth: SLOW_GROWTH, span },
      spliced: spliced('surrogate'),
      quality: 'L',
      locator: '1.25 kWh/km: Chinese buses, EECA and AVERT',
    }),
    level({
      ...common,
      mode: 'coach',
      word: 'diesel',
      values: times(bus, coach),
      spread: { sd: Math.hypot(sd, 0.12), growth: SLOW_GROWTH, span },
      spliced: words,
      locator: `local bus × ${coach.toFixed(3)}, coach at 60 over urban bus at 20 km/h by EMEP/EEA`,
    }),
  ]
}

/** Motorcycles and mopeds: Britain's mean of fuel over traffic and of DESNZ; elsewhere JRC-IDEES by that ratio. */
export function twoWheelerLevels(figures: NationalFigures, region: string): readonly Level[] {
  const desnz = figures.get(
    { measure: 'energy-per-vkm', mode: 'motorcycle', powertrain: 'petrol', region: 'GB' },
    2025,
  )
  const british = (meanOf([...energyOf(figures, 'motorcycle', 'GB').values()]) + desnz) / 2
  const isBritain = region === 'GB'
  const ratio = british / (energyOf(figures, 'motorcycle-model', 'GB').get(2010) ?? Number.NaN)
  const model = new Map(
    [...energyOf(figures, 'motorcycle', region)].map(([year, value]) => [year, value * ratio]),
  )
  const values = isBritain ? constantLine(british) : carried(model, 20, -0.004, -0.004)
  const span = isBritain ? ([2000, 2025] as const) : ([2005, 2015] as const)
  const sd = isBritain ? 0.08 : 0.12
  const words = splicedBySpan(isBritain ? 'published' : 'overlap', span)
  const moped = figures.get({ measure: 'energy-ratio', mode: 'moped', powertrain: 'petrol', region: 'EUR' })
  const electric = Math.min(
    figures.get({
      measure: 'energy-per-vkm',
      mode: 'motorcycle',
      powertrain: 'battery-electric',
      region: 'NZ',
    }),
    at(values, 2015) * 0.22,
  )
  const whose = isBritain ? 'mean of fuel over traffic and of DESNZ' : `JRC-IDEES × ${ratio.toFixed(3)}`
  const common = { region, share: 0.9 } as const
  return [
    level({
      ...common,
      mode: 'motorcycle',
      word: 'petrol',
      values,
      spread: { sd, growth: SLOW_GROWTH, span },
      spliced: words,
      locator: whose,
    }),
    level({
      ...common,
      mode: 'motorcycle',
      word: 'battery-electric',
      values: constantLine(electric),
      spread: { sd: 0, holdsBelow: 0.65, holdsAbove: 1.5 },
      spliced: spliced('surrogate'),
      quality: 'L',
      locator: 'EECA, motorcycle',
    }),
    level({
      ...common,
      mode: 'moped',
      word: 'petrol',
      values: times(values, moped),
      spread: { sd: Math.hypot(sd, 0.12), growth: SLOW_GROWTH, span },
      spliced: words,
      quality: 'L',
      locator: `${whose}; moped × ${moped} by UC Davis`,
    }),
  ]
}

/** Taxis: the country's cars times how a taxi stands to a car, by powertrain. */
export function taxiLevels(
  cars: readonly Level[],
  region: string,
  ratio: number,
  sd: number,
  whose: string,
): readonly Level[] {
  return cars
    .filter((car) => car.mode === 'car' && car.region === region && car.vehicleClass === undefined)
    .map((car): Level => {
      const widened = (bound: Line, sign: 1 | -1): Line =>
        bound.map((over) => Math.exp(sign * 1.96 * Math.hypot(sd, Math.log(over) / 1.96)))
      return {
        ...car,
        mode: 'taxi',
        values: times(car.values, ratio),
        lower: widened(car.lower, -1),
        upper: widened(car.upper, 1),
        spliced: spliced('surrogate'),
        seriesErrorShare: 0.9,
        quality: 'L',
        locator: `car × ${ratio.toFixed(3)}: ${whose}`,
      }
    })
}
