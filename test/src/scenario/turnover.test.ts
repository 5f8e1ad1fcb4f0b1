import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { turnOver } from '../../../src/scenario/turnover.ts'

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** Each factor times all before it. */
function products(factors: readonly number[]): readonly number[] {
  let product = 1
  return factors.map((factor) => {
    product *= factor
    return product
  })
}

describe('a fleet that turns over', () => {
  test('of vehicles that all live two years sells half of itself every year', () => {
    const { sales, kept, sold, stock } = turnOver({ survival: [1, 1], mileage: [1, 1], stock: [1, 1, 1, 1] })
    expect(sales).toEqual([0, 0.5, 0.5, 0.5])
    expect(stock).toEqual([1, 1, 1, 1])
    // After one year half of the distance is driven by what was sold in it; after two years all of it by the last two.
    expect(kept).toEqual([1, 0.5, 0, 0])
    expect(sold).toEqual([[], [0.5], [0.5, 0.5], [0, 0.5, 0.5]])
  })

  test('gives new vehicles the weight of their distance, not of their number', () => {
    // Half of the vehicles are new, and drive three times as far: 3 ÷ (3 + 1) of the distance.
    expect(turnOver({ survival: [1, 1], mileage: [3, 1], stock: [1, 1] }).sold[1]).toEqual([0.75])
  })

  test('with an oldest age loses all that are older, and buys as many', () => {
    const usual = turnOver({ survival: [1, 1, 1, 1], mileage: [1, 1, 1, 1], stock: [1, 1] })
    const limited = turnOver({
      survival: [1, 1, 1, 1],
      mileage: [1, 1, 1, 1],
      stock: [1, 1],
      oldest: [Number.POSITIVE_INFINITY, 1],
    })
    expect(usual.sales[1]).toBeCloseTo(0.25, 12)
    // Ages 0 to 3 are a quarter each; a year later only the one-year-old quarter may stay.
    expect(limited.sales[1]).toBeCloseTo(0.75, 12)
    expect(limited.scrapped[1]).toBeCloseTo(0.75, 12)
  })

  const share = fc.double({ min: 0.05, max: 1, noNaN: true })
  law.prop([
    fc.array(share, { minLength: 2, maxLength: 30 }),
    fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 30 }),
    fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  ])('conserves vehicles: what was there and bought is there or scrapped', (rates, changes, limit) => {
    const survival = products(rates)
    const stock = [1, ...products(changes)]
    const made = turnOver({
      survival,
      mileage: survival.map((_, age) => 20 - Math.min(age, 19)),
      stock,
      ...(limit === undefined ? {} : { oldest: stock.map(() => limit) }),
    })
    for (let year = 1; year < stock.length; year += 1) {
      const [before, now] = [made.stock[year - 1] ?? 0, made.stock[year] ?? 0]
      expect(now).toBeCloseTo(stock[year] ?? 0, 9)
      expect(before + (made.sales[year] ?? 0) - (made.scrapped[year] ?? 0)).toBeCloseTo(now, 9)
      expect(made.scrapped[year]).toBeGreaterThanOrEqual(-1e-12)
      expect((made.kept[year] ?? 0) + sumOf(made.sold[year] ?? [])).toBeCloseTo(1, 9)
    }
  })
})
