import { describe, expect, test } from 'vitest'
import { splitNumber } from '../../../src/units/number.ts'
import { QuantityRefused } from '../../../src/units/refusal.ts'

describe('numbers that are read', () => {
  test.each([
    ['9.2 km', 9.2, 'km'],
    ['9.2km', 9.2, 'km'],
    ['  9.2   km  ', 9.2, 'km'],
    ['.5 km', 0.5, 'km'],
    ['007 km', 7, 'km'],
    ['+5 km', 5, 'km'],
    ['-5 km', -5, 'km'],
    ['5e3 km', 5000, 'km'],
    ['5E-3 km', 0.005, 'km'],
    ['5EJ', 5, 'EJ'],
    ['50%', 50, '%'],
    ['120 million vkm', 120, 'million vkm'],
    ['3,727,391,614 vmi', 3727391614, 'vmi'],
    ['1,234,567.5 vkm', 1234567.5, 'vkm'],
    ['3 727 vkm', 3727, 'vkm'],
    ['3\u2009727\u2009391 vkm', 3727391, 'vkm'],
    ['3\u202f727 vkm', 3727, 'vkm'],
    ['3\u00a0727.25 vkm', 3727.25, 'vkm'],
    ['3_727_391 vkm', 3727391, 'vkm'],
    ['9.2', 9.2, ''],
    ['9,2 km', 9.2, 'km'],
    ['3.727.391 km', 3727391, 'km'],
    ['1.234,5 km', 1234.5, 'km'],
    ['1,234.5 km', 1234.5, 'km'],
    ['41\u2019237 km', 41237, 'km'],
  ])('%s', (text, value, unit) => {
    expect(splitNumber(text)).toEqual({ value, unit })
  })
})

describe('texts that do not begin with one number', () => {
  test.each([
    ['3,727 vmi', /write 3727 or 3\.727/u],
    ['+37,000 acre', /write 37000 or 37\.000/u],
    ['3.727.39 km', /groups of three/u],
    ['\u22125 km', /minus sign/u],
    ['1e999 km', /too large/u],
    ['', /must begin with one number/u],
    ['km', /must begin with one number/u],
    ['NaN km', /must begin with one number/u],
    ['Infinity km', /must begin with one number/u],
    ['1,234,56 km', /comma may separate/u],
    ['1.234,567.8 km', /groups of three/u],
    ['sqrt(4) km', /must begin with one number/u],
    ['x=3 km', /must begin with one number/u],
    ['--5 km', /must begin with one number/u],
    ['5. km', /must begin with one number/u],
    ['٣ km', /must begin with one number/u],
  ])('%s', (text, why) => {
    expect(() => splitNumber(text)).toThrow(why)
    expect(() => splitNumber(text)).toThrow(QuantityRefused)
  })

  test.each([
    ['12 5 km', 12, '5 km'],
    ['12 3456 km', 12, '3456 km'],
    ['3,727,391 614 km', 3727391, '614 km'],
    ['1_000 000 km', 1000, '000 km'],
  ])('a second number stays in the unit, where it is refused: %s', (text, value, unit) => {
    expect(splitNumber(text)).toEqual({ value, unit })
  })
})
