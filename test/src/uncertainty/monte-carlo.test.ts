import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { describe, expect, test } from 'vitest'
import { SCORE_95 } from '../../../src/kernel/distribution.ts'
import { BLOCK } from '../../../src/uncertainty/column.ts'
import { Evaluation } from '../../../src/uncertainty/evaluation.ts'
import { type DrawnInterval, simulate } from '../../../src/uncertainty/monte-carlo.ts'
import type { Program } from '../../../src/uncertainty/program.ts'
import { lognormal, normal, programOf, sumOf } from '../../fixtures/drawn-program.ts'

const DRAWS = 100_000

function only(
  program: Program,
  options: { draws?: number; seed?: number; level?: number } = {},
): DrawnInterval {
  const [interval] = simulate(program, { draws: DRAWS, seed: 1, ...options }).intervals
  if (!interval) throw new Error('No figure is shown.')
  return interval
}

/**
 * A limit lies within 5 standard errors of its closed form. `error` is 1.96 standard errors, by the order of the draws,
 * and itself known to some 5 % at 100 000 draws.
 */
function expectLimit(limit: number, error: number, expected: number): void {
  expect(Math.abs(limit - expected)).toBeLessThan((5 / SCORE_95) * error)
}

const product = programOf({
  variables: { a: lognormal(0.3), b: lognormal(0.4), c: lognormal(1.2) },
  products: [
    [
      [0, 'times'],
      [1, 'times'],
      [2, 'divided-by'],
    ],
  ],
  figures: { f: sumOf(0) },
})

describe('closed forms', () => {
  test('a product and quotient of lognormals is lognormal: σ² = 0.3² + 0.4² + 1.2² = 1.3²', () => {
    const { lower, upper, lowerError, upperError } = only(product)
    expectLimit(lower, lowerError, Math.exp(-1.3 * SCORE_95))
    expectLimit(upper, upperError, Math.exp(1.3 * SCORE_95))
    // The density of ln f at the limit is 0.0584/1.3; the standard error √(0.025 · 0.975/n)/density, times f and 1.96.
    const expected = (upper * SCORE_95 * Math.sqrt((0.025 * 0.975) / DRAWS)) / (0.05844507 / 1.3)
    expect(upperError / expected).toBeGreaterThan(0.8)
    expect(upperError / expected).toBeLessThan(1.25)
  })

  test('a sum of normals is normal: sd² = 3² + 4²', () => {
    const program = programOf({
      variables: { a: normal(10, 3), b: normal(20, 4) },
      products: [[[0, 'times']], [[1, 'times']]],
      figures: { f: sumOf(0, 1) },
    })
    const { lower, upper, lowerError, upperError } = only(program)
    expectLimit(lower, lowerError, 30 - 5 * SCORE_95)
    expectLimit(upper, upperError, 30 + 5 * SCORE_95)
  })

  test('what two products share moves them together: (1 + 1)·a is 2a', () => {
    const program = programOf({
      variables: { a: normal(10, 1) },
      products: [[[0, 'times']], [[0, 'times']]],
      figures: { a: sumOf(0), b: sumOf(1), both: { kind: 'total', parts: [0, 1] } },
    })
    const [a, , both] = simulate(program, { draws: 1000, seed: 1 }).intervals
    expect(both?.lower).toBeCloseTo(2 * (a?.lower ?? 0), 12)
    expect(both?.upper).toBeCloseTo(2 * (a?.upper ?? 0), 12)
  })

  test('a ratio of figures that share a factor does not depend on it', () => {
    const program = programOf({
      variables: { shared: lognormal(0.5), a: lognormal(0.3), b: lognormal(0.4) },
      products: [
        [
          [0, 'times'],
          [1, 'times'],
        ],
        [
          [0, 'times'],
          [2, 'times'],
        ],
      ],
      figures: { a: sumOf(0), b: sumOf(1), ratio: { kind: 'ratio', above: 0, below: 1 } },
    })
    const ratio = simulate(program, { draws: DRAWS, seed: 2 }).intervals[2]
    expectLimit(ratio?.lower ?? 0, ratio?.lowerError ?? 0, Math.exp(-0.5 * SCORE_95))
    expectLimit(ratio?.upper ?? 0, ratio?.upperError ?? 0, Math.exp(0.5 * SCORE_95))
  })

  test('correlated scores have the stated correlation: sd² of a + b is 1 + 1 + 2 · 0.6', () => {
    const program = programOf({
      variables: { a: normal(10, 1), b: normal(10, 1) },
      // Cholesky factor of [[1, 0.6], [0.6, 1]].
      correlated: [{ variables: [0, 1], lower: Float64Array.of(1, 0, 0.6, 0.8) }],
      products: [[[0, 'times']], [[1, 'times']]],
      figures: { f: sumOf(0, 1) },
    })
    const { lower, upper, lowerError, upperError } = only(program)
    expectLimit(lower, lowerError, 20 - Math.sqrt(3.2) * SCORE_95)
    expectLimit(upper, upperError, 20 + Math.sqrt(3.2) * SCORE_95)
  })

  test('another level has other limits', () => {
    const { lower, lowerError } = only(product, { level: 0.9 })
    expectLimit(lower, lowerError, Math.exp(1.3 * normalQuantile(0.05, 0, 1)))
  })
})

describe('what follows from variables', () => {
  const values = (program: Program, draws = 20): readonly (readonly number[])[] => {
    const evaluation = new Evaluation(program, 3)
    evaluation.next()
    return evaluation.figures.map(({ column, scale, constant }) =>
      Array.from({ length: draws }, (_, draw) => constant + scale * (column?.[draw] ?? 0)),
    )
  }

  test('shares keep their sum in every draw', () => {
    const share = (drawn: number) => ({ kind: 'share', drawn, total: 3, kept: 0.9 }) as const
    const program = programOf({
      variables: { a: lognormal(0.3), b: lognormal(0.3), c: lognormal(0.3) },
      followers: [{ kind: 'share-total', members: [0, 1, 2] }, share(0), share(1), share(2)],
      products: [[[4, 'times']], [[5, 'times']], [[6, 'times']]],
      figures: { a: sumOf(0), b: sumOf(1), c: sumOf(2), all: sumOf(0, 1, 2) },
    })
    const [a = [], , , all = []] = values(program, BLOCK)
    for (const sum of all) expect(sum).toBeCloseTo(0.9, 14)
    expect(new Set(a).size).toBe(BLOCK)
  })

  test('a formula is evaluated in every draw, whether of one variable or of more', () => {
    const perL = (shareSlot: number, densitySlot: number) =>
      ({
        kind: 'derived',
        rule: { formula: 'blend-mj-per-l', constants: {} },
        inputs: [shareSlot, -1, -1, densitySlot, -1],
        values: [0.1, 0.8, 27, 0.75, 43],
        own: undefined,
      }) as const
    const twice = {
      kind: 'derived',
      rule: { formula: 'times-constant', constants: { factor: 2 } },
      inputs: [0],
      values: [0],
      own: 1,
    } as const
    const program = programOf({
      variables: { a: normal(0.1, 0.01), b: normal(0.75, 0.01) },
      followers: [twice, perL(0, -1), perL(0, 1)],
      products: [[[0, 'times']], [[1, 'times']], [[2, 'times']], [[3, 'times']], [[4, 'times']]],
      figures: { a: sumOf(0), b: sumOf(1), twice: sumOf(2), one: sumOf(3), two: sumOf(4) },
    })
    const [a = [], b = [], doubled = [], one = [], two = []] = values(program)
    // 1 L is made of biofuel and fuel: its energy is 1 over (e/(0.8 · 27) + (1 − e)/(ρ · 43)), e the share of energy.
    const perLitre = (share: number, density: number): number =>
      1 / (share / (0.8 * 27) + (1 - share) / (density * 43))
    for (const [draw, share] of a.entries()) {
      const density = b[draw] as number
      expect(doubled[draw]).toBeCloseTo(2 * share * density, 12)
      // From a table of one variable: to 0.02²/8 of the second derivative by score, here below 1e-3.
      expect(one[draw]).toBeCloseTo(perLitre(share, 0.75), 6)
      expect(two[draw]).toBeCloseTo(perLitre(share, density), 10)
    }
  })

  test('every role enters as a product has it', () => {
    const program = programOf({
      variables: { a: normal(0.2, 0.01) },
      products: [
        [[0, 'times']],
        [[0, 'divided-by']],
        [[0, 'times-complement']],
        [[0, 'divided-by-complement']],
        [[0, 'times-loss-ratio']],
      ],
      figures: { a: sumOf(0), b: sumOf(1), c: sumOf(2), d: sumOf(3), e: sumOf(4) },
    })
    const [a = [], ...others] = values(program)
    expect(others).toEqual([
      a.map((x) => 1 / x),
      a.map((x) => 1 - x),
      a.map((x) => 1 / (1 - x)),
      a.map((x) => x / (1 - x)),
    ])
  })

  test('a certain figure is certain, a same one the same, and one that is not shown is not there', () => {
    const base = programOf({
      variables: { a: lognormal(0.2) },
      products: [[[0, 'times']], []],
      figures: { a: sumOf(0), certain: sumOf(1), same: { kind: 'same', as: 0 }, hidden: sumOf(0) },
    })
    const figures = base.figures.map((figure) => ({ ...figure, shown: figure.id !== 'hidden' }))
    const { intervals } = simulate({ ...base, nodes: [0, -1], figures }, { draws: 1000, seed: 1 })
    const [a, certain, same] = intervals
    expect(intervals.map(({ id }) => id)).toEqual(['a', 'certain', 'same'])
    expect(certain).toMatchObject({ lower: 1, upper: 1, lowerError: 0, converged: true })
    expect({ ...same, id: 'a' }).toEqual(a)
  })
})

describe('a simulation', () => {
  test('gives the same bytes for the same seed, and others for another', () => {
    const text = (seed: number): string => JSON.stringify(simulate(product, { draws: 5000, seed }))
    expect(text(1)).toBe(text(1))
    expect(text(2)).not.toBe(text(1))
  })

  test('is plain data', () => {
    const simulation = simulate(product, { draws: 1000, seed: 1 })
    expect(structuredClone(simulation)).toEqual(simulation)
  })

  test('two seeds agree within what they say of themselves', () => {
    const [one, other] = [1, 2].map((seed) => only(product, { seed })) as [DrawnInterval, DrawnInterval]
    // The difference of two limits has √2 of the standard error of one; 4 of these.
    const allowed = (4 / SCORE_95) * Math.SQRT2
    expect(Math.abs(one.lower - other.lower)).toBeLessThan(allowed * one.lowerError)
    expect(Math.abs(one.upper - other.upper)).toBeLessThan(allowed * one.upperError)
  })

  test('of few draws has not converged and names the worst figure; of many it has', () => {
    const few = simulate(product, { draws: 1000, seed: 1 })
    expect(few.converged).toBe(false)
    expect(few.worst?.id).toBe('f')
    const narrow = programOf({
      variables: { a: lognormal(0.1) },
      products: [[[0, 'times']]],
      figures: { f: sumOf(0) },
    })
    // 1.96 · √(0.025 · 0.975/n)/0.0584 · 0.1 = 0.0052 of the limit at n = 10 000.
    expect(simulate(narrow, { draws: 10_000, seed: 1 }).converged).toBe(true)
    // At 100 draws no two draws hold the limit between them.
    expect(simulate(narrow, { draws: 100, seed: 1 }).converged).toBe(false)
  })

  test('writes every block over the one before', () => {
    const evaluation = new Evaluation(product, 1)
    const columns = evaluation.figures.map(({ column }) => column)
    const first = [...(columns[0] ?? [])]
    for (let block = 0; block < 10; block += 1) evaluation.next()
    expect(evaluation.figures.map(({ column }) => column)).toEqual(columns)
    expect(columns[0]).toHaveLength(BLOCK)
    expect([...(columns[0] ?? [])]).not.toEqual(first)
  })

  test.each([0, 99, 1000.5, 1e9, Number.NaN])('of %d draws is refused', (draws) => {
    expect(() => simulate(product, { draws, seed: 1 })).toThrow(RangeError)
  })

  test.each([-1, 0.5, 4_294_967_296])('of seed %d is refused', (seed) => {
    expect(() => simulate(product, { draws: 100, seed })).toThrow(RangeError)
  })

  test.each([0.4, 1, Number.NaN])('at level %d is refused', (level) => {
    expect(() => simulate(product, { draws: 100, seed: 1, level })).toThrow(RangeError)
  })

  test('knows no drivers of a figure that is not there', () => {
    const driversOf = [{ figure: 'g', groups: [] }]
    expect(() => simulate(product, { draws: 100, seed: 1, driversOf })).toThrow(RangeError)
  })
})
