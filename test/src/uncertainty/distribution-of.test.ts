import { fc, test } from '@fast-check/vitest'
import { describe, expect, test as plain } from 'vitest'
import { type Distribution, SCORE_95, valueAtScore } from '../../../src/kernel/distribution.ts'
import { distributionOf } from '../../../src/uncertainty/distribution-of.ts'

/** The 95 % interval of a distribution. */
function ends(distribution: Distribution | undefined): readonly [number, number] {
  if (!distribution) throw new Error('Nothing is uncertain.')
  return [valueAtScore(distribution, -SCORE_95), valueAtScore(distribution, SCORE_95)]
}

/** The mean of a distribution: of 10 000 quantiles that are as likely as each other. */
function meanOf(distribution: Distribution): number {
  let sum = 0
  const scores = { kind: 'normal', mean: 0, sd: 1, min: -40 } as const
  const uniform = { kind: 'uniform', min: 0, max: 1 } as const
  // The score whose share of a uniform is (index + ½)/count, found by halving.
  const scoreOf = (share: number): number => {
    let [low, high] = [-8, 8]
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2
      if (valueAtScore(uniform, middle) < share) low = middle
      else high = middle
    }
    return valueAtScore(scores, (low + high) / 2)
  }
  for (let index = 0; index < 2000; index += 1)
    sum += valueAtScore(distribution, scoreOf((index + 0.5) / 2000))
  return sum / 2000
}

describe('a ±', () => {
  plain('up to 100 % is normal with sd = U × value / 1.96, cut at 0', () => {
    // ±12 % of 9.2: 1.104 / 1.959963984540054 = 0.563275...
    const distribution = distributionOf(9.2, { plusMinusShare: 0.12 })
    expect(distribution).toEqual({ kind: 'normal', mean: 9.2, sd: (0.12 * 9.2) / SCORE_95, min: 0 })
    // 9.2 × 0.88 and 9.2 × 1.12
    expect(ends(distribution)[0]).toBeCloseTo(8.096, 9)
    expect(ends(distribution)[1]).toBeCloseTo(10.304, 9)
  })

  plain('of 0 % is nothing uncertain, nor is a share of 0', () => {
    expect(distributionOf(9.2, { plusMinusShare: 0 })).toBeUndefined()
    expect(distributionOf(0, { plusMinusShare: 0.5 })).toBeUndefined()
  })

  plain('of a share is cut at 1 too', () => {
    expect(distributionOf(0.9, { plusMinusShare: 0.3 }, 'share')).toMatchObject({ min: 0, max: 1 })
    expect(ends(distributionOf(0.9, { plusMinusShare: 5 }, 'share'))[1]).toBeLessThanOrEqual(1)
  })

  plain.each([1.5, 2, 5, 10])(
    'of more than 100 %% (%d × the value) is lognormal: IPCC 2006 Vol 1 Eq. 3.5 to 3.8',
    (share) => {
      const mean = 7
      const distribution = distributionOf(mean, { plusMinusShare: share })
      // μg = exp(ln μ − ½ ln(1 + (U/200)²)), σg = exp(√ln(1 + (U/200)²)); U_low and U_high = exp(ln μg ∓ 1.96 ln σg) − μ
      const printed = (two: number): readonly [number, number] => {
        const variance = Math.log(1 + ((share * 100) / two) ** 2)
        const lnMedian = Math.log(mean) - variance / 2
        return [
          Math.exp(lnMedian - SCORE_95 * Math.sqrt(variance)),
          Math.exp(lnMedian + SCORE_95 * Math.sqrt(variance)),
        ]
      }
      const [low, high] = ends(distribution)
      // With the 1.96 that the guidelines round to 2 in (U/200).
      const [exactLow, exactHigh] = printed(100 * SCORE_95)
      expect(low / exactLow).toBeCloseTo(1, 9)
      expect(high / exactHigh).toBeCloseTo(1, 9)
      // The equations to the letter differ by that rounding alone.
      const [letterLow, letterHigh] = printed(200)
      expect(Math.abs(low / letterLow - 1)).toBeLessThan(0.08)
      expect(Math.abs(high / letterHigh - 1)).toBeLessThan(0.03)
    },
  )

  plain('the equations at U = 200 %: −86.2 % and +261.6 % to the letter', () => {
    // ln 2 = 0.6931: μg = μ/√2; exp(−0.3466 ∓ 1.96 × 0.8326) = 0.1383 and 3.6156. With 1.96 for 2: 0.1337 and 3.6651.
    const [low, high] = ends(distributionOf(1, { plusMinusShare: 2 }))
    expect(low).toBeCloseTo(0.1337, 4)
    expect(high).toBeCloseTo(3.6651, 3)
  })

  plain('wide: a cut normal would move the mean up, the lognormal keeps it', () => {
    // A normal of mean 1 and sd 1.53 (±300 %) cut at 0 has the mean 1 + sd·φ(−1/sd)/Φ(1/sd) = 1.66.
    const cut = { kind: 'normal', mean: 1, sd: 3 / SCORE_95, min: 0 } as const
    expect(meanOf(cut)).toBeGreaterThan(1.6)
    const kept = distributionOf(1, { plusMinusShare: 3 }) as Distribution
    // The quantile means leave out part of the far tail.
    expect(Math.abs(meanOf(kept) - 1)).toBeLessThan(0.05)
  })
})

describe('bounds', () => {
  plain('that lie nearly as far on either side make a normal around their middle', () => {
    // 1.2 below and 1.8 above differ by a third: lognormal; 1.2 and 1.3 by 8 %: normal.
    expect(distributionOf(9.2, { lower: 8, upper: 10.5 })).toEqual({
      kind: 'normal',
      mean: 9.25,
      sd: 2.5 / (2 * SCORE_95),
      min: 0,
    })
    expect(distributionOf(9.2, { lower: 8, upper: 11 })?.kind).toBe('lognormal')
  })

  plain('exactly 20 % apart is not near: 0.8 below and 1 above', () => {
    expect(distributionOf(2, { lower: 1.25, upper: 3 })?.kind).toBe('lognormal')
  })

  plain('that do not make a lognormal through both', () => {
    const [low, high] = ends(distributionOf(9.2, { lower: 8, upper: 11 }))
    expect(low).toBeCloseTo(8, 9)
    expect(high).toBeCloseTo(11, 9)
  })

  plain('of a share, not symmetric, make a logit-normal through both', () => {
    const distribution = distributionOf(0.9, { lower: 0.6, upper: 0.95 }, 'share')
    expect(distribution?.kind).toBe('logit-normal')
    expect(ends(distribution)[0]).toBeCloseTo(0.6, 9)
    expect(ends(distribution)[1]).toBeCloseTo(0.95, 9)
  })

  plain.each([
    [0.1, { lower: 0, upper: 0.6 }],
    [0.9, { lower: 0.3, upper: 1 }],
  ])('of a share at its very end make a normal that is cut: %d', (value, bounds) => {
    expect(distributionOf(value, bounds, 'share')).toMatchObject({ kind: 'normal', min: 0, max: 1 })
  })

  plain('a lower bound of 0: the value is the median, the upper bound the 97.5th percentile', () => {
    const distribution = distributionOf(2, { lower: 0, upper: 10 }) as Distribution
    expect(valueAtScore(distribution, 0)).toBeCloseTo(2, 9)
    expect(ends(distribution)[1]).toBeCloseTo(10, 9)
  })

  plain('from 0 with the value near the upper one: nothing narrower than was stated', () => {
    expect(distributionOf(5, { lower: 0, upper: 6 })).toMatchObject({ kind: 'normal', mean: 3, min: 0 })
    expect(distributionOf(6, { lower: 0, upper: 6 })).toMatchObject({ kind: 'normal', mean: 3, min: 0 })
  })

  plain('of 0 itself: the upper half of a normal', () => {
    expect(ends(distributionOf(0, { lower: 0, upper: 3 }))[1]).toBeCloseTo(3, 9)
  })

  plain('that are one number leave nothing uncertain', () => {
    expect(distributionOf(9.2, { lower: 9.2, upper: 9.2 })).toBeUndefined()
  })

  plain('of temperatures are normal, and may be below 0', () => {
    const [low, high] = ends(distributionOf(-4, { lower: -8, upper: -3 }, 'temperature'))
    expect(low).toBeCloseTo(-8, 9)
    expect(high).toBeCloseTo(-3, 9)
  })
})

describe('a distribution', () => {
  plain('is taken as it is; a lognormal without width is certain', () => {
    const uniform = { kind: 'uniform', min: 8, max: 11 } as const
    expect(distributionOf(9.2, { distribution: uniform })).toBe(uniform)
    expect(distributionOf(9.2, { distribution: { kind: 'lognormal', mu: 2, sigma: 0 } })).toBeUndefined()
  })
})

const amount = fc.double({ min: 1e-6, max: 1e12, noNaN: true })
const far = fc.double({ min: 0, max: 1, noNaN: true })
/** A request's bounds are 0 or at most a million times apart. */
const nearEnough = fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1, noNaN: true }))
const scores = [-8, -SCORE_95, 0, SCORE_95, 8]

function expectPossible(distribution: Distribution | undefined, most = Number.POSITIVE_INFINITY): void {
  if (!distribution) return
  const values = scores.map((score) => valueAtScore(distribution, score))
  for (const value of values) {
    expect(Number.isFinite(value)).toBe(true)
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(most)
  }
  expect([...values].sort((a, b) => a - b)).toEqual(values)
}

describe('whatever is stated', () => {
  test.prop([amount, fc.double({ min: 0, max: 10, noNaN: true })])(
    'a ± gives numbers from 0 up, in order',
    (value, plusMinusShare) => {
      expectPossible(distributionOf(value, { plusMinusShare }))
    },
  )

  test.prop([amount, nearEnough, fc.double({ min: 1, max: 1000, noNaN: true })])(
    'bounds give numbers from 0 up, in order',
    (value, below, above) => {
      expectPossible(distributionOf(value, { lower: value * below, upper: value * above }))
    },
  )

  test('bounds that leave no width are certain', () => {
    // The smallest number over 2.24 rounds to 0: a normal of that width would give 0/0.
    expect(distributionOf(0, { lower: 0, upper: Number.MIN_VALUE }, 'share')).toBeUndefined()
  })

  test.prop([far, far, far])('bounds of a share give shares', (value, below, above) => {
    const bounds = { lower: value * below, upper: value + (1 - value) * above }
    expectPossible(distributionOf(value, bounds, 'share'), 1)
  })
})
