import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { effectsOf } from '../../../src/change/lmdi.ts'

/** Cells of one group in two states. */
const stepOf = (before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number[] => [
  ...effectsOf({
    cells: before.length,
    factors: before[0]?.length ?? 0,
    states: 2,
    values: Float64Array.from([...before, ...after].flat()),
    groupOf: new Int32Array(before.length),
    groups: 1,
  }),
]

const productOf = (factors: readonly number[]): number => factors.reduce((product, one) => product * one, 1)
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
const total = (cells: readonly (readonly number[])[]): number => sumOf(cells.map(productOf))

// methods.md 11: activity, share, 1/occupancy, MJ/vkm and g/MJ of car and bus.
const BEFORE = [
  [1000, 0.7, 1 / 1.5, 2.5, 73.5],
  [1000, 0.3, 1 / 12, 14, 74.1],
]
const AFTER = [
  [1100, 0.6, 1 / 1.4, 2.3, 70],
  [1100, 0.4, 1 / 14, 12, 60],
]

describe('the published vector', () => {
  test('has these additive effects', () => {
    const [activity, share, occupancy, intensity, carbon] = stepOf(BEFORE, AFTER)
    expect(activity).toBeCloseTo(10_004.6226, 4)
    expect(share).toBeCloseTo(-5_469.1658, 4)
    expect(occupancy).toBeCloseTo(1_832.1774, 4)
    expect(intensity).toBeCloseTo(-10_468.2323, 4)
    expect(carbon).toBeCloseTo(-9_055.8305, 4)
  })

  test('has these ratios, exp(effect ÷ L of the totals)', () => {
    const [from, to] = [total(BEFORE), total(AFTER)]
    const mean = (to - from) / Math.log(to / from)
    const ratios = stepOf(BEFORE, AFTER).map((effect) => Math.exp(effect / mean))
    expect(ratios.map((ratio) => Number(ratio.toFixed(6)))).toEqual([
      1.1, 0.949232, 1.017608, 0.905085, 0.917345,
    ])
    expect(productOf(ratios)).toBeCloseTo(0.882201, 6)
  })
})

describe('zeros by their limits (Ang, Zhang & Choi 1998)', () => {
  test.each([
    ['a cell that comes', [5, 0, 2], [5, 0.5, 2], [0, 5, 0]],
    ['a cell that ends', [5, 0.5, 2], [5, 0, 2], [0, -5, 0]],
    ['two factors of 0 in equal parts', [0, 0, 2], [5, 1, 2], [5, 5, 0]],
    ['nothing on both sides', [0, 3, 2], [0, 4, 2], [0, 0, 0]],
  ])('%s', (_, before, after, effects) => {
    expect(stepOf([before], [after])).toEqual(effects)
  })

  test('are what small values come to', () => {
    const small = stepOf([[5, 1e-300, 2]], [[5.5, 0.5, 1.8]])
    const zero = stepOf([[5, 0, 2]], [[5.5, 0.5, 1.8]])
    // 4.95 at 0; at 1e-300 the logarithm of the share is 690 of 690.
    expect(zero).toEqual([0, 5.5 * 0.5 * 1.8, 0])
    for (const [index, effect] of small.entries()) expect(effect).toBeCloseTo(zero[index] ?? Number.NaN, 2)
  })
})

const factor = fc.double({ min: 0.01, max: 100, noNaN: true })
const cell = fc.tuple(factor, factor, factor, factor)
const cells = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 })
const near = (value: number, wanted: number, size: number): void => {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-11 * size)
}

describe('laws', () => {
  test.prop([cells])('effects sum to the change', (pairs) => {
    const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
    near(sumOf(stepOf(before, after)), total(after) - total(before), total(before) + total(after))
  })

  test.prop([cells])('back again undoes every effect', (pairs) => {
    const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
    const back = stepOf(after, before)
    for (const [index, effect] of stepOf(before, after).entries())
      near(-effect, back[index] ?? Number.NaN, total(before) + total(after))
  })

  test.prop([cells])('the order of factors and of cells does not matter', (pairs) => {
    const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
    const turned = stepOf(
      before.map((one) => one.toReversed()).toReversed(),
      after.map((one) => one.toReversed()).toReversed(),
    ).toReversed()
    for (const [index, effect] of stepOf(before, after).entries())
      near(effect, turned[index] ?? Number.NaN, total(before) + total(after))
  })

  test.prop([cells, factor])('a common scale scales every effect', (pairs, scale) => {
    const scaled = (one: readonly number[]): number[] =>
      one.map((value, at) => (at === 0 ? value * scale : value))
    const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
    const effects = stepOf(before.map(scaled), after.map(scaled))
    for (const [index, effect] of stepOf(before, after).entries())
      near(effect * scale, effects[index] ?? Number.NaN, scale * (total(before) + total(after)))
  })

  test.prop([cells, fc.double({ min: 0.05, max: 0.95, noNaN: true })])(
    'a cell split in two of the same share has the same effects',
    (pairs, part) => {
      const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
      const split = (some: readonly (readonly number[])[]): number[][] =>
        some.flatMap(([first = 0, ...rest]) => [
          [first * part, ...rest],
          [first * (1 - part), ...rest],
        ])
      const effects = stepOf(split(before), split(after))
      for (const [index, effect] of stepOf(before, after).entries())
        near(effect, effects[index] ?? Number.NaN, total(before) + total(after))
    },
  )

  test('years that are near one another keep their digits', () => {
    // One factor grows by a billionth: the effect is that of the product, to 12 digits.
    const [effect = 0] = stepOf([[1, 3]], [[1 + 1e-9, 3]])
    expect(effect / (3 * (1 + 1e-9) - 3)).toBeCloseTo(1, 12)
  })
})

test('groups and steps stand apart', () => {
  const effects = effectsOf({
    cells: 2,
    factors: 1,
    states: 3,
    values: Float64Array.from([1, 10, 2, 20, 4, 10]),
    groupOf: Int32Array.from([0, 1]),
    groups: 2,
  })
  expect([...effects].map((effect) => Number(effect.toPrecision(12)))).toEqual([1, 10, 2, -10])
})
