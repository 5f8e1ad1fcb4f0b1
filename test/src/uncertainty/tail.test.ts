import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { selectRank } from '../../../src/kernel/select.ts'
import { drawNormals } from '../../../src/uncertainty/standard-normal.ts'
import { Tails } from '../../../src/uncertainty/tail.ts'

/** The quantile between order statistics, from all draws sorted. */
function sortedLimit(draws: Float64Array, share: number): number {
  const sorted = draws.toSorted()
  const at = (draws.length - 1) * share
  const low = sorted[Math.floor(at)] as number
  const high = sorted[Math.min(Math.floor(at) + 1, draws.length - 1)] as number
  return low + (at - Math.floor(at)) * (high - low)
}

function tailsOf(draws: Float64Array, share: number, block: number, isCareful = false): Tails {
  const tails = new Tails(draws.length, share, isCareful)
  for (let from = 0; from < draws.length; from += block) {
    const part = draws.subarray(from, from + block)
    tails.add(part, part.length)
  }
  return tails
}

function normals(count: number, key: string): Float64Array {
  const draws = new Float64Array(count)
  drawNormals(draws, 5, key)
  return draws
}

describe('a rank', () => {
  test.prop([fc.array(fc.double({ noNaN: true }), { minLength: 1 }), fc.nat()])(
    'is what a full sort has there',
    (values, any) => {
      const rank = any % values.length
      const column = Float64Array.from(values)
      expect(selectRank(column, values.length, rank)).toBe(column.toSorted()[rank])
    },
  )
})

describe('tails', () => {
  test.each([
    [100, 0.025],
    [1000, 0.025],
    [10_000, 0.05],
    [100_000, 0.025],
    [100_000, 0.25],
  ])('of %i draws and a share of %d are those of a full sort', (count, share) => {
    const draws = normals(count, 'tails')
    const tails = tailsOf(draws, share, 256)
    expect(tails.isComplete).toBe(true)
    expect(tails.lower.value).toBe(sortedLimit(draws, share))
    expect(tails.upper.value).toBe(
      -sortedLimit(
        draws.map((draw) => -draw),
        share,
      ),
    )
  })

  test('that forgot too much say so; careful ones never do', () => {
    // What rises on and on makes the lowest draws look like nothing that is needed later.
    const early = Float64Array.from({ length: 20_000 }, (_, index) => index)
    expect(tailsOf(early, 0.025, 256).isComplete).toBe(false)
    const careful = tailsOf(early, 0.025, 256, true)
    expect(careful.isComplete).toBe(true)
    expect(careful.lower.value).toBe(sortedLimit(early, 0.025))
    expect(careful.upper.value).toBeCloseTo(19_999 - sortedLimit(early, 0.025), 9)
  })

  test('hold the true limit within their error 95 times of 100', () => {
    const runs = 400
    let held = 0
    for (let run = 0; run < runs; run += 1) {
      const { value, error } = tailsOf(normals(4000, `run ${run}`), 0.025, 256).upper
      if (Math.abs(value - 1.959963984540054) <= error) held += 1
    }
    // Binomial: 380 ± 4.4; half of an asymmetric interval holds a little more or less.
    expect(Math.abs(held - 0.95 * runs)).toBeLessThan(5 * Math.sqrt(runs * 0.95 * 0.05))
  })

  test('of too few draws say that the limit is not held between two', () => {
    // Rank 0.025 · 99 = 2.5, known to ±1.96 · √(100 · 0.025 · 0.975) = ±3.1.
    expect(tailsOf(normals(100, 'few'), 0.025, 256).lower.isBracketed).toBe(false)
    expect(tailsOf(normals(200, 'enough'), 0.025, 256).lower.isBracketed).toBe(true)
  })
})
