import { describe, expect, test } from 'vitest'
import { cityFacts, cityView, namedCity } from '../../api/datasets/city-schema.ts'
import { checkHousehold, noticesOfName } from '../../src/estimate/check-household.ts'
import { type DemandRow, nothingStated } from '../../src/estimate/input.ts'
import { resultOf } from '../fixtures/newest-answer.ts'

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
    // Spelt in other ways, or parted by a comma.
    'The Smith family',
    'Privathaushalt',
    'MENAGE DUPONT',
    'Haupt\u200bstraße 5',
    'Ｈousehold 3',
    'Calle Mayor, 12',
    '14, rue de la Paix',
    'Leeds, 12 Baker Street',
    'Hauptstr. 5, 10115 Berlin',
    '12 High St',
    'Av. Paulista 1578',
    'Via Roma 12',
    'Wohnung 3',
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
    // A table names a city with its year, and a district with its number.
    'Lane County 2018',
    'Alameda County 2017',
    'Neustadt an der Weinstraße 2019',
    'Landkreis Bergstraße, Stand 2020',
    'Road Town 2020',
    'Crescent City 2022',
    'Wien 3 Landstraße',
    '3. Bezirk Landstraße',
    'Old Street Ward 2',
    'Park Avenue District 4',
    'Avenue City Township 5',
    'Flat Bush 3',
    'Haus',
    'Wohnung',
    'Smith Village',
    'Dr. Mora',
    'San José 12',
    'Bad Homburg v. d. Höhe',
    '6 de Octubre',
    'Villa 25 de Mayo',
    'Bury St Edmunds',
    '100 Mile House',
    '中山路街道',
  ])('%s is', (name) => expect(faultsOf({ name })).toEqual([]))
})

describe('a form of address', () => {
  const noticesOf = (name: string) =>
    noticesOfName({ ...nothingStated('DE', 2023), city: { name, country: 'DE' } }).map(
      ({ code, pointer }) => `${code} ${pointer}`,
    )

  test.each([
    'Mrs Smith',
    'Mr. J. Doe',
    'Herr Müller',
    'Frau Schmidt',
    'Señora García',
    'Mme Dupont',
    'Senhor Silva',
    '王先生',
  ])('with a name is asked about: %s', (name) => {
    expect(faultsOf({ name })).toEqual([])
    expect(noticesOf(name)).toEqual(['name-of-a-person /city/name'])
  })

  // Places that exist.
  test.each([
    'Frauenfeld',
    'Herrsching',
    'Herrnhut',
    'Missoula',
    'Doctor Mora',
    'Don Benito',
    'Doña Mencía',
    'Lady Lake',
    'Lord Howe Island',
    'Nosso Senhor do Bonfim',
    'Senhora da Hora',
    'Señora de Oropa',
    'Mont-Saint-Michel',
    'Dr. Phillips',
  ])('or none, of a place: %s', (name) => expect(noticesOf(name)).toEqual([]))

  test('is acknowledged as any notice is', async () => {
    const body = (acknowledge: readonly object[]) => ({
      city: { name: 'Mrs Smith', country: 'GB' },
      period: '2023',
      demand: [{ mode: 'car', vehicleDistance: '5 million km' }],
      ...(acknowledge.length > 0 ? { acknowledge } : {}),
    })
    const noticeOf = async (acknowledge: readonly object[] = []) =>
      (await resultOf(body(acknowledge))).notices.find(({ code }) => code === 'name-of-a-person')
    expect(await noticeOf()).not.toHaveProperty('acknowledged')
    const reason = 'The parish is called so.'
    expect(await noticeOf([{ code: 'name-of-a-person', reason }])).toHaveProperty('acknowledged', reason)
  })
})

describe('a saved city', () => {
  const faultsIn = (city: object): readonly string[] =>
    [cityFacts.safeParse(city), namedCity.safeParse({ id: 'place', ...city })].flatMap(
      ({ error }) => error?.issues.map(({ path }) => path.join('/')) ?? ['none'],
    )

  test('is no household either, over HTTP or at a shell', () => {
    const town = { name: 'Town', country: 'DE' }
    expect(faultsIn({ ...town, population: { 2023: 100, 2024: 99 } })).toEqual([
      'population/2024',
      'population/2024',
    ])
    expect(faultsIn({ ...town, name: '12 Baker Street' })).toEqual(['name', 'name'])
    expect(faultsIn({ ...town, population: { 2024: 100 } })).toEqual(['none', 'none'])
    expect(faultsIn(town)).toEqual(['none', 'none'])
  })

  // Another Cordon may have saved it.
  test('that is saved already is shown', () =>
    expect(cityView.safeParse({ id: 'p', name: '12 Baker Street', country: 'DE' }).success).toBe(true))
})
