import { describe, expect, test } from 'vitest'
import { SCORE_95 } from '../../../src/kernel/distribution.ts'
import { Propagation, propagate } from '../../../src/uncertainty/propagation.ts'
import { handProgram, lognormalAround as lognormal, plusMinus } from '../../fixtures/hand-program.ts'

/** Standard deviation of a figure as a share of it, times 1.96: the U of IPCC Approach 1. */
function halfWidthOf(propagation: Propagation, index: number): number {
  const { variance, median } = propagation.slopeOf(index)
  return (SCORE_95 * Math.sqrt(variance)) / median
}

describe('IPCC Approach 1', () => {
  // methods.md, section 11: product of U 10 % and 5 % → √(10² + 5²) = 11.1803 %.
  test('a product of ±10 % and ±5 % is ±11.1803 %', () => {
    const program = handProgram({ a: plusMinus(3, 0.1), b: plusMinus(7, 0.05) }, { product: [['a', 'b']] })
    expect(halfWidthOf(new Propagation(program), 0)).toBeCloseTo(Math.sqrt(0.1 ** 2 + 0.05 ** 2), 12)
    const [{ lower, upper } = { lower: 0, upper: 0 }] = propagate(program)
    // The second order of the product, a·b·z₁·z₂, changes the width by less than a thousandth.
    expect((upper - lower) / (2 * 21)).toBeCloseTo(0.111803, 4)
  })

  // methods.md, section 11: 60 ± 12 % and 40 ± 30 % → √(7.2² + 12²) ÷ 100 = 13.9943 %.
  test('a sum of 60 ±12 % and 40 ±30 % is ±13.9943 %', () => {
    const program = handProgram({ a: plusMinus(60, 0.12), b: plusMinus(40, 0.3) }, { sum: [['a'], ['b']] })
    const [{ lower, upper } = { lower: 0, upper: 0 }] = propagate(program)
    expect(upper - 100).toBeCloseTo(13.9943, 4)
    expect(100 - lower).toBeCloseTo(13.9943, 4)
  })

  // Fully correlated terms add linearly: 7.2 + 12 = 19.2.
  test('terms that share a factor add linearly', () => {
    const program = handProgram(
      { a: plusMinus(60, 0), b: plusMinus(40, 0), factor: plusMinus(1, 0.2) },
      {
        sum: [
          ['a', 'factor'],
          ['b', 'factor'],
        ],
      },
    )
    expect(halfWidthOf(new Propagation(program), 0)).toBeCloseTo(0.2, 12)
  })

  test('perfectly correlated variables add linearly, opposed ones cancel', () => {
    const sum = (coefficient: number) =>
      handProgram({ a: plusMinus(60, 0.12), b: plusMinus(40, 0.3) }, { sum: [['a'], ['b']] }, [
        {
          variables: [0, 1],
          lower: Float64Array.from([1, 0, coefficient, Math.sqrt(1 - coefficient ** 2)]),
        },
      ])
    expect(halfWidthOf(new Propagation(sum(1)), 0)).toBeCloseTo(0.192, 12)
    expect(halfWidthOf(new Propagation(sum(-1)), 0)).toBeCloseTo(0.048, 12)
    // √(7.2² + 12² + 2 · 0.5 · 7.2 · 12) ÷ 100
    expect(halfWidthOf(new Propagation(sum(0.5)), 0)).toBeCloseTo(Math.sqrt(51.84 + 144 + 86.4) / 100, 12)
  })
})

describe('closed forms', () => {
  test('a product of lognormals is lognormal: exp(±1.96·√(0.3² + 0.4²)) around the product of medians', () => {
    const program = handProgram({ a: lognormal(2, 0.3), b: lognormal(5, 0.4) }, { product: [['a', 'b']] })
    const [{ lower, upper } = { lower: 0, upper: 0 }] = propagate(program)
    expect(lower).toBeCloseTo(10 * Math.exp(-SCORE_95 * 0.5), 9)
    expect(upper).toBeCloseTo(10 * Math.exp(SCORE_95 * 0.5), 9)
  })

  test('a ratio of lognormals is lognormal, by division and as a figure over a figure', () => {
    const program = handProgram(
      { a: lognormal(20, 0.6), b: lognormal(5, 0.8) },
      { above: [['a']], below: [['b']], divided: [['a', '/b']], over: { above: 'above', below: 'below' } },
    )
    const [, , divided, over] = propagate(program)
    for (const found of [divided, over]) {
      expect(found?.lower).toBeCloseTo(4 * Math.exp(-SCORE_95), 9)
      expect(found?.upper).toBeCloseTo(4 * Math.exp(SCORE_95), 9)
    }
  })

  test('what a ratio has above and below cancels', () => {
    const program = handProgram(
      { a: lognormal(20, 0.6), distance: lognormal(5, 0.8) },
      {
        above: [['a', 'distance']],
        below: [['distance']],
        over: { above: 'above', below: 'below' },
      },
    )
    const over = propagate(program).at(-1)
    expect(over?.lower).toBeCloseTo(20 * Math.exp(-SCORE_95 * 0.6), 9)
    expect(over?.upper).toBeCloseTo(20 * Math.exp(SCORE_95 * 0.6), 9)
  })

  test('IPCC Eq. 3.5 to 3.8: ±150 % of a lognormal with that mean', () => {
    // μg = exp(ln 100 − ½ ln(1 + (150/200)²)), σg = exp(√ln(1 + (150/200)²)) with the 200 of the guidelines for 1.96 · 102:
    // here σ = U ÷ 1.96, so that (U/1.96)² stands for (U/200)².
    const variance = Math.log(1 + (1.5 / SCORE_95) ** 2)
    const median = Math.exp(Math.log(100) - variance / 2)
    const program = handProgram({ a: lognormal(median, Math.sqrt(variance)) }, { only: [['a']] })
    const [{ lower, upper } = { lower: 0, upper: 0 }] = propagate(program)
    expect(lower).toBeCloseTo(median * Math.exp(-SCORE_95 * Math.sqrt(variance)), 9)
    expect(upper).toBeCloseTo(median * Math.exp(SCORE_95 * Math.sqrt(variance)), 9)
  })

  test('a sum of many independent lognormals has its middle near the sum of means', () => {
    const keys = Array.from({ length: 400 }, (_, index) => `v${index}`)
    const program = handProgram(Object.fromEntries(keys.map((key) => [key, lognormal(1, 0.5)])), {
      sum: keys.map((key) => [key]),
    })
    const [{ lower, upper } = { lower: 0, upper: 0 }] = propagate(program)
    // Mean exp(σ²/2) = 1.1331; the expansion to second order gives 1 + σ²/2 = 1.125.
    expect((lower + upper) / 2).toBeCloseTo(400 * 1.125, 0)
  })
})

describe('laws', () => {
  const mixed = handProgram(
    {
      a: plusMinus(60, 0.3),
      b: lognormal(4, 0.4),
      c: { kind: 'triangular', min: 1, mode: 2, max: 6 },
      d: { kind: 'uniform', min: 0.5, max: 1.5 },
    },
    {
      sum: [
        ['a', 'd'],
        ['b', 'c'],
        ['c', '/d'],
      ],
    },
  )

  test('a narrower level lies inside a wider one', () => {
    const at = (level: number) => propagate(mixed, level)[0] ?? { lower: 0, upper: 0 }
    const levels = [0.5, 0.8, 0.9, 0.95, 0.99].map(at)
    for (const [index, inner] of levels.slice(0, -1).entries()) {
      const outer = levels[index + 1] ?? inner
      expect(outer.lower).toBeLessThan(inner.lower)
      expect(outer.upper).toBeGreaterThan(inner.upper)
    }
  })

  test('a certain term narrows the relative interval of a sum and moves no other', () => {
    const without = handProgram({ a: plusMinus(60, 0.3) }, { a: [['a']], sum: [['a']] })
    const withTerm = handProgram(
      { a: plusMinus(60, 0.3), certain: plusMinus(40, 0) },
      { a: [['a']], sum: [['a'], ['certain']] },
    )
    expect(propagate(withTerm)[0]).toEqual(propagate(without)[0])
    expect(halfWidthOf(new Propagation(withTerm), 1)).toBeCloseTo(0.3 * 0.6, 12)
  })

  test('no end is below 0 and none is NaN, however wide', () => {
    const wide = handProgram(
      { a: lognormal(1, 4), b: { kind: 'normal', mean: 1, sd: 0.9, min: 0 }, zero: plusMinus(0, 0) },
      { product: [['a', 'b']], ratio: [['b', '/a']], nothing: [['zero', 'a'], ['b']] },
    )
    for (const { lower, upper } of propagate(wide)) {
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(upper).toBeGreaterThanOrEqual(lower)
    }
  })
})
