import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { daysOf, dayText, weekdayOf } from '../../../src/kernel/period.ts'
import {
  counterpartOf,
  type DayCalendar,
  type MarkedDay,
  seasonDayOf,
} from '../../../src/series/day-calendar.ts'

const EMPTY: DayCalendar = { marked: new Map(), seasons: [] }
const calendar = (
  marked: Readonly<Record<string, MarkedDay>>,
  seasons: DayCalendar['seasons'] = [],
): DayCalendar => ({
  marked: new Map(Object.entries(marked)),
  seasons,
})
const holiday = (name: string): MarkedDay => ({ kind: 'holiday', name })

describe('the same position a year before', () => {
  test.each([
    // ISO weeks: 2020-03-16 is the Monday of week 12; week 12 of 2019 begins on 18 March.
    ['2020-03-16', '2019-03-18'],
    // 2020 has 53 weeks: week 1 of 2021 begins on 4 January, week 1 of 2020 on 30 December 2019.
    ['2021-01-04', '2019-12-30'],
    // Week 53 of 2020 (28 December) has no like in 2019, whose week 52 begins on 23 December.
    ['2020-12-28', '2019-12-23'],
    ['2020-03', '2019-03'],
    ['2020', '2019'],
  ])('of %s is %s, without holidays', (period, before) => {
    expect(counterpartOf(period, EMPTY)).toBe(before)
  })

  law.prop([fc.integer({ min: 0, max: 30_000 })])(
    'of a day is the same weekday, about a year before',
    (number) => {
      const day = dayText(number)
      const before = daysOf(counterpartOf(day, EMPTY) ?? '')?.first ?? Number.NaN
      expect(weekdayOf(before)).toBe(weekdayOf(number))
      expect([357, 364, 371, 378]).toContain(number - before)
    },
  )

  test('of Christmas is Christmas, whatever its weekday', () => {
    const christmas = { '2019-12-25': holiday('Christmas'), '2020-12-25': holiday('Christmas') }
    expect(counterpartOf('2020-12-25', calendar(christmas))).toBe('2019-12-25')
  })

  test('of the third day of a holiday is its third day, though the holiday moved', () => {
    const marked = Object.fromEntries([
      ...[13, 14, 15].map((day) => [`2019-09-${day}`, holiday('Mid-autumn')]),
      ...[1, 2, 3].map((day) => [`2020-10-0${day}`, holiday('Mid-autumn')]),
    ])
    expect(counterpartOf('2020-10-03', calendar(marked))).toBe('2019-09-15')
  })

  test('of a holiday over the turn of the year is its own day, not one of the other end of the year', () => {
    const marked = Object.fromEntries([
      ...['2018-12-30', '2018-12-31', '2019-01-01', '2019-12-31', '2020-01-01'].map((day) => [
        day,
        holiday('New Year'),
      ]),
    ])
    expect(counterpartOf('2019-12-31', calendar(marked))).toBe('2018-12-30')
    expect(counterpartOf('2020-01-01', calendar(marked))).toBe('2018-12-31')
  })

  test('of a holiday that is new is the Sunday of the week, and of a longer one too', () => {
    // Friday 8 May 2020 (VE Day) is in week 19; week 19 of 2019 ends on Sunday 12 May.
    expect(counterpartOf('2020-05-08', calendar({ '2020-05-08': holiday('VE Day') }))).toBe('2019-05-12')
  })

  test('of a working day that would meet a holiday is the same weekday of the nearest week without one', () => {
    // Monday 13 April 2020 worked; week 16 of 2019 begins on 15 April. Both neighbours: the earlier one.
    const marked = { '2019-04-15': holiday('A feast') }
    expect(counterpartOf('2020-04-13', calendar(marked))).toBe('2019-04-08')
    expect(counterpartOf('2020-04-13', calendar({ ...marked, '2019-04-08': holiday('Another') }))).toBe(
      '2019-04-22',
    )
  })

  test('of a worked Saturday is a working day of the week', () => {
    // Saturday 9 May 2020 is in week 19; week 19 of 2019 begins on Monday 6 May.
    expect(
      counterpartOf('2020-05-09', calendar({ '2020-05-09': { kind: 'workday', name: 'Labour Day' } })),
    ).toBe('2019-05-06')
  })
})

describe('a season', () => {
  const seasons = [
    { name: 'travel', first: '2019-01-21', days: 40 },
    { name: 'travel', first: '2020-01-10', days: 40 },
  ]
  const both = calendar({ '2020-01-25': holiday('Festival'), '2019-02-05': holiday('Festival') }, seasons)

  test('counts its days', () => {
    expect(seasonDayOf('2020-01-09', both)).toBeUndefined()
    expect(seasonDayOf('2020-01-10', both)).toEqual({ name: 'travel', day: 1 })
    expect(seasonDayOf('2020-02-18', both)).toEqual({ name: 'travel', day: 40 })
    expect(seasonDayOf('2020-02-19', both)).toBeUndefined()
  })

  test('sets day n against day n, holidays too', () => {
    expect(counterpartOf('2020-01-10', both)).toBe('2019-01-21')
    expect(counterpartOf('2020-01-25', both)).toBe('2019-02-05')
    expect(counterpartOf('2020-02-18', both)).toBe('2019-03-01')
  })

  test('has no like where the year before is not known', () => {
    expect(counterpartOf('2019-01-21', both)).toBeUndefined()
  })

  test('an ordinary day after it is not set against a day in it', () => {
    // Thursday 20 February 2020 is in week 8; its like, 21 February 2019, is in the season until 1 March: 7 March.
    expect(counterpartOf('2020-02-20', both)).toBe('2019-03-07')
  })
})
