import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { contributorsOf } from '../../../src/disclosure/contributors.ts'
import { type ReleaseCell, releaseOf } from '../../../src/disclosure/release.ts'
import { type Equation, withheldCells } from '../../../src/disclosure/withheld.ts'
import { daysOf } from '../../../src/kernel/period.ts'

const NOTHING = {
  contributors: null,
  trips: null,
  passengerDistancePkm: null,
  vehicleDistanceVkm: null,
  tonneDistanceTkm: null,
}
const daysIn = (period: string): number => daysOf(period)?.count ?? 0
const cell = (period: string, contributors: number, mode = 'car'): ReleaseCell => ({
  ...NOTHING,
  period,
  mode,
  contributors,
})

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

describe('the release of a city', () => {
  test('withholds a small day, and a second one that would give it away', () => {
    const release = releaseOf(
      [cell('2019-03-01', 9), cell('2019-03-02', 40), cell('2019-03-03', 30), cell('2019-03-01', 9, 'walk')],
      daysIn,
    )
    const withheld = (period: string, mode = 'car') => release.isWithheld(period, mode)
    expect(['2019-03-01', '2019-03-02', '2019-03-03'].map((day) => withheld(day))).toEqual([
      true,
      false,
      true,
    ])
    // The month is of two unknown days and one known one.
    expect(withheld('2019-03')).toBe(false)
    // A month of one day is that day.
    expect(withheld('2019-03', 'walk')).toBe(true)
    expect(withheld('2019', 'walk')).toBe(true)
  })

  test('withholds nothing of large cells', () => {
    const release = releaseOf([cell('2019-01', 10), cell('2019-02', 11)], daysIn)
    expect(['2019-01', '2019-02', '2019'].some((period) => release.isWithheld(period, 'car'))).toBe(false)
  })
})

/** What somebody has who subtracts until nothing more follows. */
function recovered(withheld: ReadonlySet<string>, equations: readonly Equation[]): readonly string[] {
  const unknown = new Set(withheld)
  for (let before = -1; before !== unknown.size; ) {
    before = unknown.size
    for (const { total, parts } of equations) {
      const [only, ...more] = [total, ...parts].filter((name) => unknown.has(name))
      if (only !== undefined && more.length === 0) unknown.delete(only)
    }
  }
  return [...withheld].filter((name) => !unknown.has(name))
}

describe('withheld cells', () => {
  law.prop([
    fc.array(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 5,
    }),
  ])('cannot be had by subtraction from parts and totals', (months) => {
    const sizes = new Map<string, number>()
    const equations: Equation[] = months.map((days, month) => ({
      total: `m${month}`,
      parts: days.map((_, day) => `m${month}d${day}`),
    }))
    for (const [month, days] of months.entries()) {
      for (const [day, size] of days.entries()) sizes.set(`m${month}d${day}`, size)
      sizes.set(`m${month}`, Math.max(...days))
    }
    equations.push({ total: 'y', parts: months.map((_, month) => `m${month}`) })
    sizes.set('y', Math.max(...sizes.values()))
    const small = [...sizes].filter(([, size]) => size < 10).map(([name]) => name)
    const withheld = withheldCells(small, equations, (name) => sizes.get(name) ?? 0)
    expect(small.every((name) => withheld.has(name))).toBe(true)
    expect(recovered(withheld, equations)).toEqual([])
    if (small.length === 0) expect(withheld.size).toBe(0)
  })
})
