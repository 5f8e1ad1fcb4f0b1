import type { Estimate } from '../estimate/estimate.ts'
import type { Parameter, Term } from '../estimate/parameter.ts'
import type { AnyRecord } from '../factors/record.ts'
import type { FactorKind } from '../factors/subject.ts'

/** The link of the chain that a term of a product belongs to. */
export type Link =
  | 'count' //     trips or vehicles, and what they are made of: inhabitants, rates, shares of trips
  | 'length' //    distance of a trip or of a vehicle
  | 'distance' //  distance as stated
  | 'counted' //   the part of it that belongs to the city
  | 'filling' //   persons or tonnes in a vehicle
  | 'fleet' //     share of a kind of vehicle
  | 'intensity' // energy or emissions per distance
  | 'speed'
  | 'curve' //     a curve read at a speed: intensity and speed in one
  | 'season'
  | 'energy' //    energy or fuel as stated
  | 'content' //   energy in a litre or kilogram
  | 'blend'
  | 'carbon' //    emissions per energy of a fuel
  | 'grid'
  | 'losses'
  | 'gwp'

export type LinkOf = (term: Pick<Term, 'parameter'>) => Link

const OF_KIND: Readonly<Partial<Record<AnyRecord['kind'], Link>>> = {
  'energy-intensity': 'intensity',
  'energy-intensity-in-mode': 'intensity',
  'energy-level': 'intensity',
  'class-index': 'intensity',
  'powertrain-index': 'intensity',
  'standard-index': 'intensity',
  'standard-mixture': 'intensity',
  'fuel-economy-index': 'intensity',
  'place-spread': 'intensity',
  'direct-factor': 'intensity',
  'fuel-factor': 'carbon',
  'net-calorific-value': 'content',
  density: 'content',
  'biofuel-share': 'blend',
  'grid-intensity': 'grid',
  'grid-gas-share': 'grid',
  'grid-life-cycle-share': 'grid',
  'grid-loss': 'losses',
  'fleet-share': 'fleet',
  'class-fleet-share': 'fleet',
  'utility-factor': 'fleet',
  occupancy: 'filling',
  'deadhead-share': 'filling',
  load: 'filling',
  'trip-rate': 'count',
  'trip-share': 'count',
  'trip-length': 'length',
  'annual-distance': 'length',
  gwp: 'gwp',
} satisfies Partial<Record<FactorKind, Link>>

/** By the pointer without the indices of rows. */
const OF_FIELD: Readonly<Record<string, Link>> = {
  '/city/population': 'count',
  '/demand/trips': 'count',
  '/demand/vehicles': 'count',
  '/demand/meanTripLength': 'length',
  '/demand/annualDistance': 'length',
  '/demand/passengerDistance': 'distance',
  '/demand/tonneDistance': 'distance',
  '/demand/vehicleDistance': 'distance',
  '/demand/energy': 'energy',
  '/demand/energyIntensity': 'intensity',
  '/demand/insideLength': 'counted',
  '/demand/insideShare': 'counted',
  '/demand/residentShare': 'counted',
  '/demand/cityShare': 'counted',
  '/travel/tripsPerPersonPerDay': 'count',
  '/travel/daysPerYear': 'count',
  '/travel/modes/tripShare': 'count',
  '/travel/modes/meanTripLength': 'length',
  '/travel/modes/insideShare': 'counted',
  '/fleet/distanceShare': 'fleet',
  '/fleet/energyIntensity': 'intensity',
  '/fleet/electricEnergyIntensity': 'intensity',
  '/fleet/utilityFactor': 'fleet',
  '/occupancy/personsPerVehicle': 'filling',
  '/loads/tonnesPerVehicle': 'filling',
  '/fuels/biofuelVolumeShare': 'blend',
  '/fuels/biofuelEnergyShare': 'blend',
  '/electricity/intensity': 'grid',
  '/electricity/lossShare': 'losses',
  '/fuelSales/quantity': 'energy',
}

/** Of parameters that are made under a key of their own. */
const OF_KEY: readonly (readonly [RegExp, Link])[] = [
  [/^days-of-travel$/, 'count'],
  [/^part-of-year$/, 'length'],
  [/^(inside-share:|counted-)/, 'counted'],
  [/^density-index:/, 'speed'],
  [/^(series|place):/, 'intensity'],
  [/^cold-index:/, 'season'],
  [/^energy-share:/, 'blend'],
  [/^(energy-per-|net-per-gross:)/, 'content'],
]

/** Tells of each term of an estimate which link of the chain it is. */
export function linksIn({ assumptions, parameters }: Pick<Estimate, 'assumptions' | 'parameters'>): LinkOf {
  const kinds = new Map(assumptions.map(({ parameter, record }) => [parameter.key, record.kind]))
  const known = new Map<string, Link>()
  const linkOf = (parameter: Parameter): Link => {
    const found = known.get(parameter.key)
    if (found) return found
    const link = find(parameter)
    known.set(parameter.key, link)
    return link
  }
  const find = (parameter: Parameter): Link => {
    const { key, origin, rule, unit, inputs = [] } = parameter
    if (origin === 'stated') return OF_FIELD[key.replace(/\/\d+/g, '')] ?? 'intensity'
    const byKey = OF_KEY.find(([pattern]) => pattern.test(key))?.[1]
    if (byKey) return byKey
    if (rule?.formula === 'cold-start-factor') return 'season'
    if (rule?.formula === 'hot-function') return unit === '1' ? 'speed' : 'curve'
    const kind = kinds.get(key)
    const ofKind = kind && OF_KIND[kind]
    if (ofKind) return ofKind
    const first = inputs.map((input) => parameters.get(input)).find((input) => input !== undefined)
    return first ? linkOf(first) : 'intensity'
  }
  return ({ parameter }) => linkOf(parameter)
}
