/** Canonical gas units: a mass of one gas per distance or energy. */
type GasUnit<Per extends string> = `g ${'CO2' | 'CO2e' | 'CH4' | 'N2O'}/${Per}`

/** Numbers inside `src` have these units; every other unit is converted on input. */
export type CanonicalUnit =
  | 'trips'
  | 'km'
  | 'vkm'
  | 'pkm'
  | 'tkm'
  | 'MJ'
  | 'MJ (gross)'
  | 'L'
  | 'kg'
  | 'km/h'
  | 'share'
  | 'persons'
  | 'km2'
  | 'persons/km2'
  | 'persons/vehicle'
  | 't/vehicle'
  | 'trips/person/day'
  | 'd/a'
  | 'vehicles'
  | 'km/vehicle/a'
  | 'MJ/vkm'
  | 'L/vkm'
  | 'kg/vkm'
  | 'MJ/pkm'
  | 'MJ/tkm'
  | GasUnit<'vkm' | 'pkm' | 'tkm' | 'kWh'>
  | `kg ${'CO2' | 'CH4' | 'N2O'}/TJ`
  | 'MJ/kg'
  | 'kg/L'
  | 'g CO2e/MJ'
  | 'kg CO2e/kg'

/** The quantity that a canonical unit measures, and the spellings that callers may use. */
export interface CatalogueEntry {
  readonly quantity: string
  readonly canonical: CanonicalUnit
  /** Spellings to show. Callers may also use spaces, hyphens, plurals and `per` for `/`. */
  readonly units: readonly string[]
}

type Gas = 'CO2' | 'CO2e' | 'CH4' | 'N2O'
type Distance = 'vkm' | 'pkm' | 'tkm'

const GASES = ['CO2', 'CO2e', 'CH4', 'N2O'] as const satisfies readonly Gas[]
const DISTANCES = ['vkm', 'pkm', 'tkm'] as const satisfies readonly Distance[]
const TRAVELLERS = { vkm: 'vehicle', pkm: 'passenger', tkm: 'freight' } as const

const PER_DISTANCE = {
  vkm: ['vkm', 'km', 'mi', 'vmi', 'vehicle-mile'],
  pkm: ['pkm', 'pmi', 'passenger-mile'],
  tkm: ['tkm', 'tonne-mile', 'short-ton-mile'],
} as const satisfies Record<Distance, readonly string[]>

/** @param lists units separated by a comma and a space, because an array would need a line for each */
function entry(quantity: string, canonical: CanonicalUnit, ...lists: readonly string[]): CatalogueEntry {
  return { quantity, canonical, units: lists.flatMap((list) => list.split(', ')) }
}

function prefixed(unit: string): string {
  return ['', 'k', 'M', 'G'].map((prefix) => `${prefix}${unit}`).join(', ')
}

function energyPer(distance: Distance, more: string): CatalogueEntry {
  const units = ['MJ', 'kWh', 'Wh'].flatMap((energy) =>
    PER_DISTANCE[distance].map((per) => `${energy}/${per}`),
  )
  return entry(`energy per ${TRAVELLERS[distance]} distance`, `MJ/${distance}`, units.join(', '), more)
}

function gasPerDistance(gas: Gas, distance: Distance): CatalogueEntry {
  const units = ['g', 'kg', 'lb'].flatMap((mass) =>
    PER_DISTANCE[distance].map((per) => `${mass} ${gas}/${per}`),
  )
  return entry(`${gas} per ${TRAVELLERS[distance]} distance`, `g ${gas}/${distance}`, units.join(', '))
}

function gasPerEnergy(gas: Gas, of: string, canonical: CanonicalUnit): CatalogueEntry {
  const metric = `g ${gas}/kWh, kg ${gas}/kWh, kg ${gas}/MWh, t ${gas}/GWh, g ${gas}/MJ, kg ${gas}/GJ, kg ${gas}/TJ`
  const other = `t ${gas}/TJ, lb ${gas}/MWh, kg ${gas}/mmBtu, g ${gas}/mmBtu`
  return entry(`${gas} per ${of}`, canonical, metric, other)
}

/** Every unit that a caller may write, grouped by quantity. */
export const UNIT_CATALOGUE: readonly CatalogueEntry[] = [
  entry('trips', 'trips', 'trips, trip'),
  entry('distance of one trip', 'km', 'km, kilometres, m, metres, mi, miles, nmi, nautical miles'),
  entry(
    'vehicle distance',
    'vkm',
    `${prefixed('vkm')}, vehicle-km, vehicle kilometres, VKT`,
    `${prefixed('vmi')}, vehicle-mile, vehicle miles, VMT`,
  ),
  entry(
    'passenger distance',
    'pkm',
    `${prefixed('pkm')}, passenger-km, passenger kilometres, person-km, PKT`,
    `${prefixed('pmi')}, passenger-mile, passenger miles, person-mile, PMT`,
  ),
  entry(
    'freight distance',
    'tkm',
    `${prefixed('tkm')}, tonne-km, tonne kilometres, short-ton-km`,
    'tonne-mile, short-ton-mile, long-ton-mile',
  ),
  entry(
    'energy',
    'MJ',
    'MJ, kJ, GJ, TJ, PJ, Wh, kWh, MWh, GWh, TWh, toe, ktoe, Mtoe, therm, Btu, mmBtu',
    'MJ (net), kWh (net), GWh (net), ktoe (net)',
  ),
  entry(
    'energy of fuel by gross calorific value',
    'MJ (gross)',
    'MJ (gross), GJ (gross), TJ (gross), kWh (gross), MWh (gross), GWh (gross), TWh (gross)',
    'toe (gross), ktoe (gross), Mtoe (gross), therm (gross), Btu (gross), mmBtu (gross)',
  ),
  entry(
    'volume of fuel',
    'L',
    'L, litres, mL, kL, ML, m3',
    'US gal, gal (US), US gallon, imp gal, UK gal, imperial gallon',
  ),
  entry('mass of fuel', 'kg', 'kg, g, Mg, Gg, t, tonnes, kt, Mt, lb, short tons, long tons'),
  entry('speed', 'km/h', 'km/h, kph, m/s, mph, mi/h, knots'),
  entry('share', 'share', 'share, %, percent'),
  entry('persons', 'persons', 'persons, people, passengers, inhabitants'),
  entry('area', 'km2', 'km2, sq km, ha, hectares, sq mi, square miles, mi2, acres, m2'),
  entry('density of population', 'persons/km2', 'persons/km2, persons/ha, persons/sq mi'),
  entry('vehicles', 'vehicles', 'vehicles, vehicle, veh'),
  entry('occupancy', 'persons/vehicle', 'persons/vehicle, passengers/vehicle, people/vehicle, pkm/vkm'),
  entry('load', 't/vehicle', 't/vehicle, kg/vehicle, lb/vehicle, short tons/vehicle, tkm/vkm'),
  entry('trip rate', 'trips/person/day', 'trips/person/day, trips/capita/day, trips/person/week'),
  entry('days in a year', 'd/a', 'd/a, days/year, days/yr'),
  entry(
    'distance of a vehicle in a year',
    'km/vehicle/a',
    'km/vehicle/a, km/vehicle/year, km/a, km/year',
    'mi/vehicle/year, miles/vehicle/year, mi/year, miles/year',
  ),
  energyPer('vkm', 'kWh/100km, kWh/100mi, MJ/100km, km/kWh, mi/kWh'),
  energyPer('pkm', 'kWh/100pkm'),
  energyPer('tkm', 'kWh/100tkm'),
  entry(
    'volume of fuel per vehicle distance',
    'L/vkm',
    'L/vkm, L/km, L/100km, L/100vkm, km/L',
    'mpg (US), US mpg, mile/US gallon, US gal/vehicle-mile',
    'mpg (imperial), UK mpg, mile/imperial gallon',
  ),
  entry(
    'mass of fuel per vehicle distance',
    'kg/vkm',
    'kg/vkm, kg/km, g/km, g/vkm, g/mi, kg/mi, kg/100km, km/kg, mi/kg',
  ),
  ...DISTANCES.flatMap((distance) => GASES.map((gas) => gasPerDistance(gas, distance))),
  ...(['CO2', 'CH4', 'N2O'] as const).map((gas) => gasPerEnergy(gas, 'fuel energy', `kg ${gas}/TJ`)),
  gasPerEnergy('CO2e', 'fuel energy', 'g CO2e/MJ'),
  ...GASES.map((gas) => gasPerEnergy(gas, 'electricity', `g ${gas}/kWh`)),
  entry('net calorific value', 'MJ/kg', 'MJ/kg, kJ/g, GJ/t, TJ/Gg, TJ/kt, kWh/kg, toe/t, Btu/lb'),
  entry('density', 'kg/L', 'kg/L, g/L, kg/m3, t/m3, lb/US gal'),
  entry('global warming potential', 'kg CO2e/kg', 'kg CO2e/kg, g CO2e/g, t CO2e/t'),
]
