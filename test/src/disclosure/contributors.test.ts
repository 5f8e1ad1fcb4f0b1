import { describe, expect, test } from 'vitest'
import { contributorsOf } from '../../../src/disclosure/contributors.ts'
import { leastContributors } from '../../../src/disclosure/primary.ts'

const NOTHING = {
  contributors: null,
  trips: null,
  passengerDistancePkm: null,
  vehicleDistanceVkm: null,
  tonneDistanceTkm: null,
}

describe('contributors of a cell', () => {
  test('are those counted', () =>
    expect(contributorsOf({ ...NOTHING, contributors: 12, trips: 1e6 }, 1)).toBe(12))

  // disclosure-control.md, I9: a month of 30 days, 10 trips a day: 25 persons ⇔ 7 500 trips.
  test('are trips ÷ (10 × days) where none are counted', () => {
    expect(contributorsOf({ ...NOTHING, trips: 7500 }, 30)).toBe(25)
    expect(contributorsOf({ ...NOTHING, trips: 7499 }, 30)).toBe(24)
  })

  // 150 000 vkm ÷ 1500 km are 100 trips at least, 10 contributors in a day.
  test('are those of the fewest trips that make a distance', () => {
    expect(contributorsOf({ ...NOTHING, vehicleDistanceVkm: 150_000 }, 1)).toBe(10)
    expect(contributorsOf({ ...NOTHING, passengerDistancePkm: 149_999 }, 1)).toBe(9)
  })

  test('are not known of goods alone', () =>
    expect(contributorsOf({ ...NOTHING, tonneDistanceTkm: 1e9 }, 1)).toBeUndefined())
})

describe('the least contributors of a cell of several files', () => {
  const part = (contributors: number | null, trips: number | null) => ({
    ...NOTHING,
    ...{ contributors, trips, days: 30 },
  })

  test('are those of the file with the fewest', () =>
    expect(leastContributors([part(100, 9000), part(30, 900)])).toBe(30))

  test('know nothing of a file that has nothing of the cell', () => {
    expect(leastContributors([part(100, 9000), part(0, 0), part(null, null)])).toBe(100)
    expect(leastContributors([part(0, 0)])).toBe(Number.POSITIVE_INFINITY)
  })

  test('are 0 where a file states nobody beside an amount, or goods alone', () => {
    expect(leastContributors([part(100, 9000), part(0, 40)])).toBe(0)
    expect(leastContributors([part(100, 9000), { ...part(null, null), tonneDistanceTkm: 1e9 }])).toBe(0)
  })
})
