import { describe, expect, test } from 'vitest'
import { influencesOn } from '../../../src/scenario/sensitivity.ts'
import { NO_NODE, type Program } from '../../../src/uncertainty/program.ts'
import { type HandLever, handModel } from './hand-model.ts'

const LEVERS: readonly HandLever[] = [
  { kind: 'trips', mode: 'car', size: 0.3 },
  { kind: 'trips', mode: 'bus', size: 0.5 },
]
const { model, inputs } = handModel(LEVERS)
/** The emissions of cars and buses, and the size of the first lever. */
const UNCERTAIN = [2, 4, 9]

function programOf(sds: readonly number[]): Program {
  return {
    variables: UNCERTAIN.map((place, at) => ({
      key: ['car', 'bus', 'size'][at] ?? '',
      distribution: { kind: 'normal', mean: inputs[place] ?? 0, sd: sds[at] ?? 0, min: -1e9 },
    })),
    correlated: [],
    slots: UNCERTAIN.map(() => ({ kind: 'variable' as const })),
    factorSlots: [0, 1, 2],
    factorRoles: ['times', 'times', 'times'],
    parents: [NO_NODE, NO_NODE, NO_NODE],
    nodeFactors: [0, 1, 2],
    nodes: [...inputs].map((_, at) => UNCERTAIN.indexOf(at)),
    coefficients: [...inputs].map((value, at) => (UNCERTAIN.includes(at) ? 1 : value)),
    figures: [...inputs].map((_, at) => ({
      id: String(at),
      rule: { kind: 'sum', products: [at], weights: [1] },
      shown: true,
    })),
    values: inputs,
  }
}
const of = (sds: readonly number[]) =>
  new Map(influencesOn(model, programOf(sds), inputs, 1).map((one) => [one.key, one]))

describe('what a result depends on', () => {
  test('of a sum is each part of the variance, and no more with others than alone', () => {
    // The scenario is 0.7 · car + 0.5 · bus with certain sizes: variances (0.7 · 6)² = 17.64 and (0.5 · 4)² = 4.
    const found = of([6, 4, 1e-6])
    expect(found.get('size')?.scenario.total).toBeLessThan(0.001)
    expect(found.get('car')?.scenario.first).toBeCloseTo(17.64 / 21.64, 1)
    expect(found.get('bus')?.scenario.first).toBeCloseTo(4 / 21.64, 1)
    expect(found.get('bus')?.scenario.total).toBeCloseTo(4 / 21.64, 1)
  })

  test('of a product is more with others than alone', () => {
    // The difference is −car · size − 0.5 · bus: of car · size with means 100 and 0.3, sds 60 and 0.18, the variance is
    // (60 · 0.3)² + (100 · 0.18)² + (60 · 0.18)² = 324 + 324 + 116.64; each alone has 324, and with the other 440.64.
    const { first, total } = of([60, 0.001, 0.18]).get('car')?.difference ?? { first: 0, total: 0 }
    expect(first).toBeCloseTo(324 / 764.64, 1)
    expect(total).toBeCloseTo(440.64 / 764.64, 1)
    expect(total - first).toBeGreaterThan(0.08)
  })

  test('has a tornado: what the difference is at the ends of each', () => {
    const { atLower, atUpper } = of([6, 4, 0.05]).get('size') ?? {}
    // −100 · (0.3 ± 1.96 · 0.05) − 10, with the smaller size first.
    expect(atLower?.difference).toBeCloseTo(-100 * (0.3 - 1.96 * 0.05) - 10, 1)
    expect(atUpper?.difference).toBeCloseTo(-100 * (0.3 + 1.96 * 0.05) - 10, 1)
  })

  test('begins with what matters most', () => {
    expect([...of([6, 0.1, 0.1]).keys()]).toEqual(['size', 'car', 'bus'])
  })
})
