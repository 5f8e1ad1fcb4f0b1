import chineseDays from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { findSpringFestival, findTravelSeason, SEASON_DAYS } from '../../api/series/spring-festival.ts'
import { daysOf, dayText } from '../../src/index.ts'

/** Source: Hong Kong Observatory, Gregorian-Lunar calendar conversion table, first day of the first month, 1990 to 2030. */
const FESTIVALS = `
1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-07 1998-01-28 1999-02-16
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
2030-02-03`
  .trim()
  .split(/\s+/)

test('the Spring Festival falls on its published days, every year from 1990 to 2030', () => {
  expect(FESTIVALS).toHaveLength(41)
  expect(FESTIVALS.map((day) => findSpringFestival(Number(day.slice(0, 4)), chineseDays))).toEqual(FESTIVALS)
})

test('a year that the table does not have, has none', () => {
  expect([1899, 2101].map((year) => findSpringFestival(year, chineseDays))).toEqual([undefined, undefined])
})

describe('the travel season', () => {
  // Source: the notices of the State Council and the Ministry of Transport on the Spring Festival travel of each year.
  test.each([
    [2018, '2018-02-01', '2018-03-12'],
    [2019, '2019-01-21', '2019-03-01'],
    [2020, '2020-01-10', '2020-02-18'],
    [2023, '2023-01-07', '2023-02-15'],
    [2024, '2024-01-26', '2024-03-05'],
    [2025, '2025-01-14', '2025-02-22'],
  ])('%d is from %s to %s, 40 days', (year, from, to) => {
    const season = findTravelSeason(year, chineseDays)
    expect(season?.first).toBe(from)
    expect(dayText((daysOf(from)?.first ?? 0) + SEASON_DAYS - 1)).toBe(to)
    expect(season?.days).toBe(SEASON_DAYS)
  })
})
