import { describe, expect, test } from 'vitest'
import { checkSeries } from '../../../src/index.ts'

const year = (of: number, co2eKg: number, population?: number) => ({
  year: of,
  pointer: `/estimates/${of}`,
  co2eKg,
  population,
})
const codesOf = (...years: readonly ReturnType<typeof year>[]): readonly string[] =>
  checkSeries(years).map(({ code }) => code)

describe('from one year to the next', () => {
  // Usual: up to 1.3 times, up or down.
  test.each([
    [129, []],
    [131, ['year-on-year-jump']],
    [77, []], //  1 / 1.299
    [76, ['year-on-year-jump']], // 1 / 1.316
  ])('emissions of 100, then of %d', (after, codes) => {
    expect(codesOf(year(2018, 100), year(2019, after))).toEqual(codes)
  })

  // Usual: up to 1.1 times.
  test.each([
    [109, []],
    [111, ['population-jump']],
    [91, []], // 1 / 1.099
    [90, ['population-jump']], // 1 / 1.111
    [1000, ['population-jump']],
  ])('a population of 100, then of %d', (after, codes) => {
    expect(codesOf(year(2018, 1, 100), year(2019, 1, after))).toEqual(codes)
  })

  test('over a gap, as a mean of its years', () => {
    // 1.6 in two years is 1.265 a year; 1.8 is 1.342.
    expect(codesOf(year(2018, 100), year(2020, 160))).toEqual([])
    expect(checkSeries([year(2018, 100), year(2020, 180)])).toMatchObject([
      { code: 'year-on-year-jump', pointer: '/estimates/2020', found: { unit: 'times' } },
    ])
  })

  test('nothing is said of what is not known, or was nothing', () => {
    expect(codesOf(year(2018, 0), year(2019, 5), year(2020, 5, 10))).toEqual([])
  })
})
