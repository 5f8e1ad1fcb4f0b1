import { describe, expect, test } from 'vitest'
import { simulate } from '../../../src/uncertainty/monte-carlo.ts'
import type { Program } from '../../../src/uncertainty/program.ts'
import { lognormal, normal, programOf, sumOf } from '../../fixtures/drawn-program.ts'

type Groups = Parameters<typeof sharesOf>[1]

function sharesOf(
  program: Program,
  groups: readonly { name: string; variables: readonly number[]; weights: readonly number[] }[],
) {
  const { drivers } = simulate(program, { draws: 20_000, seed: 9, driversOf: [{ figure: 'f', groups }] })
  return drivers[0]?.shares ?? []
}

/** Shares lie within 4 of their standard errors of what they should be. */
function expectShares(program: Program, groups: Groups, expected: readonly number[]): void {
  const shares = sharesOf(program, groups)
  expect(shares.map(({ name }) => name)).toEqual(groups.map(({ name }) => name))
  for (const [index, { share, standardError }] of shares.entries()) {
    expect(Math.abs(share - (expected[index] as number))).toBeLessThan(4 * standardError)
    // Of 20 000 draws a correlation, and so a share, is known to less than a hundredth.
    expect(standardError).toBeLessThan(0.01)
  }
}

const sum = programOf({
  variables: { a: normal(100, 3), b: normal(100, 4), c: normal(100, 12) },
  products: [[[0, 'times']], [[1, 'times']], [[2, 'times']]],
  figures: { f: sumOf(0, 1, 2) },
})

describe('drivers from draws', () => {
  test('of a sum have the shares of its variance: 9, 16 and 144 of 169', () => {
    expectShares(
      sum,
      [
        { name: 'a', variables: [0], weights: [3] },
        { name: 'b', variables: [1], weights: [4] },
        { name: 'c', variables: [2], weights: [12] },
      ],
      [9 / 169, 16 / 169, 144 / 169],
    )
  })

  test('add up in a group', () => {
    expectShares(
      sum,
      [
        { name: 'a and b', variables: [0, 1], weights: [3, 4] },
        { name: 'c', variables: [2], weights: [12] },
      ],
      [25 / 169, 144 / 169],
    )
  })

  test('that move together share out evenly what they do together', () => {
    const program = programOf({
      variables: { a: normal(10, 1), b: normal(10, 2) },
      correlated: [{ variables: [0, 1], lower: Float64Array.of(1, 0, 0.6, 0.8) }],
      products: [[[0, 'times']], [[1, 'times']]],
      figures: { f: sumOf(0, 1) },
    })
    // Variance 1 + 4 + 2 · 0.6 · 1 · 2 = 7.4; of a 1 + 1.2, of b 4 + 1.2.
    const groups = [
      { name: 'a', variables: [0], weights: [1] },
      { name: 'b', variables: [1], weights: [2] },
    ]
    expectShares(program, groups, [2.2 / 7.4, 5.2 / 7.4])
  })

  test('of a product of wide lognormals leave out what they do only together', () => {
    const program = programOf({
      variables: { a: lognormal(0.6), b: lognormal(0.3) },
      products: [
        [
          [0, 'times'],
          [1, 'times'],
        ],
      ],
      figures: { f: sumOf(0) },
    })
    // Cov(f, σz) = σ²·E f for f = exp(σz)·…; of both E f = exp(0.45/2) and Var f = exp(0.45)·(exp(0.45) − 1).
    const share = (sigma: number): number =>
      (sigma * sigma * Math.exp(0.225)) / (Math.exp(0.45) * (Math.exp(0.45) - 1))
    const groups = [
      { name: 'a', variables: [0], weights: [0.6] },
      { name: 'b', variables: [1], weights: [0.3] },
    ]
    const found = sharesOf(program, groups)
    // The standard error of a regression takes the spread around the line as even, which it is not here: 6 of them.
    for (const [index, sigma] of [0.6, 0.3].entries())
      expect(Math.abs((found[index]?.share ?? 0) - share(sigma))).toBeLessThan(
        6 * (found[index]?.standardError ?? 0),
      )
    expect(share(0.6) + share(0.3)).toBeLessThan(1)
  })

  test('of a certain figure are none', () => {
    const certain = programOf({ variables: {}, figures: { f: sumOf() } })
    expect(sharesOf(certain, [])).toEqual([])
  })

  test('say how uncertain they are: 95 of 100 seeds lie within 1.96 standard errors', () => {
    const groups = [
      { name: 'a', variables: [0], weights: [3] },
      { name: 'b', variables: [1], weights: [4] },
    ]
    let held = 0
    const seeds = 200
    for (let seed = 0; seed < seeds; seed += 1) {
      const { drivers } = simulate(sum, { draws: 1000, seed, driversOf: [{ figure: 'f', groups }] })
      for (const [index, { share, standardError }] of (drivers[0]?.shares ?? []).entries())
        if (Math.abs(share - (index === 0 ? 9 : 16) / 169) < 1.96 * standardError) held += 1
    }
    // Binomial.
    expect(Math.abs(held - 2 * seeds * 0.95)).toBeLessThan(5 * Math.sqrt(2 * seeds * 0.95 * 0.05))
  })
})
