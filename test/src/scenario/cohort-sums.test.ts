import { fc, test as law } from '@fast-check/vitest'
import { expect } from 'vitest'
import { flat, sumCohorts } from '../../../src/scenario/cohort-sums.ts'

law.prop([fc.integer({ min: 1, max: 40 }), fc.nat(39), fc.nat(3)])(
  'a year is the sum over the years of sale before it, in their order, to the bit',
  (years, first, row) => {
    const sold = Array.from({ length: years }, (_, year) =>
      Array.from({ length: year }, (__, cohort) => 1 / (3 + cohort + 7 * year)),
    )
    const sales = Float64Array.from({ length: (row + 1) * years }, (_, at) => Math.sqrt(2 + at))
    const sums = new Float64Array(sales.length)
    sumCohorts(flat({ kept: sold.map(() => 1), sold }), sales, sums, row * years, first, years)
    // The cohort at place c was sold in year c + 1.
    const expected = sold.map((shares, year) =>
      year < first
        ? 0
        : shares.reduce((sum, share, at) => sum + share * (sales[row * years + 1 + at] as number), 0),
    )
    expect([...sums.subarray(row * years)]).toEqual(expected)
  },
)
