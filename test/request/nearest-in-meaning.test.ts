import { describe, expect, test } from 'vitest'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { Failure, type Fault } from '../../api/request/failure.ts'
import { nearestInMeaning, noSuchField } from '../../api/request/nearest-in-meaning.ts'
import { readBody } from '../../api/request/validation.ts'
import { MODES } from '../../src/index.ts'

const CITY = { city: { name: 'Freiburg', country: 'DE' }, period: '2023' }

function faultsOf(body: object): readonly Fault[] {
  try {
    readBody(estimateRequest, { ...CITY, ...body })
  } catch (error) {
    if (error instanceof Failure) return error.faults
    throw error
  }
  return []
}

describe('a mode that there is not', () => {
  test.each([
    ['public transport', ['bus', 'metro', 'tram', 'rail']],
    ['Pkw', ['car']],
    ['地铁', ['metro']],
    ['lorry', ['rigid-truck']],
    ['matatu', ['bus']],
  ])('%s is met with what it means and no more', (mode, candidates) => {
    expect(faultsOf({ demand: [{ mode, vehicleDistance: '3 million km' }] })).toEqual([
      expect.objectContaining({ pointer: '/demand/0/mode', candidates }),
    ])
  })

  test('that nobody knows is met with five of near spelling', () => {
    const near = nearestInMeaning('hovercraft', MODES)
    expect(near).toHaveLength(5)
    for (const one of near) expect(MODES).toContain(one)
  })

  test('words of short lists are still listed whole', () => {
    expect(nearestInMeaning('x', ['a', 'b'])).toHaveLength(2)
    expect(nearestInMeaning('sideways', ['within', 'inbound', 'outbound', 'through'])).toHaveLength(4)
  })
})

// ISO 3166-1; names as Unicode CLDR has them in the six languages.
test.each([
  ['Germany', ['DE']],
  ['Deutschland', ['DE']],
  ['法国', ['FR']],
  ['UK', ['GB']],
  ['gb', ['GB']],
  ['USA', ['US']],
  ['DEU', ['DE']],
  ['Atlantis', undefined],
  ['XX', undefined],
])('the country %s is met with its code', (country, candidates) => {
  const [fault, ...more] = faultsOf({
    city: { name: 'Freiburg', country },
    demand: [{ mode: 'car', vehicleDistance: 1 }],
  })
  expect([fault?.code, fault?.pointer, fault?.candidates]).toEqual([
    'unknown-country',
    '/city/country',
    candidates,
  ])
  expect(more).toEqual([])
})

test.each([
  ['carsRegistered', 'demand[].vehicles'],
  ['cars_registered', 'demand[].vehicles'],
  ['modalSplit', 'travel.modes[].tripShare'],
  ['population', 'city.population'],
  ['year', 'period'],
])('the field %s is stated as %s', (name, where) => {
  expect(faultsOf({ [name]: 1 })).toContainEqual(
    expect.objectContaining({ pointer: `/${name}`, detail: `There is no such field; state it as ${where}.` }),
  )
})

test('a field that means nothing is only said not to be there', () => {
  expect(noSuchField('constructor')).toBe('There is no such field.')
})
