import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, test } from 'vitest'
import { drawNormals } from '../../../src/uncertainty/standard-normal.ts'

const N = 1_000_000
const draws = new Float64Array(N)
drawNormals(draws, 11, 'normal')
const mean = (of: (draw: number) => number): number => draws.reduce((sum, draw) => sum + of(draw), 0) / N

describe('standard normal draws', () => {
  // The standard error of the mean of zᵏ is √((E z²ᵏ − (E zᵏ)²)/n), with E z² … z⁸ = 1, 3, 15, 105.
  test.each([
    [1, 0, 1],
    [2, 1, 3 - 1],
    [3, 0, 15],
    [4, 3, 105 - 9],
  ])('have moment %i of %i', (power, expected, variance) => {
    expect(Math.abs(mean((z) => z ** power) - expected)).toBeLessThan(5 * Math.sqrt(variance / N))
  })

  test.each([-4, -3.7, -3, -2, -1, -0.1, 0, 0.5, 1.96, 3, 3.6541528853610088, 4.2])(
    'lie below %d as often as they should',
    (score) => {
      const share = normalCdf(score, 0, 1)
      // The count is binomial.
      expect(Math.abs(mean((z) => (z < score ? 1 : 0)) - share)).toBeLessThan(
        5 * Math.sqrt((share * (1 - share)) / N),
      )
    },
  )

  test('fill every class of a tenth as they should: χ² within 5 standard deviations', () => {
    const counts = new Float64Array(60)
    for (const z of draws) {
      const place = Math.floor((z + 3) * 10)
      if (place >= 0 && place < 60) counts[place] = (counts[place] as number) + 1
    }
    const squared = counts.reduce((sum, count, place) => {
      const from = place / 10 - 3
      const expected = N * (normalCdf(from + 0.1, 0, 1) - normalCdf(from, 0, 1))
      return sum + (count - expected) ** 2 / expected
    }, 0)
    expect(Math.abs(squared - 60)).toBeLessThan(5 * Math.sqrt(120))
  })

  test('do not depend on the draw before', () => {
    let sum = 0
    for (let at = 1; at < N; at += 1) sum += (draws[at] as number) * (draws[at - 1] as number)
    expect(Math.abs(sum / N)).toBeLessThan(5 / Math.sqrt(N))
  })
})
