import { expect, test } from 'vitest'
import { endsText, exactText, numberText, percentText, rangeText } from '../../web/numbers/figure-text.ts'
import { periodText } from '../../web/numbers/period-text.ts'
import type { Language } from '../../web/words/language.ts'

const THIN = '\u202f'

// Thousands: CLDR of each language; in Spanish the space that the Academy and ISO 80000-1 write, for Spain and Mexico alike.
test.each<[Language, string, string]>([
  ['en', '210,000', '2.5'],
  ['de', '210.000', '2,5'],
  ['es', `210${THIN}000`, '2,5'],
  ['fr', `210${THIN}000`, '2,5'],
  ['pt', '210.000', '2,5'],
  ['zh', '21万', '2.5'],
])('a figure in %s', (language, large, small) => {
  expect(numberText(209_847.31, 10_000, language)).toBe(large)
  expect(numberText(2.5, 0.1, language)).toBe(small)
})

test.each([
  [209_847, 10_000, '21万'],
  [209_847, 1_000, '21.0万'],
  [209_847, 100, '20.98万'],
  // Three decimals of ten thousand are no easier to read than digits.
  [209_847, 10, '209,850'],
  [9_500, 100, '9,500'],
  [123_456_789, 1_000_000, '1.23亿'],
  [123_456_789, 100_000, '12,350万'],
  [-209_847, 10_000, '-21万'],
  [0, 10_000, '0'],
  // Rounded, it is ten thousand.
  [9_996, 100, '1.00万'],
])('%d in steps of %d in Chinese is %s', (value, step, text) => {
  expect(numberText(value, step, 'zh')).toBe(text)
})

test('both ends of a range in Chinese, and what was typed digit by digit', () => {
  const range = { value: 209_847, lower: 190_312, upper: 250_018 }
  expect(rangeText(range, 'zh')).toEqual({ value: '21万', lower: '19万', upper: '25万' })
  expect(endsText(range, 'zh')).toBe('19万 – 25万')
  expect(exactText(236_140, 'zh')).toBe('236,140')
  expect(percentText(0.42, 'fr')).toBe('42\u00a0%')
})

test.each<[string, Language, string]>([
  ['2023', 'en', '2023'],
  ['2023', 'zh', '2023年'],
  ['2023-05', 'en', 'May 2023'],
  ['2023-05', 'de', 'Mai 2023'],
  ['2023-05', 'es', 'mayo de 2023'],
  ['2023-05', 'fr', 'mai 2023'],
  ['2023-05', 'pt', 'maio de 2023'],
  ['2023-05', 'zh', '2023年5月'],
  ['2023-05-01', 'en', '2023-05-01'],
])('%s in %s is %s', (period, language, text) => {
  expect(periodText(period, language)).toBe(text)
})
