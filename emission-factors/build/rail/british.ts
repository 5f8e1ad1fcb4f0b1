import { constantLine, interpolated, lineOf, type Points, YEARS } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { meanOf } from '../levels/smooth.ts'
import { JrcTrains, LAST } from './jrc.ts'
import { type Origin, type TrainFigure, tractionShares } from './train.ts'

/** Net heat of a litre of diesel [kWh]: 43.0 MJ/kg (2006 IPCC Guidelines) × 0.835 kg/L. */
export const KWH_PER_L_DIESEL = 9.97
export const MJ_PER_KWH = 3.6
/** The last year before the pandemic, which is in no default. */
const YEAR = 2019
const MOST_DIESEL = 0.95

const REGION = 'GB'
const ORIGIN: Origin = {
  region: REGION,
  spliced: YEARS.map((year) => (year === YEAR ? 'published' : 'surrogate')),
  quality: 'M',
  sourceId: 'orr-rail-emissions',
  locator: 'main line as a whole, per car-km',
}

const evenBand = (half: number): Pick<TrainFigure, 'lower' | 'upper'> => ({
  lower: constantLine(1 - half),
  upper: constantLine(1 + half),
})

/**
 * The British main line by car-km: energy per electric and diesel car-km from grams per car-km over the factors of the
 * same year, car-km from the energy used, persons from passenger-km. Suburban and intercity trains are not told apart.
 */
export function britishTrains(figures: NationalFigures): readonly TrainFigure[] {
  return [...passengerTrains(figures), ...freightTrains(figures)]
}

function passengerTrains(figures: NationalFigures): readonly TrainFigure[] {
  const mode = 'rail' as const
  const get = (measure: string, powertrain = '', year?: number, of: string = mode): number =>
    figures.get({ measure, mode: of, ...(powertrain === '' ? {} : { powertrain }), region: REGION }, year)
  const before = (measure: string, powertrain: string): number =>
    get(measure, powertrain) / get('ratio-to-year-before', powertrain)
  const electricGwh = before('energy-used', 'electric') - get('energy-used', 'electric', YEAR, 'freight-rail')
  const dieselMl = before('fuel-used', 'diesel') - get('fuel-used', 'diesel', YEAR, 'freight-rail')
  const billionPkm = before('co2e-emitted', '') / get('co2e-per-pkm')
  const electricKwh = get('co2e-per-vkm', 'electric') / get('co2e-per-kwh', 'electric')
  const dieselKwh = (get('co2e-per-vkm', 'diesel') / get('co2e-per-l', 'diesel')) * KWH_PER_L_DIESEL
  const electricKm = electricGwh / electricKwh
  const dieselKm = (dieselMl * KWH_PER_L_DIESEL) / dieselKwh
  const dieselShare = dieselKm / (electricKm + dieselKm)
  const model = interpolated(complement(new JrcTrains(figures).electricShare(mode, REGION, 2)))
  const toPublished = dieselShare / (model[LAST - (YEARS[0] as number)] as number)
  const diesel = lineOf((year) =>
    year >= YEAR
      ? dieselShare
      : Math.min(MOST_DIESEL, (model[year - (YEARS[0] as number)] as number) * toPublished),
  )
  const level = (powertrain: 'electric' | 'diesel', kwh: number): TrainFigure => ({
    kind: 'energy-level',
    mode,
    powertrain,
    values: constantLine(kwh * MJ_PER_KWH),
    ...evenBand(0.15),
    ...ORIGIN,
  })
  return [
    level('electric', electricKwh),
    level('diesel', dieselKwh),
    ...tractionShares(
      'fleet-share',
      { mode },
      diesel.map((share) => 1 - share),
      { ...ORIGIN, locator: 'share of car-km in 2019-20, before by the trend of JRC-IDEES 2015' },
    ),
    {
      kind: 'occupancy',
      mode,
      values: constantLine((billionPkm * 1000) / (electricKm + dieselKm)),
      ...evenBand(0.18),
      ...ORIGIN,
      locator: 'persons in a car',
    },
  ]
}

const complement = (points: Points): Points => new Map([...points].map(([year, share]) => [year, 1 - share]))

/**
 * Energy per tonne-km by the regulator, mean of 2017-18 and 2019-20; energy of an electric and of a diesel train by
 * JRC-IDEES. The share of the two and the tonnes in a train follow.
 */
function freightTrains(figures: NationalFigures): readonly TrainFigure[] {
  const mode = 'freight-rail' as const
  const jrc = new JrcTrains(figures)
  const get = (measure: string, year: number, powertrain = ''): number =>
    figures.get({ measure, mode, ...(powertrain === '' ? {} : { powertrain }), region: REGION }, year)
  const perTkm = (energyOf: (year: number) => number): number =>
    meanOf([2017, 2019].map((year) => energyOf(year) / (get('distance', year) * 1000)))
  const electric = perTkm((year) => get('energy-used', year, 'electric'))
  const diesel = perTkm((year) => get('fuel-used', year, 'diesel') * KWH_PER_L_DIESEL)
  const trains = {
    electric: jrc.raw(mode, 'electric', REGION).get(LAST) as number,
    diesel: jrc.raw(mode, 'diesel', REGION).get(LAST) as number,
  }
  const [electricKm, dieselKm] = [
    (electric * MJ_PER_KWH) / trains.electric,
    (diesel * MJ_PER_KWH) / trains.diesel,
  ]
  const level = (powertrain: 'electric' | 'diesel'): TrainFigure => ({
    kind: 'energy-level',
    mode,
    powertrain,
    values: constantLine(trains[powertrain]),
    ...evenBand(0.25),
    ...ORIGIN,
    locator: 'per train-km, JRC-IDEES 2015',
  })
  return [
    level('electric'),
    level('diesel'),
    ...tractionShares('fleet-share', { mode }, constantLine(electricKm / (electricKm + dieselKm)), {
      ...ORIGIN,
      locator: 'share of train-km: energy per tonne-km over energy per train-km',
    }),
    {
      kind: 'load',
      mode,
      values: constantLine(1 / (electricKm + dieselKm)),
      ...evenBand(0.2),
      ...ORIGIN,
      locator: 'tonnes in a train: energy per train-km over energy per tonne-km',
    },
  ]
}
