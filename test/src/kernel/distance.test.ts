import { describe, expect, test } from 'vitest'
import {
  distanceBandOf,
  halfNearestKm,
  haversineKm,
  intrazonalKm,
  SQUARE_DISTANCE,
  usualBandKm,
  usualDetourFactor,
} from '../../../src/kernel/distance.ts'

describe('distances between zones', () => {
  test.each([
    // A quarter of a great circle: 6371.0088 × π ÷ 2 = 10 007.557 km.
    [[0, 0], [90, 0], 10_007.557],
    // One degree along a meridian: 6371.0088 × π ÷ 180 = 111.195 km.
    [[10, 50], [10, 51], 111.195],
    // Half of a great circle, across the date line: 6371.0088 × π = 20 015.115 km.
    [[-170, 0], [10, 0], 20_015.115],
  ] as const)('from %j to %j are %d km', (from, to, km) => {
    expect(haversineKm(from, to)).toBeCloseTo(km, 2)
    expect(haversineKm(to, from)).toBe(haversineKm(from, to))
  })

  // methods.md, section 11: square mean distance 0.52141 √A.
  test('inside a square zone are 0.52141 × √area', () => {
    expect(SQUARE_DISTANCE).toBeCloseTo(0.52141, 5)
    expect(intrazonalKm(4)).toBeCloseTo(1.04281, 5)
  })

  test('inside a zone of unknown area are half of the way to the nearest', () => {
    expect(halfNearestKm(3)).toBe(1.5)
  })

  test.each([
    [4.99, 1.3],
    [5, 1.2],
  ])('of %d km go round by %d', (straightKm, factor) => {
    expect(usualDetourFactor(straightKm)).toBe(factor)
  })
})

describe('distance bands', () => {
  test.each([
    ['0-2', 1], // half of 2
    ['2-8', 4], // √(2 × 8)
    ['50+', undefined],
  ])('the usual mean of %s is %s km', (text, km) => {
    const band = distanceBandOf(text)
    expect(band && usualBandKm(band)).toBe(km)
  })

  test.each(['', '2', '8-2', '2-2', 'two-8', '2–8'])('%j is none', (text) => {
    expect(distanceBandOf(text)).toBeUndefined()
  })
})
