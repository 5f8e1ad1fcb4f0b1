import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { power } from '../../../src/kernel/power.ts'

describe('a power', () => {
  test('of 1 is 1, and to the power of 0 is 1', () => {
    expect(power(1, 0.1)).toBe(1)
    expect(power(7000, 0)).toBe(1)
  })

  test('of 2 to the power of a half is the root of 2', () => {
    expect(power(2, 0.5)).toBeCloseTo(Math.SQRT2, 15)
  })

  property.prop([
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    fc.double({ min: -0.14, max: 0.14, noNaN: true }),
  ])('is what the language calls a power, to the last bits', (x, s) => {
    expect(Math.abs(power(x, s) / x ** s - 1)).toBeLessThan(1e-14)
  })
})
