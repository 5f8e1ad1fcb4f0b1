import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../../src/scenario/outcome.ts'
import { EXACT_LEVERS, shapley } from '../../../src/scenario/shapley.ts'
import { type HandLever, handModel } from './hand-model.ts'

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
const sharesOf = (levers: readonly HandLever[], seed = 1) => {
  const { model, inputs } = handModel(levers)
  const { reference, scenario } = outcomeOf(model, inputs)
  const difference = (scenario.at(-1) ?? 0) - (reference.at(-1) ?? 0)
  return { ...shapley(model, inputs, seed), difference }
}

const THREE: readonly HandLever[] = [
  { kind: 'trips', mode: 'car', size: 0.2 },
  { kind: 'speed', mode: 'car', size: 0.5 },
  { kind: 'occupancy', mode: 'bus', size: 0.25 },
]

describe('shares by Shapley', () => {
  test('of two levers on one mode are the means over both orders', () => {
    // 100 kg: first 0.2 then 0.5 of the rest is −20 −40; the other way round −50 −10.
    const { kg } = sharesOf(THREE)
    expect(kg[0]).toBeCloseTo(-(20 + 10) / 2, 10)
    expect(kg[1]).toBeCloseTo(-(40 + 50) / 2, 10)
    expect(kg[2]).toBeCloseTo(-4, 10)
  })

  test('sum to the difference', () => {
    const { kg, difference, orders, errors } = sharesOf(THREE)
    expect(sumOf(kg)).toBeCloseTo(difference, 10)
    expect(orders).toBe('exact')
    expect(errors).toEqual([0, 0, 0])
  })

  test('are the same for levers that do the same, and follow levers that are listed anew', () => {
    const twins: readonly HandLever[] = [
      { kind: 'mode-shift', mode: 'car', toMode: 'cycle', size: 0.3 },
      { kind: 'mode-shift', mode: 'car', toMode: 'cycle', size: 0.3 },
      { kind: 'trips', mode: 'car', size: 0.1 },
    ]
    const { kg } = sharesOf(twins)
    expect(kg[0]).toBeCloseTo(kg[1] ?? 0, 10)
    const turned = sharesOf(twins.toReversed())
    expect(turned.kg[0]).toBeCloseTo(kg[2] ?? 0, 10)
  })

  test('give nothing to a lever that does nothing', () => {
    expect(sharesOf([...THREE, { kind: 'trips', mode: 'cycle', size: 0.5 }]).kg[3]).toBe(0)
  })

  const many = Array.from(
    { length: EXACT_LEVERS + 1 },
    (_, at): HandLever => ({ kind: 'trips', mode: at % 2 === 0 ? 'car' : 'bus', size: 0.02 * (at + 1) }),
  )

  test('of more levers are drawn, say so, sum to the difference, and lie within their error of the exact ones', () => {
    const drawn = sharesOf(many)
    expect(drawn.orders).toBeGreaterThan(100)
    expect(sumOf(drawn.kg)).toBeCloseTo(drawn.difference, 8)
    expect(Math.max(...drawn.errors)).toBeGreaterThan(0)
    // Without the last lever the exact shares are known; a lever of 1e-12 in its place changes them by nothing seen.
    const exact = sharesOf(many.slice(0, EXACT_LEVERS))
    const nearly = sharesOf([...many.slice(0, EXACT_LEVERS), { kind: 'trips', mode: 'car', size: 1e-12 }])
    for (const [at, kg] of exact.kg.entries())
      expect(Math.abs(kg - (nearly.kg[at] ?? 0))).toBeLessThan(4.5 * (nearly.errors[at] ?? 0) + 1e-6)
    expect(sharesOf(many)).toEqual(drawn)
  })
})
