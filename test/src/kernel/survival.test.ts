import { describe, expect, test } from 'vitest'
import { survivalAt, survivalByAge } from '../../../src/kernel/survival.ts'

describe('survival of vehicles', () => {
  // Private cars in China, Hao et al. 2011: scale 14.46 years, shape 4.79; worked out by hand: exp(−(10 ÷ 14.46)^4.79).
  const HAO = [14.46, 4.79] as const

  test.each([
    [0, 1],
    [5, 0.994],
    [10, 0.843],
    [15, 0.304],
    [20, 0.009],
  ])('by the Weibull form, of age %i is %f', (age, share) => {
    expect(survivalAt('weibull', HAO, age)).toBeCloseTo(share, 3)
  })

  test('by the Weibull form, half are left at 13.39 years: scale · (ln 2)^(1 ÷ shape)', () => {
    expect(survivalAt('weibull', HAO, 13.385)).toBeGreaterThan(0.5)
    expect(survivalAt('weibull', HAO, 13.395)).toBeLessThan(0.5)
  })

  test('by the logistic form is half, against age 0, near the half-life, and nothing after the last age', () => {
    // (1 + e^(−0.193 · 12)) ÷ 2 = 0.5493
    expect(survivalAt('logistic', [12, 0.193, 25], 12)).toBeCloseTo(0.5493, 4)
    expect(survivalAt('logistic', [12, 0.193, 25], 0)).toBe(1)
    expect(survivalAt('logistic', [12, 0.193, 25], 26)).toBe(0)
  })

  test('by scrappage is whole until its age, and nothing from then on', () => {
    expect(survivalByAge('scrappage', [3])).toEqual([1, 1, 1])
  })

  test('by a table is against its first share, and straight between whole ages', () => {
    expect(survivalAt('table', [0.5, 0.4, 0.1], 1)).toBe(0.8)
    expect(survivalAt('table', [1, 0.5, 0], 0.5)).toBe(0.75)
  })
})
