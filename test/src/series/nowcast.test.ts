import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { type Audited, backtestOf, nowcastOf } from '../../../src/series/nowcast.ts'

const AUDITED: Audited = {
  total: { value: 1000, lower: 900, upper: 1150 },
  modes: [
    { mode: 'car', value: 800 },
    { mode: 'bus', value: 200 },
  ],
  middleYear: 2019.5,
}
const NEXT_YEAR = { partOfYear: 1, middleYear: 2020.5 }

describe('a nowcast', () => {
  test('moves each mode by its index, with both widths', () => {
    const { total, held } = nowcastOf(AUDITED, (mode) => (mode === 'car' ? 0.8 : 0.5), NEXT_YEAR)
    // 800 × 0.8 + 200 × 0.5 = 740
    expect(total.value).toBeCloseTo(740, 12)
    // Index: √((3 % × √2)² + 5 %²) = √(18 + 25) % = 6.557 %; below √(10² + 43) = 11.958 %; above √(15² + 43) = 16.371 %.
    expect(total.lower).toBeCloseTo(740 * (1 - 0.11958), 2)
    expect(total.upper).toBeCloseTo(740 * (1 + 0.16371), 2)
    expect(held).toEqual([])
  })

  test('holds a mode without an index, for its part of the year', () => {
    const { total, held } = nowcastOf(AUDITED, (mode) => (mode === 'car' ? 0.1 : undefined), {
      partOfYear: 0.25,
      middleYear: 2019.5,
    })
    expect(total.value).toBeCloseTo(130, 12) // 800 × 0.1 + 200 × 0.25
    expect(held).toEqual(['bus'])
  })

  law.prop([fc.double({ min: 0.1, max: 3, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true })])(
    'is never narrower than what was audited, and wider the farther away',
    (index, years) => {
      const widthAt = (middleYear: number): number => {
        const { total } = nowcastOf(AUDITED, () => index, { partOfYear: 1, middleYear })
        return (total.upper - total.lower) / total.value
      }
      expect(widthAt(2019.5 + years)).toBeGreaterThan(250 / 1000)
      expect(widthAt(2020.5 + years)).toBeGreaterThan(widthAt(2019.5 + years))
    },
  )

  test('can be looked back at', () => {
    const nowcast = { value: 110, lower: 95, upper: 125 }
    // 110 ÷ 100 − 1 = 10 %, inside; 110 ÷ 88 − 1 = 25 %, outside.
    const { errors, coveredShare } = backtestOf([
      { nowcast, audited: 100 },
      { nowcast, audited: 88 },
    ])
    expect(errors[0]).toBeCloseTo(0.1, 12)
    expect(errors[1]).toBeCloseTo(0.25, 12)
    expect(coveredShare).toBe(0.5)
  })
})
