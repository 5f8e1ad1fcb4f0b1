import chineseDays from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { findSpringFestival, findTravelSeason, SEASON_DAYS } from '../../api/series/spring-festival.ts'
import { daysOf, dayText } from '../../src/index.ts'
import { chineseYearOf, newMoonOf } from '../fixtures/new-moon.ts'

test('the moon is new when the book says so', () => {
  // J. Meeus, Astronomical Algorithms, example 49.a: February 1977.
  expect(newMoonOf(-283)).toBeCloseTo(2_443_192.651_18, 5)
})

test('the Spring Festival falls on the day of the new moon in Beijing, every year from 1990 to 2030', () => {
  // Four and eight minutes before and after midnight there: where calendars differ, as the Hong Kong Observatory warns of 2030.
  expect([2027, 2030].map(chineseYearOf)).toEqual(['2027-02-06', '2030-02-03'])
  const years = Array.from({ length: 41 }, (_, at) => 1990 + at)
  expect(years.map((year) => findSpringFestival(year, chineseDays))).toEqual(years.map(chineseYearOf))
})

test('a year that the table does not have, has none', () => {
  expect([1899, 2101].map((year) => findSpringFestival(year, chineseDays))).toEqual([undefined, undefined])
})

describe('the travel season', () => {
  // 15 days before the new moon of the festival, and 40 days long; it began on 21 January 2019, 10 January 2020 and 7 January 2023.
  test.each([
    [2018, '2018-02-01', '2018-03-12'],
    [2019, '2019-01-21', '2019-03-01'],
    [2020, '2020-01-10', '2020-02-18'],
    [2023, '2023-01-07', '2023-02-15'],
    [2024, '2024-01-26', '2024-03-05'],
    [2025, '2025-01-14', '2025-02-22'],
  ])('%d is from %s to %s, 40 days', (year, from, to) => {
    const season = findTravelSeason(year, chineseDays)
    expect(dayText((daysOf(chineseYearOf(year))?.first ?? 0) - 15)).toBe(from)
    expect(season?.first).toBe(from)
    expect(dayText((daysOf(from)?.first ?? 0) + SEASON_DAYS - 1)).toBe(to)
    expect(season?.days).toBe(SEASON_DAYS)
  })
})
