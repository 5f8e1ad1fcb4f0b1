import { describe, expect, test } from 'vitest'
import { compileFactorSet } from '../../../src/index.ts'
import { HAND_CONTENT } from '../../fixtures/hand-set.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

/** The codes of a result's notices, each once. */
const noticesOf = (body: Record<string, unknown>): readonly string[] =>
  [...new Set(estimateOf(body).notices.map(({ code }) => code))].sort()

const CAR = {
  mode: 'car',
  powertrain: 'petrol',
  vehicleDistance: '1 million vkm',
  energyIntensity: '2.5 MJ/vkm',
}

describe('notices', () => {
  test('a stated consumption and blend in a country of the set leave nothing to say', () => {
    expect(
      noticesOf({ demand: [CAR], fuels: [{ carrier: 'petrol', biofuelVolumeShare: 0 }], period: '2012' }),
    ).toEqual(['factor-region-fallback'])
  })

  test('factor-year-fallback and factor-region-fallback name the record', () => {
    const { notices } = estimateOf({ demand: [CAR] })
    expect(notices.find(({ code }) => code === 'factor-year-fallback')?.records).toEqual(['petrol.wtt'])
    expect(notices.find(({ code }) => code === 'factor-region-fallback')?.records).toEqual(['petrol.wtt'])
  })

  test('biofuel-share-unknown: nothing is known of the blend, so it is taken as fossil', () => {
    expect(noticesOf({ demand: [CAR] })).toContain('biofuel-share-unknown')
  })

  test('factor-class-fallback: a mix of powertrains stands in for one of them', () => {
    const body = {
      city: { name: 'Hennepin', country: 'US' },
      period: '2020',
      demand: [{ mode: 'car', powertrain: 'diesel', vehicleDistance: 1e6 }],
    }
    expect(noticesOf(body)).toContain('factor-class-fallback')
    expect(noticesOf(body)).toContain('population-missing')
  })

  test('speed-clamped, cold-start-excluded: a curve outside its range', () => {
    const fast = {
      demand: [{ mode: 'car', vehicleClass: 'mini', powertrain: 'petrol', vehicleDistance: 1e6 }],
      speeds: [{ mode: 'car', meanSpeed: '140 km/h' }],
    }
    expect(noticesOf(fast)).toEqual(expect.arrayContaining(['speed-clamped', 'cold-start-excluded']))
    const at130 = { ...fast, speeds: [{ mode: 'car', meanSpeed: '130 km/h' }] }
    expect(noticesOf(at130)).not.toContain('speed-clamped')
    expect(estimateOf(fast).totals.energyMj).toBe(estimateOf(at130).totals.energyMj)
  })

  test('factor-unverified and tier-default-used: a convention stands in for the mean speed', () => {
    const body = { demand: [{ mode: 'car', vehicleDistance: 1e6 }] }
    expect(noticesOf(body)).toEqual(expect.arrayContaining(['factor-unverified', 'tier-default-used']))
  })

  test('distance-incomplete: a mode known by its fuel alone', () => {
    expect(noticesOf({ demand: [{ mode: 'bus', energy: '2 million L', carrier: 'diesel' }] })).toContain(
      'distance-incomplete',
    )
  })

  test('fuel-sales-not-used: they are kept for later', () => {
    expect(noticesOf({ demand: [CAR], fuelSales: [{ carrier: 'petrol', quantity: '154 ktoe' }] })).toContain(
      'fuel-sales-not-used',
    )
  })

  test('shares-renormalised: only where asked', () => {
    const shares = {
      demand: [{ mode: 'car', vehicleDistance: 1e6 }],
      fleet: [{ mode: 'car', powertrain: 'petrol', vehicleClass: 'medium', distanceShare: 0.5 }],
    }
    expect(refusalsOf(shares).map(({ code }) => code)).toEqual(['shares-not-one'])
    expect(noticesOf({ ...shares, renormaliseShares: true })).toContain('shares-renormalised')
    expect(estimateOf({ ...shares, renormaliseShares: true }).totals.vehicleDistanceVkm).toBeCloseTo(1e6, 6)
  })

  test('scope-not-separable: a factor that mixes diesel and electric traction', () => {
    const rail = { ...HAND_CONTENT.records.find(({ id }) => id === 'direct.gb.tram.co2.2024') }
    const { carrier, ...mixed } = {
      ...rail,
      id: 'direct.gb.rail.co2.2024',
      mode: 'rail',
    } as (typeof HAND_CONTENT.records)[number]
    const set = compileFactorSet({ ...HAND_CONTENT, records: [...HAND_CONTENT.records, mixed] })
    const { notices, byScope } = estimateOf(
      { period: '2024', demand: [{ mode: 'rail', passengerDistance: 1e6 }] },
      set,
    )
    expect(notices.map(({ code }) => code)).toContain('scope-not-separable')
    expect(byScope.get('1')?.co2Kg).toBeCloseTo(28_360, 8)
  })

  test('well-to-tank-incomplete: no source gives it', () => {
    expect(noticesOf({ demand: [{ ...CAR, powertrain: 'diesel' }] })).toContain('well-to-tank-incomplete')
  })
})

describe('periods', () => {
  test('a month has its own days of travel', () => {
    const travel = (period: string, more: object = {}) =>
      estimateOf({
        period,
        travel: {
          tripsPerPersonPerDay: 1,
          ...more,
          modes: [{ mode: 'walk', tripShare: 1, meanTripLength: 1 }],
        },
      }).totals.passengerDistancePkm
    expect(travel('2020-02')).toBe(793_100 * 29)
    expect(travel('2020')).toBe(793_100 * 366)
    // 183 days a year fall on February 2020 in proportion: 183 × 29 ÷ 366
    expect(travel('2020-02', { daysPerYear: 183 })).toBeCloseTo(793_100 * 14.5, 6)
  })
})
