import { describe, expect, test } from 'vitest'
import { scaleOf, sourceText, yearOf } from '../../api/inventory/source.ts'
import type { FactorRecord, Origin } from '../../src/index.ts'
import { HAND_RECORDS, HAND_SET } from '../fixtures/hand-set.ts'

const stated = (pointer: string): Origin => ({
  parameter: { key: pointer, name: pointer, value: 1, unit: 'vkm', origin: 'stated', pointer },
  record: undefined,
})
const from = (more: Partial<FactorRecord>): Origin => {
  const record = { ...(HAND_RECORDS[0] as FactorRecord), ...more }
  return { parameter: { key: record.id, name: 'x', value: 1, unit: 'x', origin: 'factor' }, record }
}

describe('how far a factor reaches', () => {
  test.each([
    ['GLO', 'Global'],
    ['EUR', 'Regional'],
    ['GB', 'National'],
    ['US-MROW', 'Local'],
  ])('%s is %s', (region, scale) => {
    expect(scaleOf([from({ region }), stated('/x')], HAND_SET)).toBe(scale)
  })

  test('what the city states is local, and of the year of its period', () => {
    expect(scaleOf([stated('/electricity/intensity')], HAND_SET)).toBe('Local')
    expect(yearOf([stated('/electricity/intensity')], '2019-03')).toBe('2019')
  })

  test('a record speaks of its last year, or of any', () => {
    expect(yearOf([from({ yearFrom: 2015, yearTo: 2017 })], '2019')).toBe('2017')
    expect(yearOf([from({ yearFrom: 2015 })], '2019')).toBe('2015')
    expect(yearOf([from({})], '2019')).toBeNull()
  })

  test('nothing is known of a factor that is made of nothing', () => {
    expect([scaleOf([], HAND_SET), yearOf([], '2019')]).toEqual([null, null])
  })
})

describe('where figures are from', () => {
  test('places first, then each work once', () => {
    const text = sourceText([from({}), stated('/demand/0/energy'), from({ id: 'other' })], HAND_SET)
    expect(text).toMatch(/^Stated at \/demand\/0\/energy; 2006 IPCC Guidelines.*, 2006$/)
  })

  test('a long list is counted beyond the sixth', () => {
    const many = Array.from({ length: 9 }, (_, index) => stated(`/demand/${index}/energy`))
    expect(sourceText(many, HAND_SET)).toMatch(/\/demand\/5\/energy and 3 more$/)
  })
})
