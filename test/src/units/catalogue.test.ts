import { describe, expect, test } from 'vitest'
import { readQuantity, toCanonical, UNIT_CATALOGUE } from '../../../src/units/quantity.ts'

// Definitions, all exact but the last two, which are exact by the convention named.
const MILE_KM = 1.609344 // 1760 yards of 0.9144 m
const POUND_KG = 0.45359237
const SHORT_TON_T = 0.90718474 // 2000 lb
const LONG_TON_T = 1.0160469088 // 2240 lb
const US_GALLON_L = 3.785411784 // 231 cubic inches of 16.387064 mL
const IMPERIAL_GALLON_L = 4.54609
const KWH_MJ = 3.6 // 1000 W × 3600 s
const TOE_MJ = 41868 // 10 Gcal of the International Table calorie, 4.1868 J
const MMBTU_MJ = 1055.05585262 // 10⁶ International Table Btu

/** What one of each unit is in the canonical unit. */
const EXPECTED: Record<string, Record<string, number>> = {
  trips: { trips: 1, trip: 1 },
  km: {
    ...{ km: 1, kilometres: 1, m: 1 / 1000, metres: 1 / 1000, mi: MILE_KM, miles: MILE_KM },
    ...{ nmi: 1.852, 'nautical miles': 1.852 },
  },
  vkm: {
    ...{ vkm: 1, kvkm: 1e3, Mvkm: 1e6, Gvkm: 1e9, 'vehicle-km': 1, 'vehicle kilometres': 1, VKT: 1 },
    ...{ vmi: MILE_KM, kvmi: 1609.344, Mvmi: 1609344, Gvmi: 1609344000 },
    ...{ 'vehicle-mile': MILE_KM, 'vehicle miles': MILE_KM, VMT: MILE_KM },
  },
  pkm: {
    ...{ pkm: 1, kpkm: 1e3, Mpkm: 1e6, Gpkm: 1e9, 'passenger-km': 1, 'passenger kilometres': 1 },
    ...{ 'person-km': 1, PKT: 1, pmi: MILE_KM, kpmi: 1609.344, Mpmi: 1609344, Gpmi: 1609344000 },
    ...{ 'passenger-mile': MILE_KM, 'passenger miles': MILE_KM, 'person-mile': MILE_KM, PMT: MILE_KM },
  },
  tkm: {
    ...{ tkm: 1, ktkm: 1e3, Mtkm: 1e6, Gtkm: 1e9, 'tonne-km': 1, 'tonne kilometres': 1 },
    ...{ 'short-ton-km': SHORT_TON_T, 'tonne-mile': MILE_KM },
    ...{ 'short-ton-mile': SHORT_TON_T * MILE_KM, 'long-ton-mile': LONG_TON_T * MILE_KM },
  },
  MJ: {
    // Net is what a bare unit of energy means.
    ...{ 'MJ (net)': 1, 'kWh (net)': KWH_MJ, 'GWh (net)': 3.6e6, 'ktoe (net)': 41_868_000 },
    ...{ kJ: 1 / 1000, MJ: 1, GJ: 1e3, TJ: 1e6, PJ: 1e9 },
    ...{ Wh: KWH_MJ / 1000, kWh: KWH_MJ, MWh: 3600, GWh: 3.6e6, TWh: 3.6e9 },
    ...{ toe: TOE_MJ, ktoe: 41_868_000, Mtoe: 41_868_000_000 },
    // The therm is 100 000 Btu.
    ...{ therm: MMBTU_MJ / 10, Btu: MMBTU_MJ / 1e6, mmBtu: MMBTU_MJ },
  },
  // Gross energy keeps the size of its unit: how much of it is net depends on the fuel.
  'MJ (gross)': {
    ...{ 'MJ (gross)': 1, 'GJ (gross)': 1e3, 'TJ (gross)': 1e6, 'kWh (gross)': KWH_MJ },
    ...{ 'MWh (gross)': 3600, 'GWh (gross)': 3.6e6, 'TWh (gross)': 3.6e9 },
    ...{ 'toe (gross)': TOE_MJ, 'ktoe (gross)': 41_868_000, 'Mtoe (gross)': 41_868_000_000 },
    ...{ 'therm (gross)': MMBTU_MJ / 10, 'Btu (gross)': MMBTU_MJ / 1e6, 'mmBtu (gross)': MMBTU_MJ },
  },
  L: {
    ...{ L: 1, litres: 1, mL: 1 / 1000, kL: 1e3, ML: 1e6, m3: 1e3 },
    ...{ 'US gal': US_GALLON_L, 'gal (US)': US_GALLON_L, 'US gallon': US_GALLON_L },
    ...{ 'imp gal': IMPERIAL_GALLON_L, 'UK gal': IMPERIAL_GALLON_L, 'imperial gallon': IMPERIAL_GALLON_L },
  },
  kg: {
    ...{ g: 1 / 1000, kg: 1, Mg: 1e3, Gg: 1e6, t: 1e3, tonnes: 1e3, kt: 1e6, Mt: 1e9, lb: POUND_KG },
    ...{ 'short tons': 1000 * SHORT_TON_T, 'long tons': 1000 * LONG_TON_T },
  },
  // 1 m/s = 3600 m in an hour; the knot is a nautical mile in an hour.
  'km/h': { 'km/h': 1, kph: 1, 'm/s': 3.6, mph: MILE_KM, 'mi/h': MILE_KM, knots: 1.852 },
  share: { share: 1, '%': 1 / 100, percent: 1 / 100 },
  // A square mile is 1.609344² km², an acre 1/640 of it.
  km2: {
    km2: 1,
    'sq km': 1,
    ha: 0.01,
    hectares: 0.01,
    'sq mi': 2.589988110336,
    'square miles': 2.589988110336,
    mi2: 2.589988110336,
    acres: 0.0040468564224,
    m2: 1e-6,
  },
  'persons/km2': { 'persons/km2': 1, 'persons/ha': 100, 'persons/sq mi': 0.386102158542446 },
  persons: { persons: 1, people: 1, passengers: 1, inhabitants: 1 },
  vehicles: { vehicles: 1, vehicle: 1, veh: 1 },
  'km/vehicle/a': {
    ...{ 'km/vehicle/a': 1, 'km/vehicle/year': 1, 'km/a': 1, 'km/year': 1 },
    ...{
      'mi/vehicle/year': MILE_KM,
      'miles/vehicle/year': MILE_KM,
      'mi/year': MILE_KM,
      'miles/year': MILE_KM,
    },
  },
  'persons/vehicle': { 'persons/vehicle': 1, 'passengers/vehicle': 1, 'people/vehicle': 1, 'pkm/vkm': 1 },
  't/vehicle': {
    ...{ 't/vehicle': 1, 'kg/vehicle': 1 / 1000, 'lb/vehicle': POUND_KG / 1000 },
    ...{ 'short tons/vehicle': SHORT_TON_T, 'tkm/vkm': 1 },
  },
  'trips/person/day': { 'trips/person/day': 1, 'trips/capita/day': 1, 'trips/person/week': 1 / 7 },
  'd/a': { 'd/a': 1, 'days/year': 1, 'days/yr': 1 },
  'MJ/vkm': {
    ...energyPer({ vkm: 1, km: 1, mi: MILE_KM, vmi: MILE_KM, 'vehicle-mile': MILE_KM }),
    ...{ 'kWh/100km': KWH_MJ / 100, 'kWh/100mi': KWH_MJ / (100 * MILE_KM), 'MJ/100km': 1 / 100 },
    // 1 km for each kWh is 1 kWh for each km.
    ...{ 'km/kWh': KWH_MJ, 'mi/kWh': KWH_MJ / MILE_KM },
  },
  'MJ/pkm': {
    ...energyPer({ pkm: 1, pmi: MILE_KM, 'passenger-mile': MILE_KM }),
    'kWh/100pkm': KWH_MJ / 100,
  },
  'MJ/tkm': {
    ...energyPer({ tkm: 1, 'tonne-mile': MILE_KM, 'short-ton-mile': SHORT_TON_T * MILE_KM }),
    'kWh/100tkm': KWH_MJ / 100,
  },
  'L/vkm': {
    ...{ 'L/vkm': 1, 'L/km': 1, 'L/100km': 1 / 100, 'L/100vkm': 1 / 100, 'km/L': 1 },
    // 1 mile for each gallon is 3.785… L for each 1.609… km.
    ...{ 'mpg (US)': US_GALLON_L / MILE_KM, 'US mpg': US_GALLON_L / MILE_KM },
    ...{ 'mile/US gallon': US_GALLON_L / MILE_KM, 'US gal/vehicle-mile': US_GALLON_L / MILE_KM },
    ...{ 'mpg (imperial)': IMPERIAL_GALLON_L / MILE_KM, 'UK mpg': IMPERIAL_GALLON_L / MILE_KM },
    'mile/imperial gallon': IMPERIAL_GALLON_L / MILE_KM,
  },
  'kg/vkm': {
    ...{ 'kg/vkm': 1, 'kg/km': 1, 'g/km': 1 / 1000, 'g/vkm': 1 / 1000, 'g/mi': 1 / 1000 / MILE_KM },
    ...{ 'kg/mi': 1 / MILE_KM, 'kg/100km': 1 / 100, 'km/kg': 1, 'mi/kg': 1 / MILE_KM },
  },
  'MJ/kg': {
    ...{ 'MJ/kg': 1, 'kJ/g': 1, 'GJ/t': 1, 'TJ/Gg': 1, 'TJ/kt': 1, 'kWh/kg': KWH_MJ, 'toe/t': TOE_MJ / 1000 },
    'Btu/lb': MMBTU_MJ / 1e6 / POUND_KG,
  },
  'kg/L': { 'kg/L': 1, 'g/L': 1 / 1000, 'kg/m3': 1 / 1000, 't/m3': 1, 'lb/US gal': POUND_KG / US_GALLON_L },
  'kg CO2e/kg': { 'kg CO2e/kg': 1, 'g CO2e/g': 1, 't CO2e/t': 1 },
}

const GASES = ['CO2', 'CO2e', 'CH4', 'N2O'] as const
for (const gas of GASES) {
  EXPECTED[`g ${gas}/vkm`] = gasPer(gas, {
    vkm: 1,
    km: 1,
    mi: MILE_KM,
    vmi: MILE_KM,
    'vehicle-mile': MILE_KM,
  })
  EXPECTED[`g ${gas}/pkm`] = gasPer(gas, { pkm: 1, pmi: MILE_KM, 'passenger-mile': MILE_KM })
  EXPECTED[`g ${gas}/tkm`] = gasPer(gas, {
    ...{ tkm: 1, 'tonne-mile': MILE_KM, 'short-ton-mile': SHORT_TON_T * MILE_KM },
  })
  EXPECTED[`g ${gas}/kWh`] = gasPerEnergy(gas, KWH_MJ)
  // g/MJ is kg/GJ is 1000 kg/TJ.
  EXPECTED[gas === 'CO2e' ? 'g CO2e/MJ' : `kg ${gas}/TJ`] = gasPerEnergy(gas, gas === 'CO2e' ? 1 : 1000)
}

function energyPer(distancesKm: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(distancesKm).flatMap(([distance, km]) => [
      [`MJ/${distance}`, 1 / km],
      [`kWh/${distance}`, KWH_MJ / km],
      [`Wh/${distance}`, KWH_MJ / 1000 / km],
    ]),
  )
}

function gasPer(gas: string, distancesKm: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(distancesKm).flatMap(([distance, km]) => [
      [`g ${gas}/${distance}`, 1 / km],
      [`kg ${gas}/${distance}`, 1000 / km],
      [`lb ${gas}/${distance}`, (1000 * POUND_KG) / km],
    ]),
  )
}

/** @param perGramPerMj the canonical value of 1 g/MJ */
function gasPerEnergy(gas: string, perGramPerMj: number): Record<string, number> {
  const gramsPerMj = {
    [`g ${gas}/kWh`]: 1 / KWH_MJ,
    [`kg ${gas}/kWh`]: 1000 / KWH_MJ,
    [`kg ${gas}/MWh`]: 1 / KWH_MJ,
    [`t ${gas}/GWh`]: 1 / KWH_MJ,
    [`g ${gas}/MJ`]: 1,
    [`kg ${gas}/GJ`]: 1,
    [`kg ${gas}/TJ`]: 1 / 1000,
    [`t ${gas}/TJ`]: 1,
    [`lb ${gas}/MWh`]: POUND_KG / KWH_MJ,
    [`kg ${gas}/mmBtu`]: 1000 / MMBTU_MJ,
    [`g ${gas}/mmBtu`]: 1 / MMBTU_MJ,
  }
  return Object.fromEntries(Object.entries(gramsPerMj).map(([unit, value]) => [unit, value * perGramPerMj]))
}

describe.each(UNIT_CATALOGUE)('$canonical, $quantity', ({ canonical, units }) => {
  test('every unit listed has an expected number here, and the other way round', () => {
    expect([...units].sort()).toEqual(Object.keys(EXPECTED[canonical] ?? {}).sort())
  })

  test.each(units)('1 %s', (unit) => {
    const expected = EXPECTED[canonical]?.[unit] ?? Number.NaN
    const { value, unit: read } = toCanonical(1, unit, [canonical])
    expect(read).toBe(canonical)
    expect(Math.abs(value / expected - 1)).toBeLessThan(1e-14)
    expect(readQuantity(`1 ${unit}`, [canonical]).value).toBe(value)
  })

  test('the canonical unit is listed and leaves the value untouched', () => {
    expect(units).toContain(canonical)
    expect(toCanonical(0.1 + 0.2, canonical, [canonical])).toEqual({ value: 0.1 + 0.2, unit: canonical })
  })
})

test('a canonical unit is listed once', () => {
  const canonicals = UNIT_CATALOGUE.map(({ canonical }) => canonical)
  expect(new Set(canonicals).size).toBe(canonicals.length)
  expect([...canonicals].sort()).toEqual(Object.keys(EXPECTED).sort())
})
