import { CATALOGUES } from '../words/catalogue.ts'
import { meaningsIn } from '../words/meaning.ts'
import { nearestFirst } from './nearest.ts'

const GROUPS = ['mode', 'carrier', 'powertrain', 'flow', 'setting'] as const
/** With so many words a list of all of them helps nobody. */
const MANY = 20
const MAX_NEAR = 5

/**
 * The accepted words that are nearest to what was typed: those that mean it, such as `car` for `Pkw`; where nobody knows the
 * name, those of nearest spelling, and of a long list only the first.
 */
export function nearestInMeaning(typed: string, words: readonly string[]): readonly string[] {
  const group = GROUPS.find((one) =>
    words.every((word) => Object.hasOwn(CATALOGUES.en.words, `${one}.${word}`)),
  )
  const meant =
    group && words.length > 0 ? meaningsIn(group, typed).filter((code) => words.includes(code)) : []
  if (meant.length > 0) return meant
  const near = nearestFirst(typed, words)
  return group && near.length > MANY ? near.slice(0, MAX_NEAR) : near
}

/** What people look for under another name, and where a request states it. */
const STATED_AT: readonly (readonly [where: string, names: string])[] = [
  [
    'demand[].vehicles',
    'cars registered, registered cars, registered vehicles, vehicles registered, fleet size, car stock',
  ],
  ['demand[].annualDistance', 'km per vehicle, km per car, mileage, annual mileage, distance per vehicle'],
  ['demand[].vehicleDistance', 'vkt, vmt, vkm, vehicle km, vehicle kilometres, vehicle miles'],
  ['demand[].passengerDistance', 'pkm, pkt, passenger km, passenger kilometres'],
  ['demand[].energy with demand[].carrier', 'fuel, fuel used, litres, liters, electricity used, consumption'],
  ['fuelSales[]', 'fuel sold, sales'],
  ['travel.modes[].tripShare', 'modal split, mode split, modal share, mode share, shares'],
  ['travel.tripsPerPersonPerDay', 'trip rate, trips per person, trips per day'],
  ['city.population', 'population, inhabitants, residents'],
  ['city.area', 'area, land area'],
  ['occupancy[].personsPerVehicle', 'occupancy rate, persons per car, persons per vehicle'],
  ['electricity.intensity', 'grid intensity, grid factor, carbon intensity'],
  ['period', 'year, date'],
]

const squeezed = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '')

const WHERE: ReadonlyMap<string, string> = new Map(
  STATED_AT.flatMap(([where, names]) => names.split(',').map((name) => [squeezed(name), where] as const)),
)

/** What to say of a field that there is not, with the one that its name means. */
export function noSuchField(name: string): string {
  const where = WHERE.get(squeezed(name.slice(0, 40)))
  return where === undefined ? 'There is no such field.' : `There is no such field; state it as ${where}.`
}
