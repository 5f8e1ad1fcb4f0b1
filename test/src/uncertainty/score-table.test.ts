import { describe, expect, test } from 'vitest'
import { type Distribution, valueAtScore } from '../../../src/kernel/distribution.ts'
import { BLOCK, MEMORY } from '../../../src/uncertainty/column.ts'
import { mapTable, type ScoreTable, scoreTable } from '../../../src/uncertainty/score-table.ts'
import { fillValues } from '../../../src/uncertainty/table-values.ts'

const scores: Float64Array = Float64Array.from(
  { length: BLOCK },
  (_, index) => -5 + (10 * index) / (BLOCK - 1),
)

function valuesAt(table: ScoreTable, at = scores): Float64Array {
  MEMORY.set(at)
  fillValues(BLOCK, BLOCK, table, 0)
  return MEMORY.slice(BLOCK, 2 * BLOCK)
}

const worst = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] as number))), 0)

describe('a table', () => {
  // Lines over steps of 0.02 are off by 0.02²/8 times the second derivative by score, the third column: at most the
  // standard deviation squared of the logarithm times the largest value, 0.242 × width for a uniform one, and so on.
  test.each<[string, Distribution, number]>([
    ['lognormal', { kind: 'lognormal', mu: 0, sigma: 0.3 }, 0.09 * Math.exp(1.5)],
    ['normal, cut', { kind: 'normal', mean: 1, sd: 0.5, min: 0 }, 0.5],
    ['uniform', { kind: 'uniform', min: 2, max: 4 }, 0.242 * 2],
    ['logit-normal', { kind: 'logit-normal', mu: -1, sigma: 0.5 }, 0.25 * 0.1],
    ['pert', { kind: 'pert', min: 0, mode: 1, max: 4 }, 0.6],
    ['beta', { kind: 'beta', alpha: 0.5, beta: 2, min: 0, max: 1 }, 1],
  ])('of a %s distribution is close to its quantiles', (_, distribution, bend) => {
    const exact = scores.map((score) => valueAtScore(distribution, score))
    expect(worst(valuesAt(scoreTable(distribution)), exact)).toBeLessThan((0.02 ** 2 / 8) * bend * 1.2)
  })

  test('of a triangular distribution is off most at its mode, and little', () => {
    const distribution: Distribution = { kind: 'triangular', min: 0, mode: 1, max: 3 }
    const exact = scores.map((score) => valueAtScore(distribution, score))
    // Standard deviation √((0 + 1 + 9 − 0 − 3 − 0)/18).
    expect(worst(valuesAt(scoreTable(distribution)), exact)).toBeLessThan(1e-3 * Math.sqrt(7 / 18))
  })

  test('of a normal that is not cut is exact', () => {
    const table = scoreTable({ kind: 'normal', mean: 100, sd: 10, min: 0 })
    expect(table.kind).toBe('linear')
    expect(
      worst(
        valuesAt(table),
        scores.map((score) => 100 + 10 * score),
      ),
    ).toBe(0)
  })

  test('rises, and stays in the range of its distribution however steep that is', () => {
    const values = valuesAt(scoreTable({ kind: 'beta', alpha: 0.05, beta: 0.3, min: 0, max: 1 }))
    for (let index = 1; index < BLOCK; index += 1)
      expect(values[index]).toBeGreaterThanOrEqual(values[index - 1] as number)
    expect(values[0]).toBeGreaterThanOrEqual(0)
    expect(values[BLOCK - 1]).toBeLessThanOrEqual(1)
  })

  test('has the value of its end for scores beyond', () => {
    const table = scoreTable({ kind: 'uniform', min: 0, max: 1 })
    const beyond = valuesAt(table, new Float64Array(BLOCK).fill(-9))
    expect(beyond[0]).toBeCloseTo(valueAtScore({ kind: 'uniform', min: 0, max: 1 }, -5), 12)
    expect(valuesAt(table, new Float64Array(BLOCK).fill(9))[0]).toBeCloseTo(1, 6)
  })

  test('is mapped place by place', () => {
    const square = (value: number): number => value * value
    for (const distribution of [
      { kind: 'normal', mean: 10, sd: 1, min: 0 },
      { kind: 'lognormal', mu: 0, sigma: 0.1 },
    ] as const) {
      const exact = scores.map((score) => square(valueAtScore(distribution, score)))
      // The second derivative of (10 + z)² is 2, that of exp(0.2 z) below 0.04 · e.
      expect(worst(valuesAt(mapTable(scoreTable(distribution), square)), exact)).toBeLessThan(
        (0.02 ** 2 / 4) * 1.01,
      )
    }
  })
})
