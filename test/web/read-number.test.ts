import { describe, expect, test } from 'vitest'
import { exactText, numberText, rangeText, stepOf } from '../../web/numbers/figure-text.ts'
import { readNumber } from '../../web/numbers/read-number.ts'

describe('a number is read as people of any country type it', () => {
  // Each text has one reading in every country that uses its marks (CLDR, number symbols).
  test.each([
    ['3,5', 3.5],
    ['3.5', 3.5],
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1’234.5', 1234.5],
    ['1 234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['97 000', 97_000],
    ['0.234', 0.234],
    ['1234.567', 1234.567],
    ['236140', 236_140],
    ['３．５', 3.5],
    [' 42 ', 42],
    ['.5', 0.5],
  ])('%s', (text, value) => {
    expect(readNumber(text)).toEqual({ value })
  })

  test.each([
    ['1.234', [1.234, 1234]],
    ['382,114', [382.114, 382_114]],
    ['97.000', [97, 97_000]],
  ])('%s has two readings', (text, either) => {
    expect(readNumber(text)).toEqual({ either })
  })

  test.each(['', 'many', '1.2.3,4', '1,23,456.7', '12e9', '3.5.', '0x10', '1..2', '١٢'])(
    '%s is none',
    (text) => {
      expect(readNumber(text)).toEqual({ fault: 'unread' })
    },
  )

  test('a number below 0 is told apart', () => {
    expect(readNumber('-3')).toEqual({ fault: 'negative' })
    expect(readNumber('−3')).toEqual({ fault: 'negative' })
  })

  test('a long text is answered at once', () => {
    expect(readNumber('1.'.repeat(50_000))).toEqual({ fault: 'unread' })
  })
})

describe('a figure is rounded as its range is', () => {
  // Half of the range, 73 600, has the leading digit 7, so one digit is kept: the step is 10 000.
  test('one digit of half the range', () => {
    const range = { value: 222_129, lower: 176_143, upper: 295_762 }
    expect(stepOf(range)).toBe(10_000)
    expect(rangeText(range, 'en')).toEqual({ value: '220,000', lower: '180,000', upper: '300,000' })
    expect(rangeText(range, 'de')).toEqual({ value: '220.000', lower: '180.000', upper: '300.000' })
  })

  test('two digits where the first is 1 or 2', () => {
    expect(rangeText({ value: 10_512, lower: 9_640, upper: 11_090 }, 'en')).toEqual({
      value: '10,500',
      lower: '9,600',
      upper: '11,100',
    })
  })

  test('a small figure keeps a digit and never becomes 0', () => {
    expect(rangeText({ value: 0.9, lower: 0.05, upper: 40 }, 'en').lower).toBe('0.05')
    expect(numberText(0.004, 1, 'en')).toBe('0.004')
  })

  test('0 is 0', () => {
    expect(rangeText({ value: 0, lower: 0, upper: 0 }, 'en').value).toBe('0')
  })

  test('an echo has every digit', () => {
    expect(exactText(1234567.891, 'de')).toBe('1.234.567,891')
  })
})
