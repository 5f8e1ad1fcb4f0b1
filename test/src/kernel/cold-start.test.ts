import { describe, expect, test } from 'vitest'
import {
  coldDistanceShare,
  coldDistanceShareOfTrips,
  coldEnergyRatio,
  coldStartFactor,
} from '../../../src/kernel/cold-start.ts'
import { PETROL_COLD_START as PETROL } from '../../fixtures/technology-set.ts'

describe('the share of distance with cold engines', () => {
  // β = 0.6474 − 0.02545 l − (0.00974 − 0.000385 l) t, worked out by hand.
  test.each([
    [12.4, 10, 0.2822], // 0.6474 − 0.31558 − 0.004966 × 10
    [8, 0, 0.4438], // 0.6474 − 0.2036
    [5, -10, 0.5983], // 0.6474 − 0.12725 + 0.007815 × 10
    [20, 10, 0.118], // 0.6474 − 0.509 − 0.00204 × 10
  ])('of trips of %d km at %d °C is %d, as published', (km, celsius, share) => {
    expect(coldDistanceShare(PETROL, km, celsius)).toBeCloseTo(share, 4)
  })

  test('never falls below 0 nor rises above 1', () => {
    // At 25.4 km the line reaches 0: 0.6474 ÷ 0.02545 = 25.44 km at 0 °C.
    expect(coldDistanceShare(PETROL, 30, 0)).toBe(0)
    // 0.6474 − 0.02545 + 0.009355 × 50 = 1.0897
    expect(coldDistanceShare(PETROL, 1, -50)).toBe(1)
  })

  test('of long trips keeps the cold distance of one start', () => {
    // β(15, 10) = 0.6474 − 0.38175 − 0.003965 × 10 = 0.226: 3.39 km a start
    expect(coldDistanceShareOfTrips(PETROL, 15, 10)).toBeCloseTo(0.226, 10)
    for (const km of [20, 60]) expect(coldDistanceShareOfTrips(PETROL, km, 10) * km).toBeCloseTo(3.39, 10)
  })
})

describe('the energy of cold engines', () => {
  test.each([
    [10, 1.38], // 1.47 − 0.09
    [-10, 1.56], // 1.47 + 0.09
    [60, 1], // 0.93 would be less than a warm engine
  ])('over that of warm ones at %d °C is %d', (celsius, ratio) => {
    expect(coldEnergyRatio(PETROL, celsius)).toBeCloseTo(ratio, 10)
  })

  test('adds 10.7 % to petrol at 12.4 km and 10 °C', () => {
    // 1 + 0.28216 × 0.38
    expect(coldStartFactor(PETROL, 12.4, 10)).toBeCloseTo(1.1072208, 10)
  })

  test('adds 7.3 % to diesel at 12.4 km and 10 °C', () => {
    // 1 + 0.28216 × (1.34 − 0.08 − 1)
    expect(coldStartFactor({ ...PETROL, ratio: 1.34, ratioPerC: 0.008 }, 12.4, 10)).toBeCloseTo(1.0733616, 10)
  })
})
