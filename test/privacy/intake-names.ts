import { DISGUISES } from './intake-persons.ts'
import type { Try, TryClass } from './intake-target.ts'
import { randomOf } from './people.ts'

/** Persons in the names of datasets, cities and zones, and in requests. */

const HOMES = Array.from({ length: 60 }, (_, at) => ({
  zone: `A${at}`,
  city: `a${at}`,
  longitude: 13.3777001 + at / 1000,
  latitude: 52.5163001,
  areaKm2: 0.0001,
}))
const zonesOf = (name: string, seed: number): readonly object[] => {
  const random = randomOf(seed)
  return Array.from({ length: 12 }, (_, at) => ({
    zone: DISGUISES[name]?.(at + 17, random) ?? '',
    city: 'anyton',
  }))
}
const person = { population: { 2024: 20_000 }, country: 'DE' }
export const NAMES: TryClass = {
  name: 'names of datasets, cities and zones, addresses, ids',
  tries: [
    { name: 'a title with a number of a device', facts: { title: 'IMSI 262011234567890' }, canary: '26201' },
    { name: 'a title with an IMEI', facts: { title: 'trips of imei: 490154203237518' }, canary: '4901' },
    { name: 'a title with a day of birth', facts: { title: 'Jane Doe, born 17.05.1980' }, canary: 'Jane' },
    {
      name: 'a title with a day of birth in German',
      facts: { title: 'Erika Muster, geb. 17.05.1980' },
      canary: 'Erika',
    },
    { name: 'a title with an address', facts: { title: 'Trips of Hauptstraße 17' }, canary: 'Hauptstraße' },
    { name: 'a title with an e-mail', facts: { title: 'jane@example.org' }, canary: 'jane' },
    { name: 'a title with coordinates', facts: { title: '52.51631,13.37771' }, canary: '52.5' },
    { name: 'a title of a household', facts: { title: 'Household Doe' }, canary: 'Doe' },
    { name: 'a title with a plate', facts: { title: 'B-XY 1234' }, canary: 'XY' },
    { name: 'a title with a telephone', facts: { title: '+49 151 23456789' }, canary: '151' },
    { name: 'an owner who is a household', facts: { owner: 'Familie Muster' }, canary: 'Muster' },
    { name: 'an owner with an e-mail', facts: { owner: 'jane@example.org' }, canary: 'jane' },
    {
      name: 'an address with a device',
      facts: { url: 'https://example.org/?imsi=262011234567890' },
      canary: '26201',
    },
    {
      name: 'an address with a person',
      facts: { url: 'https://example.org/data?email=jane' },
      canary: 'jane',
    },
    {
      name: 'a city imsi-262…',
      cities: [{ id: 'imsi-262011234567890', facts: { name: 'Anyton', ...person } }],
      canary: '26201',
    },
    {
      name: 'a city p00017',
      cities: [{ id: 'p00017', facts: { name: 'Anyton', ...person } }],
      canary: 'p00017',
    },
    {
      name: 'a city that is an address',
      cities: [{ id: 'home', facts: { name: 'Hauptstraße 17', ...person } }],
      canary: 'Hauptstraße',
    },
    {
      name: 'a city of one',
      cities: [{ id: 'one', facts: { name: 'Anyton', country: 'DE', population: { 2024: 1 } } }],
      canary: '"one"',
    },
    {
      name: 'a city that is a plate',
      cities: [{ id: 'car', facts: { name: 'B-XY 1234', ...person } }],
      canary: 'XY',
    },
    { name: 'homes in the table of zones', zones: HOMES, canary: '13.3777' },
    {
      name: 'homes in the table of zones, without areas',
      zones: HOMES.map(({ areaKm2: _, ...zone }) => zone),
      canary: '13.3777001',
    },
    { name: 'zones of persons', zones: zonesOf('a numbered person, p00017', 3), canary: 'p00017' },
    { name: 'zones of hashes', zones: zonesOf('a hash of 8', 4), canary: '"zone"' },
    {
      name: 'zones of homes, with an area',
      zones: zonesOf('geohash 9', 5).map((zone) => ({ ...zone, areaKm2: 2 })),
      canary: 'u33d',
    },
    { name: 'zones that are addresses', zones: zonesOf('a street address', 6), canary: 'Hauptstraße' },
  ],
}

const estimate = (city: object, demand: object): NonNullable<Try['request']> => ({
  method: 'POST',
  url: '/v1/estimates',
  payload: {
    city: { name: 'Anyton', country: 'DE', population: 50_000, ...city },
    period: '2019',
    demand: [demand],
    uncertainty: { method: 'none' },
  },
})
const car = { mode: 'car', vehicleDistance: { value: 12_000, unit: 'vkm' } }
export const REQUESTS: TryClass = {
  name: 'requests for estimates',
  tries: [
    { name: 'a city of one inhabitant', request: estimate({ population: 1 }, car) },
    { name: 'a city of 40 inhabitants', request: estimate({ population: 40 }, car) },
    { name: 'a household by name', request: estimate({ name: 'Household Doe' }, car) },
    { name: 'an address', request: estimate({ name: 'Hauptstraße 17' }, car) },
    { name: 'a plate', request: estimate({ name: 'B-XY 1234' }, car) },
    { name: 'an e-mail', request: estimate({ name: 'jane@example.org' }, car) },
    {
      name: 'a row of a single trip',
      request: estimate({}, { mode: 'car', trips: 1, tripDistance: { value: 12, unit: 'km' } }),
    },
    { name: 'a field of a person', request: estimate({}, { ...car, personId: '17' }) },
  ],
}
