import { describe, expect, test } from 'vitest'
import { estimateRequest } from '../../../api/estimate/request-schema.ts'
import type { Failure } from '../../../api/request/failure.ts'
import { readBody } from '../../../api/request/validation.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'
import { setWith } from '../../fixtures/set-with.ts'

// JRC-IDEES 2015, cars of Great Britain in 2015: 12 456 km.
const CARS = {
  id: 'annual-distance.car.gb',
  kind: 'annual-distance',
  mode: 'car',
  region: 'GB',
  yearFrom: 2015,
  yearTo: 2015,
  canonicalValue: 12_456,
  canonicalUnit: 'km/vehicle/a',
} as const
const SET = setWith(CARS)
const row = (more: object = {}) => ({ demand: [{ mode: 'car', vehicles: 310_000, ...more }] })
const distanceOf = (body: Record<string, unknown>, set = SET): number | undefined =>
  estimateOf(body, set).totals.vehicleDistanceVkm
const refusedAt = (body: Record<string, unknown>): readonly string[] =>
  refusalsOf(body, SET).map(({ code, pointer }) => `${code} ${pointer}`)

describe('a number of vehicles', () => {
  test('× the distance that is stated', () => {
    // 310 000 × 11 900 km
    expect(distanceOf(row({ annualDistance: '11 900 km' }))).toBeCloseTo(3_689_000_000, 3)
    expect(distanceOf(row({ annualDistance: '7400 miles per year' }))).toBeCloseTo(
      310_000 * 7400 * 1.609344,
      3,
    )
  })

  test('× the distance that is documented, as an assumption', () => {
    const { totals, assumptions, notices } = estimateOf(row(), SET)
    expect(totals.vehicleDistanceVkm).toBeCloseTo(310_000 * 12_456, 3)
    expect(assumptions.map(({ record }) => record.id)).toContain(CARS.id)
    expect(
      notices
        .filter(({ code }) => code === 'factor-year-fallback')
        .some(({ records }) => records?.includes(CARS.id)),
    ).toBe(true)
  })

  test('distance-beyond-boundary: they drive outside the city too', () => {
    const [notice] = estimateOf(row(), SET).notices.filter(({ code }) => code === 'distance-beyond-boundary')
    expect(notice?.pointer).toBe('/demand/0/vehicles')
  })

  test('a month has its part of the year', () => {
    // 28 of 365 days, 29 of 366
    expect(distanceOf({ ...row(), period: '2019-02' })).toBeCloseTo((310_000 * 12_456 * 28) / 365, 3)
    expect(distanceOf({ ...row(), period: '2020-02' })).toBeCloseTo((310_000 * 12_456 * 29) / 366, 3)
  })

  test('of a group of countries, said in a notice; never of another country', () => {
    const set = setWith({ ...CARS, id: 'annual-distance.car.eur', region: 'EUR' })
    const { notices } = estimateOf(row(), set)
    expect(
      notices.some(
        ({ code, records }) =>
          code === 'factor-region-fallback' && records?.includes('annual-distance.car.eur'),
      ),
    ).toBe(true)
    const us = { city: { name: 'Hennepin', country: 'US' }, period: '2020' }
    expect(refusalsOf({ ...us, ...row() }, set).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'factor-not-found /demand/0/annualDistance',
    ])
  })

  test('battery cars have the distance of all cars, said in a notice', () => {
    const electric = row({ powertrain: 'electric', energyIntensity: '18 kWh/100km' })
    expect(distanceOf(electric)).toBeCloseTo(310_000 * 12_456, 3)
    expect(
      estimateOf(electric, SET).notices.some(
        ({ code, records }) => code === 'factor-class-fallback' && records?.includes(CARS.id),
      ),
    ).toBe(true)
  })
})

describe('what is refused', () => {
  test.each([
    ['less than one vehicle', row({ vehicles: 0.5 }), 'quantity-out-of-range /demand/0/vehicles'],
    ['no distance in a year', row({ annualDistance: 0 }), 'quantity-out-of-range /demand/0/annualDistance'],
    [
      'a distance in a year without vehicles',
      { demand: [{ mode: 'car', vehicleDistance: 1, annualDistance: 1 }] },
      'activity-incomplete /demand/0/annualDistance',
    ],
    [
      'vehicles beside a vehicle distance, without theirs',
      row({ vehicleDistance: 1e9 }),
      'activity-incomplete /demand/0/vehicles',
    ],
    [
      'vehicles that disagree with the vehicle distance',
      row({ annualDistance: 10_000, vehicleDistance: 3e9 }),
      'activity-disagrees /demand/0',
    ],
    [
      'trips and vehicles of freight',
      { demand: [{ mode: 'van', vehicles: 10, annualDistance: 9, trips: 9, meanTripLength: 10 }] },
      'activity-disagrees /demand/0',
    ],
    [
      'bicycles',
      { demand: [{ mode: 'cycle', vehicles: 10, annualDistance: 100 }] },
      'payload-mismatch /demand/0/vehicles',
    ],
  ])('%s', (_, body, fault) => {
    expect(refusedAt(body)).toContain(fault)
  })

  test('vehicles that agree with the vehicle distance of a month are no fault', () => {
    // 310 000 × 10 000 km × 31 / 365 = 263.29 million vkm
    const body = {
      ...row({ annualDistance: 10_000, vehicleDistance: '263.3 million vkm' }),
      period: '2019-01',
    }
    expect(distanceOf(body)).toBe(263_300_000)
  })

  test.each([
    ['a plate for a count', { mode: 'car', vehicles: 'AB12 CDE' }, '/demand/0/vehicles'],
    ['a list of vehicles', { mode: 'car', vehicles: [{ vehicleId: 7 }] }, '/demand/0/vehicles/0/vehicleId'],
    ['the number of a vehicle', { mode: 'car', vehicles: 9, vin: 'x' }, '/demand/0/vin'],
  ])('person-level-data: %s', (_, one, pointer) => {
    const body = { city: { name: 'Leeds', country: 'GB' }, period: '2019', demand: [one] }
    expect(() => readBody(estimateRequest, body)).toThrow(
      expect.objectContaining({ slug: 'person-level-data' }),
    )
    try {
      readBody(estimateRequest, body)
    } catch (error) {
      expect((error as Failure).faults).toContainEqual(
        expect.objectContaining({ code: 'person-level-data', pointer }),
      )
    }
  })
})
