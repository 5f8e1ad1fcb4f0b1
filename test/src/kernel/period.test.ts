import { describe, expect, test } from 'vitest'
import { daysOf, dayText, periodsBetween, weekdayOf } from '../../../src/kernel/period.ts'

describe('periods', () => {
  test.each([
    ['1970-01-02', 1, 1],
    ['1970-02', 31, 28],
    ['2020', 18_262, 366], // 50 years × 365 + 12 leap days
  ])('%s begins on day %i and has %i', (period, first, count) => {
    expect(daysOf(period)).toEqual({ first, count })
  })

  test.each(['2019-13', '2019-02-29', '19', '2019-2', ''])('%j is none', (period) => {
    expect(daysOf(period)).toBeUndefined()
    expect(periodsBetween(period, '2020', 'day')).toEqual([])
  })

  test('between two are all of a grain', () => {
    expect(periodsBetween('2019-12-30', '2020-01-02', 'day')).toEqual([
      '2019-12-30',
      '2019-12-31',
      '2020-01-01',
      '2020-01-02',
    ])
    expect(periodsBetween('2019-11', '2020-01', 'month')).toEqual(['2019-11', '2019-12', '2020-01'])
    expect(periodsBetween('2019', '2020', 'year')).toEqual(['2019', '2020'])
  })

  test('2026-11-27 is a Friday', () => {
    const day = daysOf('2026-11-27')?.first ?? 0
    expect(weekdayOf(day)).toBe(4)
    expect(dayText(day)).toBe('2026-11-27')
    expect(weekdayOf(-1)).toBe(2) // 31 December 1969 was a Wednesday
  })
})
