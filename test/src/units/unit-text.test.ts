import { describe, expect, test } from 'vitest'
import { type CanonicalUnit, toCanonical } from '../../../src/units/quantity.ts'
import { parseUnitText } from '../../../src/units/unit-text.ts'

describe('spellings beyond the catalogue', () => {
  test.each<[string, CanonicalUnit, number]>([
    // Scale words multiply.
    ['thousand trips', 'trips', 1e3],
    ['million vkm', 'vkm', 1e6],
    ['Billion passenger-kilometers', 'pkm', 1e9],
    ['bn vehicle miles', 'vkm', 1609344000],
    ['mln tkm', 'tkm', 1e6],
    ['million Btu', 'MJ', 1055.05585262],
    // Hyphens, middle dots, non-breaking hyphens and spaces all part words.
    ['t·km', 'tkm', 1],
    ['t-km', 'tkm', 1],
    ['veh\u2011km', 'vkm', 1],
    ['Vehicle Miles Travelled', 'vkm', 1.609344],
    ['vehicle miles traveled', 'vkm', 1.609344],
    ['pax-km', 'pkm', 1],
    ['metric ton km', 'tkm', 1],
    ['kilometers', 'km', 1],
    ['KILOMETRES', 'km', 1],
    // `per` is a slash.
    ['litres per 100 km', 'L/vkm', 0.01],
    ['l / 100 km', 'L/vkm', 0.01],
    ['miles per hour', 'km/h', 1.609344],
    ['trips per person per day', 'trips/person/day', 1],
    ['days per year', 'd/a', 1],
    ['per cent', 'share', 0.01],
    ['passengers per vehicle', 'persons/vehicle', 1],
    ['MJ per 1000 pkm', 'MJ/pkm', 0.001],
    // Gases: with or without a space, subscripts, any case.
    ['gCO2/km', 'g CO2/vkm', 1],
    ['g CO₂/vkm', 'g CO2/vkm', 1],
    ['kgCO2e/kWh', 'g CO2e/kWh', 1000],
    ['kg CO2-eq/kWh', 'g CO2e/kWh', 1000],
    ['tCO2/TJ', 'kg CO2/TJ', 1000],
    ['grams of CO2 per passenger km', 'g CO2/pkm', 1],
    ['g CO2/passenger/km', 'g CO2/pkm', 1],
    ['kg n2o/TJ', 'kg N2O/TJ', 1],
    ['kg CO2/short ton-mile', 'g CO2/tkm', 1000 / (0.90718474 * 1.609344)],
    // Gallons that say whose they are.
    ['mi/gal (US)', 'L/vkm', 3.785411784 / 1.609344],
    ['mi/gal(US)', 'L/vkm', 3.785411784 / 1.609344],
    ['miles per imperial gallon', 'L/vkm', 4.54609 / 1.609344],
    ['mpg (UK)', 'L/vkm', 4.54609 / 1.609344],
    ['m³', 'L', 1000],
    ['m^3', 'L', 1000],
  ])('%s', (unit, canonical, expected) => {
    expect(Math.abs(toCanonical(1, unit, [canonical]).value / expected - 1)).toBeLessThan(1e-14)
  })
})

test.each(['km/h/h/h', 'furlong', 'cal', 'kWH', 'km/', 'foo/bar', 'constructor', 'g CO3/km', 'km CO2', '2'])(
  'no meaning is made up for %s',
  (text) => {
    let parsed: unknown
    try {
      parsed = parseUnitText(text)
    } catch (refused) {
      expect(refused).toMatchObject({ code: 'quantity-malformed' })
    }
    expect(parsed).toBeUndefined()
  },
)
