import type { Mode, VehicleClass } from '../../domain.ts'
import { constantLine, interpolated, type Line, lineOf, type Points, times, YEARS } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { MJ_PER_KWH } from './british.ts'
import { type Origin, steady, type TrainFigure, tractionShares } from './train.ts'

/** Energy of a diesel car-km over that of an electric one: the British main line, 2021-22. */
const DIESEL_OVER_ELECTRIC = 3.01
/** Net over gross heat of diesel: Transportation Energy Data Book. */
const NET_OVER_GROSS = 0.9279
const KJ_PER_MJ = 1000
/** The tractions of India in 2005, from which the electrified share of route carries them. */
const BASE_YEAR = 2005

type Figured = Pick<TrainFigure, 'lower' | 'upper'>
const evenBand = (half: number): Figured => ({
  lower: constantLine(1 - half),
  upper: constantLine(1 + half),
})
const originOf = (region: string, sourceId: string, locator: string, quality: 'M' | 'L' = 'L'): Origin => ({
  region,
  spliced: YEARS.map(() => 'surrogate'),
  quality,
  sourceId,
  locator,
})

/**
 * Trains of the United States by car-km: energy per passenger-mile times persons per car. What two tractions use together
 * is split by the British ratio of a diesel car to an electric one. Its freight trains burn diesel.
 */
export function americanTrains(figures: NationalFigures): readonly TrainFigure[] {
  const region = 'US'
  const points = (measure: string, vehicleClass: string, powertrain = ''): Points =>
    figures.points({
      measure,
      mode: 'rail',
      vehicleClass,
      ...(powertrain === '' ? {} : { powertrain }),
      region,
    })
  const classes = (['commuter', 'intercity'] as const).map((vehicleClass) => ({
    vehicleClass: vehicleClass as VehicleClass | undefined,
    electric: interpolated(points('energy-per-all-vkm', vehicleClass, 'electric')),
    diesel: interpolated(points('energy-per-all-vkm', vehicleClass, 'diesel')),
    persons: interpolated(points('occupancy', vehicleClass)),
    distance: interpolated(points('distance', vehicleClass)),
  }))
  const mean = (of: 'electric' | 'diesel' | 'persons'): Line =>
    lineOf((year) => {
      const index = year - (YEARS[0] as number)
      const sum = (weigh: (one: (typeof classes)[number]) => number): number =>
        classes.reduce((total, one) => total + weigh(one), 0)
      return (
        sum((one) => (one[of][index] as number) * (one.distance[index] as number)) /
        sum((one) => one.distance[index] as number)
      )
    })
  const all = {
    vehicleClass: undefined,
    electric: mean('electric'),
    diesel: mean('diesel'),
    persons: mean('persons'),
  }
  return [
    ...[...classes, all].flatMap(({ vehicleClass, electric, diesel, persons }) => {
      const of = { mode: 'rail' as const, ...(vehicleClass === undefined ? {} : { vehicleClass }) }
      const share = electric.map((energy, index) => {
        const asDiesel = energy * DIESEL_OVER_ELECTRIC
        return asDiesel / (asDiesel + (diesel[index] as number))
      })
      const origin = originOf(
        region,
        `heavy-rail-us-${vehicleClass ?? 'commuter'}-electric`,
        'per car-km of its traction; both tractions split by the British ratio',
        'M',
      )
      return [
        level('electric', of, dividedBy(electric, share), 0.15, origin),
        level(
          'diesel',
          of,
          dividedBy(
            diesel,
            share.map((one) => 1 - one),
          ),
          0.15,
          {
            ...origin,
            sourceId: `heavy-rail-us-${vehicleClass ?? 'commuter'}-diesel`,
          },
        ),
        ...tractionShares(vehicleClass === undefined ? 'fleet-share' : 'class-fleet-share', of, share, {
          ...origin,
          locator: 'share of car-km: energy of both tractions at the British ratio',
        }),
        {
          kind: 'occupancy' as const,
          ...of,
          values: persons,
          ...certain,
          ...origin,
          sourceId: `heavy-rail-us-${vehicleClass ?? 'commuter'}-persons`,
          locator: 'persons in a car',
          note: DERIVED,
        },
      ]
    }),
    ...americanFreight(figures, region),
  ]
}

const dividedBy = (line: Line, by: Line): Line => line.map((value, index) => value / (by[index] as number))

/** Energy per car-km was made of energy per person and these persons: one of the two holds the interval. */
const DERIVED =
  'Energy per vehicle-km over energy per person: what is not known of the two stands in the interval of the energy.'
const certain: Figured = evenBand(0)

const level = (
  powertrain: 'electric' | 'diesel',
  of: { readonly mode: Mode; readonly vehicleClass?: VehicleClass },
  values: Line,
  half: number,
  origin: Origin,
): TrainFigure => ({
  kind: 'energy-level',
  ...of,
  powertrain,
  values: steady(values),
  ...evenBand(half),
  ...origin,
})

function americanFreight(figures: NationalFigures, region: string): readonly TrainFigure[] {
  const mode = 'freight-rail' as const
  const tonnes = figures.get({ measure: 'load', mode, region })
  const perTkm = interpolated(
    figures.points({ measure: 'energy-per-tkm', mode, powertrain: 'diesel', region }),
  )
  const origin = originOf(
    region,
    'bts-rail',
    'per train-km: energy per tonne-km times tonnes in a train',
    'M',
  )
  return [
    level('diesel', { mode }, times(perTkm, (NET_OVER_GROSS / KJ_PER_MJ) * tonnes), 0.12, origin),
    ...tractionShares('fleet-share', { mode }, constantLine(0), {
      ...origin,
      locator: 'Class I railways burn diesel',
    }),
    {
      kind: 'load',
      mode,
      values: constantLine(tonnes),
      ...certain,
      ...originOf(region, 'heavy-rail-ucd-us', 'tonnes in a train'),
      note: DERIVED,
    },
  ]
}

/**
 * Trains of India: the energy of 2005 times the load of the year; the share of electric traction follows the electrified
 * share of route, 1 − (1 − route)^k with k from 2005.
 */
export function indianTrains(figures: NationalFigures): readonly TrainFigure[] {
  const region = 'IN'
  const route = figures.points({ measure: 'electrified-share', mode: 'rail', region })
  const base = route.get(BASE_YEAR) as number
  return (['rail', 'freight-rail'] as const).flatMap((mode) => {
    const kind = mode === 'rail' ? ('occupancy' as const) : ('load' as const)
    const filled = interpolated(figures.points({ measure: kind, mode, region }))
    const before = filled[BASE_YEAR - (YEARS[0] as number)] as number
    const share = figures.get({ measure: 'distance-share', mode, powertrain: 'electric', region })
    const exponent = Math.log(1 - share) / Math.log(1 - base)
    const electric = interpolated(new Map([...route].map(([year, one]) => [year, 1 - (1 - one) ** exponent])))
    const origin = originOf(region, 'heavy-rail-ucd-in', 'per train-km of 2005, times the load of the year')
    const energy = (powertrain: 'electric' | 'diesel'): Line =>
      times(filled, figures.get({ measure: 'energy-per-vkm', mode, powertrain, region }) / before)
    return [
      level('electric', { mode }, energy('electric'), 0.4, origin),
      level('diesel', { mode }, energy('diesel'), 0.4, origin),
      ...tractionShares('fleet-share', { mode }, electric, {
        ...origin,
        sourceId: 'heavy-rail-in-route',
        locator: 'electrified share of route, exponent from the tractions of 2005',
      }),
      {
        kind,
        mode,
        values: filled,
        ...evenBand(0.15),
        ...origin,
        sourceId: 'heavy-rail-in',
        locator: mode === 'rail' ? 'persons in a train' : 'tonnes in a train',
      },
    ]
  })
}

/** Trains of which one figure of each traction is known, and the share of electric ones in some years. */
export function simpleTrains(
  figures: NationalFigures,
  region: string,
  mode: 'rail' | 'freight-rail',
  sourceId: string,
  half: number,
  ofShare = sourceId,
): readonly TrainFigure[] {
  const known = (powertrain: 'electric' | 'diesel'): number | undefined =>
    figures.list({ measure: 'energy-per-vkm', mode, powertrain, region })[0]?.value
  const [electric, diesel] = [known('electric'), known('diesel')]
  const shares = figures.points({ measure: 'distance-share', mode, powertrain: 'electric', region })
  const kind = mode === 'rail' ? ('occupancy' as const) : ('load' as const)
  const origin = originOf(region, sourceId, 'per train-km')
  return [
    ...(electric === undefined ? [] : [level('electric', { mode }, constantLine(electric), half, origin)]),
    ...(diesel === undefined ? [] : [level('diesel', { mode }, constantLine(diesel), half, origin)]),
    ...tractionShares('fleet-share', { mode }, shares.size > 0 ? interpolated(shares) : constantLine(0), {
      ...origin,
      sourceId: ofShare,
      locator: 'share of train-km',
    }),
    {
      kind,
      mode,
      values: constantLine(figures.get({ measure: kind, mode, region })),
      ...evenBand(Math.min(0.4, half)),
      ...origin,
      locator: mode === 'rail' ? 'persons in a train' : 'tonnes in a train',
    },
  ]
}

/** Energy per vehicle-km that a figure gives per person of its own country [MJ/vkm]. */
export function trolleybusOfUnitedStates(figures: NationalFigures): readonly TrainFigure[] {
  const of = { mode: 'trolleybus', region: 'US' } as const
  const persons = figures.get({ measure: 'occupancy', ...of })
  const perPkm = figures.get({ measure: 'energy-per-pkm', ...of, powertrain: 'electric' })
  const origin = originOf('US', 'ntd-other', 'energy per passenger-km times persons in a bus', 'M')
  return [
    level('electric', { mode: 'trolleybus' }, constantLine(perPkm * persons * MJ_PER_KWH), 0.2, origin),
    {
      kind: 'occupancy',
      mode: 'trolleybus',
      values: constantLine(persons),
      ...certain,
      ...origin,
      locator: 'persons in a bus',
      note: DERIVED,
    },
  ]
}
