import { describe, expect, test } from 'vitest'
import { checkHousehold } from '../../src/estimate/check-household.ts'
import { type DemandRow, nothingStated } from '../../src/estimate/input.ts'

const stated = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({ value, unit, pointer })
const faultsOf = (city: object, demand: readonly DemandRow[] = []): readonly string[] =>
  checkHousehold({
    ...nothingStated('DE', 2023),
    city: { name: 'Town', country: 'DE', ...city },
    demand,
  }).map(({ code, pointer }) => `${code} ${pointer}`)

test.each([
  [1, true],
  [99, true],
  [100, false],
  [5000, false],
])('a population of %s: refused %s', (population, isRefused) => {
  expect(faultsOf({ population: stated(population, 'persons', '/city/population') })).toEqual(
    isRefused ? ['about-a-household /city/population'] : [],
  )
})

test.each([
  [1, true],
  [9, true],
  [10, false],
])('a row of %s vehicles: refused %s', (vehicles, isRefused) => {
  const row = {
    pointer: '/demand/0',
    mode: 'car' as const,
    vehicles: stated(vehicles, 'vehicles', '/demand/0/vehicles'),
  }
  expect(faultsOf({}, [row])).toEqual(isRefused ? ['about-a-household /demand/0/vehicles'] : [])
})

test('distance and energy have no floor: a road or a depot is no person', () => {
  const row = {
    pointer: '/demand/0',
    mode: 'bus' as const,
    vehicleDistance: stated(3, 'vkm', '/demand/0/vehicleDistance'),
  }
  expect(faultsOf({}, [row])).toEqual([])
})

describe('names', () => {
  test.each([
    'Household of J. Doe',
    'Familie Müller',
    'Hogar García',
    '12 Baker Street',
    'Hauptstraße 5',
    'Lindenweg 12a',
    'Calle Mayor 12',
    '14 rue de la Paix',
    'Rua das Flores 20',
    'Flat 3, Leeds',
    '中山路12号',
    '幸福家庭',
  ])('%s is none of a city', (name) => expect(faultsOf({ name })).toEqual(['about-a-household /city/name']))

  // Municipalities and districts that exist, with numbers, or with words that stand in addresses too.
  test.each([
    'Street',
    'Paris 12e Arrondissement',
    'Bezirk 7 Neubau',
    'Milton Keynes',
    '29 Palms',
    'Alameda',
    'Norderney',
    'Braunschweig',
    'Schleswig',
    'Avenue',
    'Ward 12',
    'District 9',
    'Drive',
    'Corso',
    'Straßberg',
    'Strasbourg',
    'Via',
    'Krakowskie Przedmieście',
    '西安',
    '道孚县',
    'Kota Bharu',
    'Distrito 2 Arganzuela',
    'Ulm',
    'Foyers',
    'Flat Rock',
    'Zürich (Kreis 4) / Langstrasse',
    'Mattenbach (Kreis 7) / Deutweg',
    'La Sagrada Família',
  ])('%s is', (name) => expect(faultsOf({ name })).toEqual([]))
})
