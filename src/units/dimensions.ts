import type { Unit } from 'mathjs'
// The one-file build of the package: the module build takes eight times as long to start and three times the memory.
import mathjs from 'mathjs/lib/browser/math.js'

const { create, createUnitDependencies, unitDependencies } = mathjs

// A private instance: no other instance knows the units made here, and it contains nothing that evaluates text.
const math = create({ ...createUnitDependencies, ...unitDependencies })

/**
 * These have their own dimensions. As plain numbers, g CO2/vkm × pkm would give grams, CH4 could be added to CO2, and
 * a mass of fuel would count as a mass of freight.
 */
const BASE_UNITS = [
  'vehicle',
  'passenger',
  'cargo',
  'trip',
  'share',
  // Energy by gross calorific value: what turns it into net energy depends on the fuel.
  'grossHeat',
  'gasCO2',
  'gasCO2e',
  'gasCH4',
  'gasN2O',
  // Not the SI day: km/day is not the speed of a vehicle, and days/year is not a plain number.
  'serviceDay',
  'serviceYear',
] as const

/** Units that mathjs lacks, or has under a name with more than one meaning. */
const DERIVED_UNITS: readonly (readonly [name: string, definition: string])[] = [
  // NIST Handbook 44, appendix C: 231 cubic inches.
  ['usGallon', '3.785411784 L'],
  // UK Weights and Measures Act 1985, schedule 1.
  ['imperialGallon', '4.54609 L'],
  // 2000 and 2240 avoirdupois pounds of exactly 0.45359237 kg.
  ['shortTon', '907.18474 kg'],
  ['longTon', '1016.0469088 kg'],
  ['nauticalMile', '1852 m'],
  // International Energy Agency: 10 Gcal of the International Table calorie, 4.1868 J.
  ['toe', '41.868 GJ'],
  ['ktoe', '1000 toe'],
  ['Mtoe', '1000000 toe'],
  // International Table Btu. The therm is 100 000 of them (UK, EC); the US therm is 0.024 % smaller.
  ['btuIT', '1055.05585262 J'],
  ['mmBtu', '1000000 btuIT'],
  ['thermEC', '105.505585262 MJ'],
  // International yard and pound agreement, 1959: 43 560 square feet.
  ['internationalAcre', '4046.8564224 m^2'],
  // The prefixes of kvmi, Mvmi and Gvmi; mathjs gives the mile none.
  ['thousandMile', '1000 mile'],
  ['millionMile', '1000000 mile'],
  ['billionMile', '1000000000 mile'],
  ['hundredth', '0.01 share'],
  ['serviceWeek', '7 serviceDay'],
]

for (const name of BASE_UNITS) math.createUnit(name, { baseName: name.toUpperCase() })
for (const [name, definition] of DERIVED_UNITS) math.createUnit(name, { definition })

/**
 * One of a unit, with its dimensions.
 *
 * @param expression in mathjs spelling, built from the terms of this room and never from a caller's text
 */
export function measure(expression: string): Unit {
  return math.unit(1, expression)
}

export function sameDimension(a: Unit, b: Unit): boolean {
  return a.equalBase(b)
}

/**
 * How many of the unit `target` one `unit` is.
 *
 * Rounded to 15 significant digits, so that 1 g CO2/kWh is 1 g CO2/kWh and not 0.9999999999999999.
 */
export function ratio(unit: Unit, target: string): number {
  return Number(unit.toNumber(target).toPrecision(15))
}
