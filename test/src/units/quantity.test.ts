import { describe, expect, test } from 'vitest'
import {
  type CanonicalUnit,
  QuantityRefused,
  readQuantity,
  toCanonical,
} from '../../../src/units/quantity.ts'

type Accepted = readonly [CanonicalUnit, ...CanonicalUnit[]]

const INTENSITY: Accepted = ['MJ/vkm', 'L/vkm', 'kg/vkm']

function refusalOf(read: () => unknown): QuantityRefused {
  try {
    read()
  } catch (refused) {
    if (refused instanceof QuantityRefused) return refused
    throw refused
  }
  throw new Error('nothing was refused')
}

describe('what a caller types', () => {
  test('a bare number is in the first accepted unit', () => {
    expect(readQuantity(9.2, ['km'])).toEqual({ value: 9.2, unit: 'km' })
    expect(readQuantity(0, INTENSITY)).toEqual({ value: 0, unit: 'MJ/vkm' })
  })

  test.each<[string, Accepted, number, CanonicalUnit]>([
    ['5.7 mi', ['km'], 5.7 * 1.609344, 'km'],
    ['120 million vkm', ['vkm'], 120e6, 'vkm'],
    // 6.5 L over 100 km
    ['6.5 L/100km', INTENSITY, 0.065, 'L/vkm'],
    // 18 × 3.6 MJ over 100 km
    ['18 kWh/100km', INTENSITY, 0.648, 'MJ/vkm'],
    ['0.9 kg/100km', INTENSITY, 0.009, 'kg/vkm'],
    // 4.54609 L for 41 × 1.609344 km
    ['41 mpg (imperial)', INTENSITY, 4.54609 / (41 * 1.609344), 'L/vkm'],
    // 3.785411784 L for 41 × 1.609344 km: the same car would use 17 % less
    ['41 mpg (US)', INTENSITY, 3.785411784 / (41 * 1.609344), 'L/vkm'],
    ['20 km/L', INTENSITY, 0.05, 'L/vkm'],
    // 3.6 MJ for 4 × 1.609344 km
    ['4 mi/kWh', INTENSITY, 3.6 / (4 * 1.609344), 'MJ/vkm'],
    ['233 g CO2/kWh', ['g CO2/kWh', 'g CO2e/kWh'], 233, 'g CO2/kWh'],
    ['0.233 kg CO2e/kWh', ['g CO2/kWh', 'g CO2e/kWh'], 233, 'g CO2e/kWh'],
    // 154 × 10³ × 41.868 GJ
    ['154 ktoe', ['MJ', 'L', 'kg'], 6_447_672_000, 'MJ'],
    ['8 %', ['share'], 0.08, 'share'],
    ['28 km/h', ['km/h'], 28, 'km/h'],
    ['2.6 trips/person/day', ['trips/person/day'], 2.6, 'trips/person/day'],
    ['310 thousand vehicles', ['vehicles'], 310_000, 'vehicles'],
    ['11 900 km', ['km/vehicle/a', 'km'], 11_900, 'km'],
    ['7400 miles per year', ['km/vehicle/a', 'km'], 7400 * 1.609344, 'km/vehicle/a'],
    ['3,727,391,614 vmi', ['vkm'], 3727391614 * 1.609344, 'vkm'],
    // Two kinds of marks can mean one thing only: 3412.3 million.
    ['3,412.3 million vmi', ['vkm'], 3412.3e6 * 1.609344, 'vkm'],
    ['1.234,5 Mio. vkm', ['vkm'], 1234.5e6, 'vkm'],
    // A comma with one digit behind it is no mark of thousands.
    ['3,5 km', ['km'], 3.5, 'km'],
    ['3.727.391 vkm', ['vkm'], 3_727_391, 'vkm'],
    // The field says who moves.
    ['3.3 million km', ['vkm'], 3.3e6, 'vkm'],
    ['5 miles', ['pkm'], 5 * 1.609344, 'pkm'],
    // The field says that it is of one vehicle, or of one trip.
    ['9500 vkm', ['km/vehicle/a', 'km'], 9500, 'km'],
    ['9.2 pkm', ['km'], 9.2, 'km'],
    ['9.2 km/trip', ['km'], 9.2, 'km'],
    ['5.7 vmi', ['km'], 5.7 * 1.609344, 'km'],
  ])('%s', (text, accepted, value, unit) => {
    const read = readQuantity(text, accepted)
    expect(read).toEqual({ value: read.value, unit, text })
    expect(Math.abs(read.value / value - 1)).toBeLessThan(1e-14)
  })

  test('minus nought is nought', () => {
    expect(Object.is(readQuantity(-0, ['km']).value, 0)).toBe(true)
    expect(Object.is(readQuantity('-0 km', ['km']).value, 0)).toBe(true)
  })
})

describe('what a publication prints', () => {
  test('may be negative: a credit', () => {
    expect(toCanonical(-4.5, 'kg CO2/GJ', ['kg CO2/TJ'])).toEqual({ value: -4500, unit: 'kg CO2/TJ' })
  })

  test.each<[number, string, Accepted, number]>([
    [69300, 'kg CO2/TJ', ['kg CO2/TJ'], 69300],
    [69.3, 't CO2/TJ', ['kg CO2/TJ'], 69300],
    [44.3, 'TJ/Gg', ['MJ/kg'], 44.3],
    [0.4, 'kg CO2/vehicle-mile', ['g CO2/vkm', 'g CO2e/vkm'], 400 / 1.609344],
    [0.2, 'kg CO2/short-ton-mile', ['g CO2/tkm'], 200 / (0.90718474 * 1.609344)],
    [818.3, 'lb CO2/MWh', ['g CO2/kWh'], 818.3 * 0.45359237],
  ])('%d %s', (value, unit, accepted, expected) => {
    expect(Math.abs(toCanonical(value, unit, accepted).value / expected - 1)).toBeLessThan(1e-14)
  })
})

describe('units with several meanings', () => {
  test.each<[string, Accepted, string[]]>([
    ['5 ton', ['kg'], ['tonne', 'short ton', 'long ton']],
    ['5 Tons', ['kg'], ['tonne', 'short ton', 'long ton']],
    ['5 mt', ['kg'], ['t', 'Mt']],
    ['5 gal', ['L'], ['US gal', 'imperial gal']],
    ['5 million gallons', ['L'], ['million US gal', 'million imperial gal']],
    ['41 mpg', INTENSITY, ['mpg (US)', 'mpg (imperial)']],
    ['41 MPG', INTENSITY, ['mpg (US)', 'mpg (imperial)']],
    ['41 miles per gallon', INTENSITY, ['miles/US gal', 'miles/imperial gal']],
    ['5 ton-miles', ['tkm'], ['tonne-mile', 'short-ton-mile', 'long-ton-mile']],
    ['5 ton km', ['tkm'], ['tonne-km', 'short-ton-km', 'long-ton-km']],
    [
      '5 kg CO2/ton-mile',
      ['g CO2/tkm'],
      ['kg CO2/tonne-mile', 'kg CO2/short-ton-mile', 'kg CO2/long-ton-mile'],
    ],
    ['5 ton CO2/TJ', ['kg CO2/TJ'], ['tonne CO2/TJ', 'short ton CO2/TJ', 'long ton CO2/TJ']],
    ['5 M vkm', ['vkm'], ['million vkm', 'thousand vkm']],
    ['5 m vkm', ['vkm'], ['million vkm', 'thousand vkm']],
    ['5 MM vkm', ['vkm'], ['million vkm']],
    ['5 k trips', ['trips'], ['thousand trips']],
    ['5 B pkm', ['pkm'], ['billion pkm']],
    ['5 MBtu', ['MJ'], ['thousand Btu', 'mmBtu']],
    ['18 kWh/100km', ['MJ/vkm', 'MJ/pkm'], ['kWh/100 vkm', 'kWh/100 pkm']],
    ['5 g CO2/mi', ['g CO2/vkm', 'g CO2/pkm', 'g CO2/tkm'], ['g CO2/vmi', 'g CO2/pmi', 'g CO2/tonne-mile']],
  ])('%s', (text, accepted, candidates) => {
    const refused = refusalOf(() => readQuantity(text, accepted))
    expect(refused).toMatchObject({ code: 'unit-ambiguous', candidates })
    for (const candidate of candidates) expect(toCanonical(1, candidate, accepted).value).toBeGreaterThan(0)
  })
})

describe('units that are not known', () => {
  test.each<[string, Accepted, string]>([
    ['5 kilometrs', ['km'], 'kilometres'],
    ['5 KWH', ['MJ'], 'kWh'],
    ['5 Km', ['km'], 'km'],
    ['5 g CO2/vehicle-mil', ['g CO2/vkm'], 'g CO2/vehicle-mile'],
    ['5 cal', ['MJ'], 'kJ'],
    ['5 constructor', ['km'], 'metres'],
  ])('%s', (text, accepted, nearest) => {
    const refused = refusalOf(() => readQuantity(text, accepted))
    expect(refused.code).toBe('unit-unknown')
    expect(refused.candidates).toContain(nearest)
  })
})

// A prefix counts what it stands before: Mkm is 10^6 km (SI), as LIISA and other national tables head their columns.
test.each<[string, Accepted, string, number]>([
  ['5 Mkm', ['vkm'], 'million km', 1e6],
  ['5 Gkm', ['pkm'], 'billion km', 1e9],
  ['5 Mkm', ['tkm'], 'million tkm', 1e6],
  ['5 Mkm', ['vkm', 'pkm'], 'million vkm', 1e6],
  ['5 Mkm', ['km/vehicle/a', 'km'], 'million km', 1e6],
])('%s of %j is refused with %s', (text, accepted, candidate, value) => {
  const refused = refusalOf(() => readQuantity(text, accepted))
  expect(refused).toMatchObject({ code: 'unit-unknown', candidates: [candidate] })
  expect(readQuantity(`1 ${candidate}`, accepted).value).toBe(value)
})

test('Mkm in a list without a field is refused with the unit that moves', () => {
  expect(refusalOf(() => toCanonical(5, 'Mkm', ['vkm'])).candidates).toEqual(['million vkm'])
})

describe('units that measure something else', () => {
  test.each<[string, Accepted, readonly string[]]>([
    ['5 kg', ['km'], ['km']],
    ['5 km', ['trips'], ['trips']],
    ['5 million km', ['tkm'], ['tkm', 'tonne-mile']],
    ['5 km', ['vkm', 'pkm'], ['vkm', 'vmi', 'pkm', 'pmi']],
    ['5 pkm', ['vkm'], ['vkm']],
    ['5 MJ/km', ['MJ/pkm'], ['MJ/pkm']],
    ['5 MJ/mi', ['MJ/tkm'], ['MJ/tonne-mile']],
    ['5 g CO2e/km', ['g CO2/vkm'], ['g CO2/vkm']],
    ['5 g CO2/km', ['g CH4/vkm'], ['g CH4/vkm']],
    ['5 g/kWh', ['g CO2/kWh'], ['g CO2/kWh']],
    ['5 g CO2/km', ['kg/vkm'], ['kg/vkm']],
    ['5 kg CO2/t', ['kg CO2e/kg'], ['kg CO2e/kg']],
    ['5 vehicles/person', ['persons/vehicle'], ['persons/vehicle']],
    ['5 h/km', ['km/h'], ['km/h']],
    ['5 km/day', ['km/h'], ['km/h']],
    ['5 trips/person/year', ['trips/person/day'], ['trips/person/day']],
    ['5 vkm/g CO2', ['g CO2/vkm'], ['g CO2/vkm']],
    ['5 %', ['persons'], ['persons']],
  ])('%s', (text, accepted, candidates) => {
    expect(refusalOf(() => readQuantity(text, accepted))).toMatchObject({ code: 'unit-mismatch', candidates })
  })

  test('the detail names what is accepted, and the gas where only that is missing', () => {
    expect(refusalOf(() => toCanonical(1, 'kg', ['MJ', 'L'])).detail).toBe(
      "'kg' cannot be converted to MJ or L",
    )
    expect(refusalOf(() => toCanonical(1, 'g/km', ['g CO2/vkm'])).detail).toContain('name the gas')
  })
})

describe('texts that are no quantity', () => {
  test.each([
    '5',
    '5 million',
    '',
    'km',
    '2*3 km',
    '2+3 km',
    '5 km + 3 km',
    '5 km; 3',
    'sqrt(4) km',
    'x=3 km',
    'f(x)=x',
    '1e999 km',
    "import('fs')",
    "5 import('fs')",
    '__proto__',
    '5 __proto__',
    '5 __proto__ km',
    '5 km.constructor()!',
    '5 [km]',
    '5 km to mi=1',
    '5 -km',
    '5 km-',
    '5 km--h',
    '5 /km',
    '5 2 km',
    '5 µkm',
    '5 km\u0000',
    '5 km\nkm',
    '\u22125 km',
    'NaN km',
    'Infinity km',
    '3,727 km',
    `5 ${'k'.repeat(80)}`,
    `${'1'.repeat(400)} km`,
  ])('%j', (text) => {
    expect(refusalOf(() => readQuantity(text, ['km'])).code).toBe('quantity-malformed')
  })

  test('numbers that are not finite', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(refusalOf(() => readQuantity(value, ['km'])).code).toBe('quantity-malformed')
      expect(refusalOf(() => toCanonical(value, 'km', ['km'])).code).toBe('quantity-malformed')
    }
  })

  test('values of another type, which a cast may let through', () => {
    for (const value of [null, undefined, {}, [], true, 5n]) {
      expect(refusalOf(() => readQuantity(value as never, ['km'])).code).toBe('quantity-malformed')
      expect(refusalOf(() => toCanonical(1, value as never, ['km'])).code).toBe('unit-unknown')
    }
  })
})

describe('quantities out of range', () => {
  test.each<[string | number, Accepted]>([
    [-1, ['km']],
    ['-1 km', ['km']],
    ['-0.001 mpg (US)', INTENSITY],
    ['0 mpg (US)', INTENSITY],
    ['0 km/L', INTENSITY],
    ['1e308 Gpkm', ['pkm']],
    ['1e-320 km/L', INTENSITY],
  ])('%s', (input, accepted) => {
    expect(refusalOf(() => readQuantity(input, accepted)).code).toBe('quantity-out-of-range')
  })
})

test.each([
  ['61 million', 'trips', 61e6],
  ['310 thousand', 'vehicles', 310e3],
  ['1.2 mn', 'persons', 1.2e6],
  // 万 is 10^4, 亿 10^8, a lakh 10^5, a crore 10^7.
  ['61 Millionen', 'trips', 61e6],
  ['61 milhões', 'trips', 61e6],
  ['6.1万', 'vehicles', 61_000],
  ['0.61亿', 'trips', 61e6],
  ['6.1 lakh', 'vehicles', 610_000],
  ['6.1 crore', 'trips', 61e6],
] as const)('what is only counted needs no unit after a number word: %s', (text, unit, value) => {
  expect(readQuantity(text, [unit])).toMatchObject({ value, unit })
  // A distance may be of vehicles, passengers or tonnes.
  expect(refusalOf(() => readQuantity(text, ['vkm'])).code).toBe('quantity-malformed')
})

test.each([
  ['3.3 Millionen km', 'vkm', 3.3e6],
  ['3,3 Millionen km', 'vkm', 3.3e6],
  ['1.2 milliards km', 'vkm', 1.2e9],
  ['2 mil millones de km', 'vkm', 2e9],
  ['12亿 vkm', 'vkm', 1.2e9],
  ['120 crore km', 'vkm', 1.2e9],
  ['61.125 Millionen trips', 'trips', 61_125_000],
] as const)(
  'number words of other languages count before a unit, with a point as with a comma: %s',
  (text, unit, value) => {
    expect(readQuantity(text, [unit])).toMatchObject({ value, unit })
  },
)

test.each([
  ['41.237 trips', 'trips', ['41237 trips', '41.237 thousand trips']],
  ['1.234 vehicles', 'vehicles', ['1234 vehicles', '1.234 thousand vehicles']],
] as const)('a count with a point and three digits is asked about: %s', (text, unit, candidates) => {
  expect(refusalOf(() => readQuantity(text, [unit]))).toMatchObject({
    code: 'quantity-malformed',
    candidates,
  })
})

test.each([
  ['41.237 thousand trips', 'trips', 41_237],
  ['0.125 trips', 'trips', 0.125],
  ['1.234 km', 'km', 1.234],
  ['2,5 Mio.', 'trips', 2.5e6],
] as const)('and this is not: %s', (text, unit, value) => {
  expect(readQuantity(text, [unit])).toMatchObject({ value, unit })
})

test('published units are taken by their words alone, whatever the field', () => {
  expect(refusalOf(() => toCanonical(1, 'million km', ['vkm'])).code).toBe('unit-mismatch')
  expect(refusalOf(() => toCanonical(1, 'vkm', ['km'])).code).toBe('unit-mismatch')
})

test('nothing of Object or globalThis is reachable through a unit', () => {
  const names = [Object.prototype, Function.prototype, Map.prototype, globalThis]
    .flatMap((owner) => Object.getOwnPropertyNames(owner))
    .filter((name) => name.length < 60)
  for (const name of names) {
    for (const text of [name, `${name} km`, `km/${name}`, `g ${name}/km`, `million ${name}`]) {
      const { code } = refusalOf(() => readQuantity(`1 ${text}`, ['km', 'g CO2/vkm']))
      expect(['unit-unknown', 'quantity-malformed']).toContain(code)
    }
  }
})

test('a refusal says its code and detail in one message', () => {
  const refused = refusalOf(() => readQuantity(-1, ['km']))
  expect(refused.message).toBe('quantity-out-of-range: -1 is negative')
  expect(refused.name).toBe('QuantityRefused')
  expect('candidates' in refused).toBe(false)
})

// An acre is 1/640 of a square mile of 1.609344² km².
test.each([
  ['136402 ac', 136_402 * (1.609344 ** 2 / 640)],
  ['552 sq. km', 552],
  ['552 sqkm', 552],
  ['213 sq. mi', 213 * 1.609344 ** 2],
  ['213 sqmi', 213 * 1.609344 ** 2],
])('%s is an area as offices shorten it', (text, km2) => {
  expect(readQuantity(text, ['km2']).value).toBeCloseTo(km2, 9)
})
