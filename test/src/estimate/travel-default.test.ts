import { describe, expect, test } from 'vitest'
import { compileFactorSet } from '../../../src/index.ts'
import { HAND_CONTENT } from '../../fixtures/hand-set.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { estimateOf, LEEDS, refusalsOf } from '../../fixtures/request.ts'
import { setWith, travelRecords } from '../../fixtures/set-with.ts'

const SET = setWith(...travelRecords(0.3))
const refusedAt = (body: Record<string, unknown>): readonly string[] =>
  refusalsOf(body, SET).map(({ code, pointer }) => `${code} ${pointer}`)

describe('travel that nobody stated', () => {
  const whole = estimateOf({ travel: {} }, SET)

  test('is that of the country: rate, shares and lengths of its survey', () => {
    // 793 100 persons × 2.5 trips × 365 d × (0.6 × 14 + 0.3 × 1.5 + 0.02 × 5) km
    expect(whole.totals.passengerDistancePkm).toBeCloseTo(793_100 * 2.5 * 365 * 8.95, 3)
    expect([...whole.byMode.keys()]).toEqual(['car', 'walk', 'cycle'])
  })

  test('lists each figure as an assumption and as a parameter of the lines', () => {
    const ids = travelRecords(0.3).map(({ id }) => id)
    expect(whole.assumptions.map(({ record }) => record.id)).toEqual(expect.arrayContaining([...ids]))
    const ofCar = whole.lines.find(({ mode }) => mode === 'car')
    const distance = ofCar?.products.find(({ quantity }) => quantity === 'passenger-distance')
    expect(distance?.terms.map(({ parameter }) => parameter.recordId ?? parameter.key)).toEqual(
      expect.arrayContaining(['/city/population', 'trip-rate', 'trip-share.car', 'trip-length.car']),
    )
  })

  test('walking and cycling are moved by people and emit nothing', () => {
    expect(whole.lines.filter(({ method }) => method === 'human-powered').map(({ mode }) => mode)).toEqual([
      'walk',
      'cycle',
    ])
  })

  test('trips-left-out: the rest of the shares is named, not spread over the others', () => {
    const [notice] = whole.notices.filter(({ code }) => code === 'trips-left-out')
    // 1 − 0.6 − 0.3 − 0.02
    expect(notice?.detail).toContain('8 % of all trips')
    const complete = estimateOf({ travel: {} }, setWith(...travelRecords(0.38)))
    expect(complete.notices.map(({ code }) => code)).not.toContain('trips-left-out')
  })

  test('a mode that demand states is left to it, said in a notice', () => {
    const both = estimateOf({ travel: {}, demand: [{ mode: 'car', passengerDistance: 1000 }] }, SET)
    expect(both.byMode.get('car')?.passengerDistancePkm).toBe(1000)
    expect(
      both.notices.filter(({ code, detail }) => code === 'trips-left-out' && detail.includes('/demand/0')),
    ).toHaveLength(1)
  })

  test('what is stated goes before what is documented, part by part', () => {
    const body = { travel: { tripsPerPersonPerDay: 2, modes: [{ mode: 'car', tripShare: 1 }] } }
    // 793 100 × 2 × 365 × 14 km, the length alone documented
    expect(estimateOf(body, SET).totals.passengerDistancePkm).toBeCloseTo(793_100 * 2 * 365 * 14, 3)
  })

  test('the shares are those of the newest year that is not later than the period', () => {
    const later = { region: 'GB', kind: 'trip-share', canonicalUnit: 'share' } as const
    const set = setWith(
      ...travelRecords(0.3),
      { ...later, id: 'car.2021', mode: 'car', yearFrom: 2021, yearTo: 2021, canonicalValue: 0.5 },
      { ...later, id: 'walk.2021', mode: 'walk', yearFrom: 2021, yearTo: 2021, canonicalValue: 0.4 },
    )
    expect([...estimateOf({ travel: {}, period: '2020' }, set).byMode.keys()]).toEqual([
      'car',
      'walk',
      'cycle',
    ])
    // The survey of 2021 does not give cycling: a share of another year would not belong to the same whole.
    expect([...estimateOf({ travel: {}, period: '2021' }, set).byMode.keys()]).toEqual(['car', 'walk'])
  })
})

describe('trips without a length', () => {
  test('have the documented one of the mode', () => {
    const body = { demand: [{ mode: 'car', trips: 1e6 }] }
    expect(estimateOf(body, SET).totals.passengerDistancePkm).toBe(14e6)
  })

  test('are refused where none is documented', () => {
    expect(refusedAt({ demand: [{ mode: 'ferry', trips: 1e6 }] })).toEqual([
      'factor-not-found /demand/0/meanTripLength',
    ])
    expect(refusedAt({ demand: [{ mode: 'rigid-truck', trips: 1e6 }] })).toContain(
      'factor-not-found /demand/0/meanTripLength',
    )
  })
})

describe('where nothing is documented', () => {
  const us = { city: { name: 'Hennepin', country: 'US', population: 1_000_000 } }

  test('another country’s travel never stands in: the refusal says what to state and who has defaults', () => {
    const refusals = refusalsOf({ ...us, travel: {} }, SET)
    expect(refusals.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'factor-not-found /travel/tripsPerPersonPerDay',
      'factor-not-found /travel/modes',
    ])
    for (const { detail } of refusals) expect(detail).toContain('GB from 2019')
    expect(refusals[0]?.detail).toContain('State travel.tripsPerPersonPerDay, such as 2.8.')
  })

  test('nor a later year’s', () => {
    expect(refusedAt({ travel: {}, period: '2018' })).toEqual([
      'factor-not-found /travel/tripsPerPersonPerDay',
      'factor-not-found /travel/modes',
    ])
  })

  test('a length that a stated mode lacks is refused at its place', () => {
    const travel = { tripsPerPersonPerDay: 2, modes: [{ mode: 'ferry', tripShare: 1 }] }
    expect(refusedAt({ travel })).toEqual(['factor-not-found /travel/modes/0/meanTripLength'])
  })

  test('a set without any says so', () => {
    const [refusal] = refusalsOf({ travel: {} }, compileFactorSet(HAND_CONTENT))
    expect(refusal?.detail).toContain('Factor set hand has no trip rate.')
  })

  test('shares that sum to far more than 1 are refused', () => {
    expect(refusalsOf({ travel: {} }, setWith(...travelRecords(0.5))).map(({ code }) => code)).toEqual([
      'shares-not-one',
    ])
  })

  test('the population is still needed', () => {
    expect(refusedAt({ city: { name: 'Leeds', country: 'GB' }, travel: {} })).toEqual([
      'activity-incomplete /city/population',
    ])
  })
})

describe('the set that is released', () => {
  test('three lines are enough for a British city', () => {
    const { totals, byMode } = estimateOf({ city: LEEDS, period: '2023', travel: {} }, releasedSet('2026.2'))
    // NTS 2023: 793 100 × 2.507 × 365 × (0.60 × 13.66 + 0.29 × 1.45 + 0.02 × 5.25 + 0.04 × 7.88 + 0.02 × 42.03) km
    const kilometres = 0.6 * 13.66 + 0.29 * 1.45 + 0.02 * 5.25 + 0.04 * 7.88 + 0.02 * 42.03
    expect((totals.passengerDistancePkm ?? 0) / (793_100 * 2.507 * 365 * kilometres)).toBeCloseTo(1, 12)
    expect([...byMode.keys()].sort()).toEqual(['bus', 'car', 'cycle', 'rail', 'walk'])
    expect(totals.co2eKg).toBeGreaterThan(0)
  })
})
