import { describe, expect, test } from 'vitest'
import type { EstimateResult } from '../../../api/estimate/result-schema.ts'
import { noticesOf, resultOf } from '../../fixtures/newest-answer.ts'

const MODES = ['car', 'bus', 'van', 'rigid-truck', 'motorcycle'] as const
const CITY = { name: 'X', country: 'DE', population: 500_000 }
const demand = MODES.map((mode) => ({ mode, vehicleDistance: '100 million vkm' }))
const later = await resultOf({ city: CITY, period: '2026', demand })

/** What a notice says after the name of its figure. */
const causesOf = ({ notices }: EstimateResult): readonly string[] =>
  notices.map(
    ({ code, detail }) => `${code} ${detail.split(' They are: ')[0]?.replace(/^\d+ figures: |^.*: /, '')}`,
  )

describe('similar notices', () => {
  test('of one code and one cause are one, with its list', () => {
    const causes = causesOf(later)
    expect(new Set(causes).size).toBe(causes.length)
    const [ofYear, ...more] = noticesOf(later, 'factor-year-fallback').filter(({ detail }) =>
      detail.includes('uses the one for 2025'),
    )
    expect(more).toEqual([])
    // Each figure is named, with its record.
    for (const name of ['Car: share of distance', 'Bus, average diesel', 'diesel: share of biodiesel'])
      expect(ofYear?.detail).toContain(name)
    const count = Number(/^(\d+) figures: /.exec(ofYear?.detail ?? '')?.[1])
    expect(count).toBeGreaterThan(20)
    expect(ofYear?.detail.split('; ').length).toBe(count + 1)
    expect(ofYear?.records?.length).toBeGreaterThan(20)
  })

  test('a year that a later set does not have makes few notices of many', () => {
    expect(later.notices.length).toBeLessThan(12)
  })

  test('are written alike whatever was asked before', async () => {
    const cars = { city: CITY, period: '2026', demand: demand.slice(0, 1) }
    const [first, all, again] = [
      await resultOf(cars),
      await resultOf({ city: CITY, period: '2026', demand }),
      await resultOf(cars),
    ]
    expect(again.notices).toEqual(first.notices)
    expect(all.notices).toEqual(later.notices)
  })

  test('of a released set stand one by one, as they did', async () => {
    const old = await resultOf({ factorSet: '2026.2', city: CITY, period: '2026', demand })
    expect(noticesOf(old, 'factor-year-fallback').length).toBeGreaterThan(5)
    for (const { pointer, detail } of noticesOf(old, 'factor-year-fallback')) {
      expect(pointer).toBeUndefined()
      expect(detail).not.toContain('They are')
    }
  })
})

describe('every notice points at the input that mends it', () => {
  test.each([
    ['2026', 'factor-year-fallback', '/fleet'],
    ['2022', 'factor-region-fallback', '/factors'],
    ['2022', 'gas-split-assumed', '/electricity/intensity'],
  ])('%s %s: %s', async (period, code, pointer) => {
    const found = noticesOf(await resultOf({ city: CITY, period, demand }), code)
    expect(found.map((one) => one.pointer)).toContain(pointer)
  })

  test('of a usual estimate, none is without a place', async () => {
    for (const country of ['DE', 'US', 'CN', 'IN', 'BR', 'KE'])
      for (const period of ['2019', '2026']) {
        const { notices } = await resultOf({
          city: { name: 'X', country },
          period,
          demand: demand.slice(0, 2),
        })
        // No input mends how parameters are skewed.
        const lost = notices.filter(
          ({ code, pointer }) => pointer === undefined && code !== 'value-outside-interval',
        )
        expect(lost.map(({ code, detail }) => `${country} ${period} ${code} ${detail}`)).toEqual([])
      }
  })
})
