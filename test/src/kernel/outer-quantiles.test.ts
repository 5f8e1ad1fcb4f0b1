import { fc, test as law } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { outerQuantiles } from '../../../src/kernel/outer-quantiles.ts'

/** The same from all values in order. */
function sorted(values: Float64Array, share: number): number {
  const all = values.toSorted()
  const at = (all.length - 1) * share
  const rank = Math.floor(at)
  const below = all[rank] as number
  return below + (at - rank) * ((all[Math.min(rank + 1, all.length - 1)] as number) - below)
}

const both = (values: Float64Array) => ({ lower: sorted(values, 0.025), upper: sorted(values, 0.975) })

law.prop([fc.integer({ min: 1, max: 5000 }), fc.constantFrom(2, 40, 1e9), fc.integer()], { numRuns: 60 })(
  'are those of all values in order, however many are the same',
  (length, different, seed) => {
    let state = seed >>> 0
    const values = Float64Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state % different
    })
    const expected = both(values)
    expect(outerQuantiles(values, 0.025, 0.975)).toEqual(expected)
  },
)

test.each([
  ['rise', (at: number) => at],
  ['fall', (at: number) => -at],
  ['are all the same', () => 7],
  ['are far out after those that were looked at first', (at: number) => (at < 256 ? 5000 + at : at)],
])('of values that %s are those of all in order', (_, made) => {
  const values = Float64Array.from({ length: 10_000 }, (__, at) => made(at))
  const expected = both(values)
  expect(outerQuantiles(values, 0.025, 0.975)).toEqual(expected)
})
