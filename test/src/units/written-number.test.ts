import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { readWrittenNumber } from '../../../src/units/written-number.ts'

describe('numbers as six languages write them', () => {
  test.each([
    // German, Spanish and Portuguese: points part thousands, a comma begins the fraction.
    ['1.234,5 km', '1234.5', 'km'],
    ['1.234.567', '1234567', ''],
    ['3,5', '3.5', ''],
    ['1234,567', '1234.567', ''],
    ['0,125', '0.125', ''],
    ['12,5 %', '12.5', '%'],
    // English and Chinese.
    ['1,234.5', '1234.5', ''],
    ['1,234,567', '1234567', ''],
    ['3,412.3 million vmi', '3412300000', 'vmi'],
    // French: a no-break, thin or narrow space; Swiss: an apostrophe.
    ['41\u00a0237,5', '41237.5', ''],
    ['41\u202f237', '41237', ''],
    ['41\u2009237 km', '41237', 'km'],
    ['1\u202f234,567', '1234.567', ''],
    ['41’237', '41237', ''],
    // Indian: lakhs and crores, groups of two before the last.
    ['12,34,56,789 km', '123456789', 'km'],
    ['1,23,456.5', '123456.5', ''],
    ['5 lakh', '500000', ''],
    // Number words: 10^6, 10^9, 10^4, 10^8.
    ['3,2 Mio. Fahrzeug-km', '3200000', 'Fahrzeug-km'],
    ['3,2 millones de km', '3200000', 'km'],
    ['2 mil millones', '2000000000', ''],
    ['1,5 milliard', '1500000000', ''],
    ['2,5 milhões', '2500000', ''],
    ['21万', '210000', ''],
    ['3.5亿车公里', '350000000', '车公里'],
    ['１２３，５', '123.5', ''],
    ['−5', '-5', ''],
    ['5e3 km', '5000', 'km'],
  ])('%s', (text, understood, rest) => {
    expect(readWrittenNumber(text)).toMatchObject({
      kind: 'number',
      value: Number(understood),
      understood,
      rest,
    })
  })

  test.each([
    ['382.114', ['382114', '382.114']],
    ['41,237', ['41237', '41.237']],
    ['1.234 Mio. km', ['1234000000', '1234000']],
  ])('%s is asked about', (text, readings) => {
    expect(readWrittenNumber(text)).toMatchObject({ kind: 'ambiguous', readings })
  })

  test.each([
    ['382.114', 'comma', 382_114],
    ['382.114', 'point', 382.114],
    ['382,114', 'point', 382_114],
    ['1.234,5', 'comma', 1234.5],
  ] as const)('%s with a decimal %s', (text, decimal, value) => {
    expect(readWrittenNumber(text, decimal)).toMatchObject({ kind: 'number', value })
  })

  test.each([
    ['12.5', 'comma'],
    ['1.234,5', 'point'],
  ] as const)('%s contradicts a decimal %s', (text, decimal) => {
    expect(readWrittenNumber(text, decimal).kind).toBe('none')
  })

  test.each([
    '',
    'km',
    '1.234.56',
    '1,2,3',
    '12.5.2024',
    '1 234.567.890',
    '12 5 km',
    'n/a',
    '9'.repeat(81),
    '1e999',
  ])('no number: %s', (text) => {
    expect(readWrittenNumber(text).kind).toBe('none')
  })
})

law.prop([
  fc.double({ min: 0.01, max: 1e12, noNaN: true }),
  fc.constantFrom('de', 'en', 'es', 'fr', 'pt', 'zh'),
])('what a language prints is read back, or asked about', (value, language) => {
  const printed = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)
  const read = readWrittenNumber(printed)
  const rounded = Number(
    new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false }).format(value),
  )
  if (read.kind === 'ambiguous') expect(read.readings.map(Number)).toContain(rounded)
  else expect(read).toMatchObject({ kind: 'number', value: rounded })
})
