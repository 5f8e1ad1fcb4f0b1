import { expect, test } from 'vitest'
import { findConversion } from '../../../src/units/conversion.ts'

test('a conversion is worked out once for each spelling and list of accepted units', () => {
  expect(findConversion('vehicle-mile', ['vkm'])).toBe(findConversion('vehicle-mile', ['vkm']))
  expect(findConversion('kWh/km', ['MJ/vkm'])).toEqual({ unit: 'MJ/vkm', operation: 'times', factor: 3.6 })
  expect(() => findConversion('kWh/km', ['MJ/vkm', 'MJ/pkm'])).toThrow('unit-ambiguous')
})

test('a text cannot pass for a longer list of accepted units', () => {
  findConversion('Mvkm', ['km', 'vkm'])
  expect(() => findConversion('vkm|Mvkm', ['km'])).toThrow('quantity-malformed')
  expect(() => findConversion('vkm\nMvkm', ['km'])).toThrow('quantity-malformed')
})

test('what is remembered is bounded, and forgetting changes no answer', () => {
  const before = findConversion('long-ton-mile', ['tkm'])
  // 7⁴ spellings of one unit, parted by ever more spaces, are more than are kept.
  const gaps = [1, 2, 3, 4, 5, 6, 7].map((length) => ' '.repeat(length))
  for (const a of gaps) {
    for (const b of gaps) {
      for (const c of gaps) {
        for (const d of gaps) findConversion(`million${a}long${b}ton${c}mile${d}`, ['tkm'])
      }
    }
  }
  expect(findConversion('long-ton-mile', ['tkm'])).toEqual(before)
  expect(findConversion('long-ton-mile', ['tkm'])).not.toBe(before)
})

test('a whole fraction divides: 6.5 L/100km is 0.065 L/vkm to the last digit', () => {
  expect(findConversion('L/100km', ['L/vkm'])).toEqual({ unit: 'L/vkm', operation: 'over', factor: 100 })
  expect(findConversion('km/L', ['L/vkm'])).toEqual({ unit: 'L/vkm', operation: 'reciprocal', factor: 1 })
})
