import { describe, expect, test } from 'vitest'
import { decimalMarkOf, readNumber } from '../../api/filed/ecrf/number-text.ts'

describe('the number that a text says', () => {
  test.each([
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ['1\u00a0234\u202f567', 1_234_567],
    ["1'234.5", 1234.5],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234,567.89', 1_234_567.89],
    ['0,234', 0.234],
    ['1234,567', 1234.567],
    ['12.5', 12.5],
    ['9e+05', 900_000],
    ['1.5e-3', 0.0015],
    [' 42 ', 42],
    ['\u221212.5', -12.5],
  ])('%s', (text, value) => {
    expect(readNumber(text, undefined)).toEqual({ value })
  })

  test.each([
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
  ] as const)('%s in a file whose decimals stand behind %s', (text, mark, value) => {
    expect(readNumber(text, mark)).toEqual({ value })
  })

  test.each([
    ['1,234', 'thousands or a decimal: nothing else in the file tells which'],
    ['12 %', 'a share, where an amount belongs'],
    ['10 20', 'more than one number'],
    ['1234 567', 'more than one number'],
    ['1,23,456', 'not a number'],
    ['1.234.56', 'not a number'],
    ['n/a', 'not a number'],
    ['12 kt', 'not a number'],
    ['12 t', 'not a number'],
  ])('%s is none', (text, why) => {
    expect(readNumber(text, undefined)).toEqual({ why })
  })

  test.each(['1,234.5 t', '1,234.5 tCO2e', '1,234.5 t CO2', '1,234.5 tonnes CO2e', '1,234.5 metric tonnes'])(
    '%s, where tonnes belong',
    (text) => {
      expect(readNumber(text, undefined, true)).toEqual({ value: 1234.5 })
    },
  )

  test('kilotonnes are not taken for tonnes', () => {
    expect(readNumber('12 kt', undefined, true)).toEqual({ why: 'not a number' })
  })
})

describe('the decimal mark of a file', () => {
  test.each([
    [['1,234', '5.25'], '.'],
    [['1,234', '5,25'], ','],
    [['1,234', '1,234,567'], '.'],
    [['1,234', '12'], undefined],
    [['0.5', '0,5'], undefined],
  ])('%j', (texts, mark) => {
    expect(decimalMarkOf(texts)).toBe(mark)
  })
})
