import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { additiveEffects, multiplierOf } from '../../../src/kernel/decomposition.ts'
import { logarithmicChange, logarithmicMean } from '../../../src/kernel/logarithmic-mean.ts'

const amount = fc.double({ min: 1e-6, max: 1e9, noNaN: true })
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

describe('logarithmic mean', () => {
  test('of a number with itself is the number, and 0 with 0', () => {
    expect(logarithmicMean(7, 7)).toBe(7)
    expect(logarithmicMean(0, 7)).toBe(0)
    expect(logarithmicMean(7, 0)).toBe(0)
  })

  test('of 1 and e is e − 1', () => {
    expect(logarithmicMean(1, Math.E)).toBeCloseTo(Math.E - 1, 14)
  })

  test('keeps its digits where the two are close', () => {
    // L(a, a(1 + d)) = a(1 + d/2 − d²/12 + …); for a = 3, d = 1e-9 the second term is the last that counts.
    expect(logarithmicMean(3, 3 * (1 + 1e-9))).toBeCloseTo(3 * (1 + 0.5e-9), 14)
    expect(logarithmicChange(3, 3 * (1 + 2 ** -40))).toBe(Math.log1p(2 ** -40))
  })

  test.prop([amount, amount])('lies between the two, whichever comes first', (a, b) => {
    const mean = logarithmicMean(a, b)
    expect(mean).toBeGreaterThanOrEqual(Math.min(a, b) * (1 - 1e-12))
    expect(mean).toBeLessThanOrEqual(Math.max(a, b) * (1 + 1e-12))
    expect(Math.abs(mean - logarithmicMean(b, a))).toBeLessThanOrEqual(1e-12 * mean)
  })
})

describe('decomposition', () => {
  // Two cells, five factors: activity, share, 1/occupancy, MJ/vkm, g/MJ. Worked apart from this code, with the LMDI-I
  // formulas of Ang (2005): car and bus, 85 750 and 25 935 before, 75 900 and 22 628.5714 after.
  const cells = [
    [
      [1000, 1100],
      [0.7, 0.6],
      [1 / 1.5, 1 / 1.4],
      [2.5, 2.3],
      [73.5, 70],
    ],
    [
      [1000, 1100],
      [0.3, 0.4],
      [1 / 12, 1 / 14],
      [14, 12],
      [74.1, 60],
    ],
  ].map((factors) => factors.map(([before = 0, after = 0]) => ({ before, after })))
  const ofCells = cells.map((factors) => additiveEffects(factors))
  const effects = [0, 1, 2, 3, 4].map((index) => sum(ofCells.map((cell) => cell[index] ?? 0)))

  test('additive: two cells of five factors, to the digits', () => {
    expect(effects.map((effect) => effect.toFixed(4))).toEqual([
      '10004.6226',
      '-5469.1658',
      '1832.1774',
      '-10468.2323',
      '-9055.8305',
    ])
    expect(sum(effects).toFixed(4)).toBe('-13156.4286')
  })

  test('multiplicative: the same, and the product is the ratio of the totals', () => {
    const before = 111_685
    const after = 75_900 + 22_628.571_428_571_43
    const multipliers = effects.map((effect) => multiplierOf(effect, before, after))
    expect(multipliers.map((one) => one.toFixed(6))).toEqual([
      '1.100000',
      '0.949232',
      '1.017608',
      '0.905085',
      '0.917345',
    ])
    expect(multipliers.reduce((product, one) => product * one, 1).toFixed(6)).toBe('0.882201')
  })

  // The eight cases of Ang, Zhang & Choi (1998), Table 2, for a factor x beside one of 5.
  test.each([
    ['1: appears', [0, 2], [5, 5], [10, 0]],
    ['2: disappears', [2, 0], [5, 5], [-10, 0]],
    ['3 and 4: beside one that appears or disappears', [5, 5], [0, 2], [0, 10]],
    ['5 to 8: nothing on either side', [0, 0], [5, 6], [0, 0]],
    ['5 to 8: zero by another factor on each side', [0, 2], [5, 0], [0, 0]],
    // The limit for equal small values: n factors share the whole, it is not counted n times.
    ['two appear together', [0, 2], [0, 5], [5, 5]],
  ])('zero case %s', (_, [a = 0, b = 0], [c = 0, d = 0], expected) => {
    expect(
      additiveEffects([
        { before: a, after: b },
        { before: c, after: d },
      ]),
    ).toEqual(expected)
  })

  const factor = fc.record({
    before: fc.oneof(fc.constant(0), amount),
    after: fc.oneof(fc.constant(0), amount),
  })
  test.prop([fc.array(factor, { minLength: 1, maxLength: 6 })])('effects sum to the change', (factors) => {
    const before = factors.reduce((product, one) => product * one.before, 1)
    const after = factors.reduce((product, one) => product * one.after, 1)
    const apart = Math.abs(sum(additiveEffects(factors)) - (after - before))
    // Effects of opposite sign are each larger than the change: the sum keeps the digits of the largest.
    const scale = Math.max(before, after, ...additiveEffects(factors).map(Math.abs))
    expect(apart).toBeLessThanOrEqual(1e-12 * scale)
  })
})
