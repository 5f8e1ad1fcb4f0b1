import { describe, expect, test } from 'vitest'
import { meanLevels, meanLine } from '../../emission-factors/build/levels/group.ts'
import type { Level } from '../../emission-factors/build/levels/level.ts'
import { constantLine, lineOf } from '../../emission-factors/build/levels/line.ts'

const level = (region: string, value: number): Level => ({
  mode: 'car',
  powertrain: 'petrol',
  carrier: 'petrol',
  region,
  values: constantLine(value),
  lower: constantLine(0.9),
  upper: constantLine(1.2),
  spliced: [],
  seriesErrorShare: 0.8,
  quality: 'M',
  locator: 'a table',
})

describe('the mean of a group', () => {
  test('is geometric, each country by its weight', () => {
    // 2^(1/4) × 4^(3/4) = 2^(7/4).
    const mean = meanLine([
      { line: constantLine(2), weight: 1 },
      { line: constantLine(4), weight: 3 },
    ])
    for (const value of mean) expect(value).toBeCloseTo(2 ** 1.75, 12)
  })

  test('has no step larger than any country may have', () => {
    const jumps = lineOf((year) => (year < 2005 ? 2 : 3))
    const mean = meanLine([{ line: jumps, weight: 1 }])
    for (const [index, value] of mean.entries())
      expect(Math.abs(value / (mean[index - 1] ?? value) - 1)).toBeLessThan(0.025)
  })

  test('takes members alone, and is less sure than the least sure of them', () => {
    const [mean, ...others] = meanLevels(
      [level('PL', 2), level('CZ', 2), level('US', 9)],
      new Map([
        ['PL', 20],
        ['CZ', 6],
      ]),
      'RS',
      { sd: 0.1, whose: 'mean of eastern Europe' },
    )
    expect(others).toEqual([])
    expect(mean).toMatchObject({ region: 'RS', quality: 'L', locator: 'mean of eastern Europe' })
    expect(mean?.values[0]).toBeCloseTo(2, 12)
    expect(mean?.lower[0]).toBeCloseTo(Math.exp(-Math.hypot(Math.log(0.9), 0.196)), 12)
    expect(mean?.upper[0]).toBeCloseTo(Math.exp(Math.hypot(Math.log(1.2), 0.196)), 12)
  })
})
