import { describe, expect, test } from 'vitest'
import { quantityMeasure } from '../../api/request/measure.ts'
import { type CanonicalUnit, QuantityRefused } from '../../src/index.ts'

const read = (unit: CanonicalUnit, input: string): number => quantityMeasure([unit]).read(input).value

// 万 is 10^4, 亿 10^8, Mio. and millones 10^6; 1 toe and prefixes are as in the unit reader.
describe('units in six languages', () => {
  test.each<[string, CanonicalUnit, number]>([
    ['5 Fahrten', 'trips', 5],
    ['5 Mio. Wege', 'trips', 5e6],
    ['5 Mio. Fahrten', 'trips', 5e6],
    ['3,3 Millionen Fzkm', 'vkm', 3.3e6],
    ['12 Mio. Pkm', 'pkm', 12e6],
    ['8.5亿公里', 'vkm', 8.5e8],
    ['8.5 亿车公里', 'vkm', 8.5e8],
    ['3万吨公里', 'tkm', 3e4],
    ['61万人次', 'trips', 61e4],
    // 千瓦时 is kWh: its first sign, a thousand, counts once. 5 × 3.6 MJ.
    ['5 千瓦时', 'MJ', 18],
    // 5 × 10^4 × 3.6 MJ.
    ['5万千瓦时', 'MJ', 18e4],
    ['7 千米', 'km', 7],
    ['20 升', 'L', 20],
    ['2 millones de viajes', 'trips', 2e6],
    ['2 milhões de veículos-km', 'vkm', 2e6],
    ['1,5 million de voyageurs-km', 'pkm', 1.5e6],
    ['400 Tonnen', 'kg', 4e5],
  ])('%s', (text, unit, value) => {
    expect(read(unit, text)).toBeCloseTo(value, 6)
  })

  test('a text is kept as a request writes it, so that whatever reads it again can', () => {
    const { text, ...quantity } = quantityMeasure(['tkm']).read('3万吨公里')
    expect(text).toBe('3 万 tkm')
    expect(quantityMeasure(['tkm']).read(text ?? '')).toEqual({ ...quantity, text })
  })

  test('beside a number too', () => {
    expect(quantityMeasure(['trips']).convert(5, 'Fahrten')).toBe(5)
    expect(quantityMeasure(['trips']).convert(5, 'Mio. Fahrten')).toBe(5e6)
    expect(quantityMeasure(['tkm']).convert(3, '亿吨公里')).toBe(3e8)
  })

  test.each<[string, CanonicalUnit, string]>([
    ['5 Fahrten', 'vkm', 'unit-mismatch'],
    ['5 吨公里', 'vkm', 'unit-mismatch'],
    ['5 Mkm', 'vkm', 'unit-unknown'],
    ['5 Quatsch', 'vkm', 'unit-unknown'],
    ['五公里', 'vkm', 'quantity-malformed'],
  ])('%s of %s is refused', (text, unit, code) => {
    let refused: unknown
    try {
      read(unit, text)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(QuantityRefused)
    expect(refused).toMatchObject({ code })
  })
})
