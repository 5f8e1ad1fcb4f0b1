import { describe, expect, test } from 'vitest'
import { readWrittenNumber } from '../../src/index.ts'
import { readAmount } from '../../web/numbers/read-amount.ts'
import { findUnit } from '../../web/rows/unit-words.ts'

describe('a number with its number word and unit', () => {
  test.each([
    ['38 million', 38e6, ''],
    ['38 Mio.', 38e6, ''],
    ['38 mio', 38e6, ''],
    ['3800万', 38e6, ''],
    ['3.8千万', 38e6, ''],
    ['1,35 Mio. Liter', 1_350_000, 'Liter'],
    ['1.2 billion km', 1.2e9, 'km'],
    ['2 mil millones de km', 2e9, 'km'],
    ['3 millions d’habitants', 3e6, 'habitants'],
    ['97 Tsd. Pkw', 97_000, 'Pkw'],
    ['16 GWh', 16, 'GWh'],
    ['12 %', 12, '%'],
    ['1 234,5 km', 1234.5, 'km'],
    ['12e9', 12, 'e9'],
  ])('%s', (text, value, unit) => {
    expect(readAmount(text)).toMatchObject({ read: { value }, unit })
  })

  test.each(['38 million', '38 Mio.', '3800万', '1,35 Mio. Liter', '2 mil millones de km', '97 Tsd. Pkw'])(
    '%s is what the service reads too',
    (text) => {
      const { read, unit } = readAmount(text)
      expect(readWrittenNumber(text)).toMatchObject({ kind: 'number', ...read, rest: unit })
    },
  )

  test('two readings stay two', () => {
    expect(readAmount('1.234 Mio.').read).toEqual({ either: [1.234e6, 1234e6] })
  })

  test.each(['', 'many', 'km 3', 'x'.repeat(100), `1 ${'x'.repeat(100)}`])('%s is none', (text) => {
    expect(readAmount(text).read).toEqual({ fault: 'unread' })
  })
})

describe('a unit in words', () => {
  test.each([
    ['litres of diesel', 'litres'],
    ['Liter', 'litres'],
    ['US gal', 'gallons'],
    ['litres a year', 'litres'],
    ['升', 'litres'],
  ])('%s', (text, unit) => {
    expect(findUnit(text, ['litres', 'gallons'])).toBe(unit)
  })

  test.each(['litres per 100 km', 'tonnes', 'lbs', 'kWh'])('%s is none of litres and gallons', (text) => {
    expect(findUnit(text, ['litres', 'gallons'])).toBeUndefined()
  })
})
