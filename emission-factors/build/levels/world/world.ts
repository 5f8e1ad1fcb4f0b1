import type { SpeedCurveRecord } from '../../../domain.ts'
import { listGroups } from '../../regions.ts'
import type { Level } from '../level.ts'
import type { NationalFigures } from '../national-figures.ts'
import { taxiLevels } from '../taxi.ts'
import { worldBuses } from './buses.ts'
import { worldCars } from './cars.ts'
import { worldTrucks, worldVans } from './goods.ts'
import { groupLevels, worldLevel } from './means.ts'
import { COUNTRIES, EUROPEAN_GROUPS, GROUPS, MEANS, REGIONS, WORLD } from './places.ts'
import { worldMopeds, worldTwoWheelers } from './two-wheelers.ts'

/** A country whose trucks and buses are Europe's mean. */
const EUROPEAN_MEAN = 'DE'
/** How far a taxi's ratio to a car lies from the mean of the two that are known [of the logarithm]. */
const TAXI_SD = 0.15

/** How a taxi stands to a car of its country, in Europe and in the United States. */
export interface TaxiRatios {
  readonly european: number
  readonly american: number
}

/**
 * Levels of countries outside Europe and the United States, of every group of countries, and of the world.
 *
 * @param national the levels of Europe and of the United States
 */
export function worldLevels(
  figures: NationalFigures,
  national: readonly Level[],
  taxi: TaxiRatios,
  curves: readonly SpeedCurveRecord[],
): readonly Level[] {
  const of = (region: string): readonly Level[] => national.filter((one) => one.region === region)
  const [european, american] = [of(EUROPEAN_MEAN), of('US')]
  const own = [...COUNTRIES, ...REGIONS].flatMap((region) => {
    const cars = worldCars(figures, region, american)
    const ratio = region === 'CA' ? taxi.american : Math.sqrt(taxi.european * taxi.american)
    const whose =
      region === 'CA' ? 'AFDC, ridesourcing over car' : 'mean of DESNZ (Europe) and AFDC (United States)'
    return [
      ...cars,
      ...worldVans(figures, region),
      ...worldTrucks(figures, region, european, american),
      ...worldBuses(figures, region, european, curves),
      ...worldTwoWheelers(figures, region),
      ...taxiLevels(cars, region, ratio, TAXI_SD, whose),
    ]
  })
  const known = [...national, ...own]
  const groups = GROUPS.filter((code) => !(REGIONS as readonly string[]).includes(code)).flatMap((code) =>
    groupLevels(figures, code, known, new Set(membersOf(known, code))),
  )
  const regions = own.filter((one) => (REGIONS as readonly string[]).includes(one.region))
  const world = worldLevel(WORLD, [...groups, ...regions]).filter(({ mode }) => mode !== 'moped')
  const scooters = world.find(({ mode, carrier }) => mode === 'motorcycle' && carrier === 'petrol')
  return [
    ...own,
    ...groups,
    ...world,
    // Only Europe and Japan tell mopeds apart: elsewhere they stand to the world's motorcycles as they do there.
    ...(scooters ? worldMopeds(figures, scooters) : []),
  ]
}

/**
 * The countries and regions whose levels make up that of a group; none for a country or a region with levels of its own. Until
 * one of a European group's countries has a level, all of Europe's stand for it.
 */
export function membersOf(levels: readonly Pick<Level, 'region'>[], region: string): readonly string[] {
  if (region === WORLD) return GROUPS
  const means = MEANS.find(([code]) => code === region)
  if (means) return means[1]
  if (!(EUROPEAN_GROUPS as readonly string[]).includes(region)) return []
  const having = new Set(levels.map((one) => one.region))
  const countriesOf = (code: string): readonly string[] =>
    MEMBERS.get(code)?.filter((country) => having.has(country)) ?? []
  const own = countriesOf(region)
  return own.length > 0 ? own : EUROPEAN_GROUPS.flatMap(countriesOf)
}

const MEMBERS = new Map(listGroups().map((group) => [group.code, group.members]))

/** Ride-hail drives as taxis do, of which more is known. */
export const rideHailLevels = (levels: readonly Level[]): readonly Level[] =>
  levels
    .filter(({ mode }) => mode === 'taxi')
    .map((one) => ({
      ...one,
      mode: 'ride-hail',
      quality: 'L',
      locator: `as taxis: ${one.locator}`,
    }))
