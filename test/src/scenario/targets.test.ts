import { describe, expect, test } from 'vitest'
import type { Target } from '../../../src/scenario/lever.ts'
import { judge, targetPath } from '../../../src/scenario/targets.ts'
import { scenarioRecords } from '../../fixtures/scenario.ts'

const YEARS = [2020, 2021, 2022, 2023, 2024]
const RECORDS = scenarioRecords()
const path = (target: Omit<Target, 'pointer'>, years: readonly number[] = YEARS) =>
  targetPath({ pointer: '/targets/0', ...target }, years, RECORDS)

describe('a path to a target', () => {
  test('that is linear falls by as much every year', () => {
    expect(path({ kind: 'linear', reduction: 0.4 }).levels).toEqual([
      1,
      0.9,
      0.8,
      expect.closeTo(0.7, 12),
      0.6,
    ])
  })

  test('of a constant rate falls by the same share every year: 0.16 over four years is 1 − 0.16^(1 ÷ 4) a year', () => {
    const levels = path({ kind: 'constant-rate', reduction: 0.84 }).levels ?? []
    const rate = 1 - 0.16 ** 0.25
    for (const [at, level] of levels.entries()) expect(level).toBeCloseTo((1 - rate) ** at, 10)
  })

  test('that is science-based halves by 2030 and comes to nothing by 2050', () => {
    const years = Array.from({ length: 31 }, (_, at) => 2020 + at)
    const levels = path({ kind: 'science-based' }, years).levels ?? []
    expect([levels[0], levels[10], levels[20], levels[30]]).toEqual([1, 0.5, 0.25, 0])
  })
})

describe('a line against a target', () => {
  const LINE = [100, 90, 70, 65, 60]

  test('holds where its last year is at the level or below, and says since when', () => {
    expect(judge(path({ kind: 'linear', reduction: 0.3 }), LINE, YEARS)).toEqual({
      holds: true,
      gapKg: -10,
      reached: 2022,
    })
    expect(judge(path({ kind: 'linear', reduction: 0.5 }), LINE, YEARS)).toEqual({
      holds: false,
      gapKg: 10,
      reached: undefined,
    })
  })

  test('of an earlier year is judged there', () => {
    expect(judge(path({ kind: 'linear', reduction: 0.3, year: 2021 }), LINE, YEARS).holds).toBe(false)
    expect(judge(path({ kind: 'linear', reduction: 0.3, year: 2022 }), LINE, YEARS).holds).toBe(true)
  })

  test('of a budget adds all years after the base year: a line that falls far can still spend too much', () => {
    // 90 + 70 + 65 + 60 = 285; 225 are spent by 2023.
    expect(judge(path({ kind: 'budget', budgetKg: 285 }), LINE, YEARS)).toEqual({
      holds: true,
      gapKg: 0,
      reached: undefined,
    })
    expect(judge(path({ kind: 'budget', budgetKg: 200 }), LINE, YEARS)).toEqual({
      holds: false,
      gapKg: 85,
      reached: 2023,
    })
  })
})
