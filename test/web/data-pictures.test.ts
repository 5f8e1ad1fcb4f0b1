import { describe, expect, test } from 'vitest'
import { shownBars } from '../../web/charts/month-bars.tsx'
import { classOf, limitsOf, MAP_CLASSES } from '../../web/charts/zone-map.tsx'
import { cityMonths, quartersOf } from '../../web/data/months.ts'
import type { Cell } from '../../web/service/datasets.ts'

const cell = (period: string, more: Partial<Cell> = {}): Cell => ({
  city: 'leeds',
  mode: 'car',
  period,
  trips: 10,
  passengerDistancePkm: null,
  vehicleDistanceVkm: 100,
  tonneDistanceTkm: null,
  days: 31,
  ...more,
})

describe('months of a city', () => {
  test('have no holes: a month without a figure is there, and is no 0', () => {
    const { periods, modes, given } = cityMonths([cell('2023-11'), cell('2024-02', { days: 29 })])
    expect(periods).toEqual(['2023-11', '2023-12', '2024-01', '2024-02'])
    expect(given).toBe(2)
    expect(modes[0]?.months.map(({ value }) => value)).toEqual([100, undefined, undefined, 100])
  })

  test('say of how many days they are, where some have no facts', () => {
    const [mode] = cityMonths([cell('2024-02', { days: 9 }), cell('2024-03')]).modes
    // 2024 is a leap year.
    expect(mode?.months.map(({ days }) => days)).toEqual([{ with: 9, of: 29 }, undefined])
  })

  test('are years where no month is given out, and quarters beside months are no columns', () => {
    expect(cityMonths([cell('2022', { days: 365 }), cell('2024', { days: 366 })]).periods).toEqual([
      '2022',
      '2023',
      '2024',
    ])
    expect(cityMonths([cell('2024-Q1'), cell('2024-01'), cell('2024')]).periods).toEqual(['2024-01'])
  })

  test('show the measure that a mode has, each mode its own', () => {
    const { modes } = cityMonths([
      cell('2024-01'),
      cell('2024-01', { mode: 'walk', vehicleDistanceVkm: null }),
      cell('2024-01', { mode: null, vehicleDistanceVkm: null, passengerDistancePkm: 7 }),
    ])
    expect(modes.map(({ mode, measure }) => [mode, measure])).toEqual([
      ['', 'passengerDistancePkm'],
      ['car', 'vehicleDistanceVkm'],
      ['walk', 'trips'],
    ])
  })

  test('of nothing are none', () => {
    expect(cityMonths([])).toMatchObject({ periods: [], modes: [], given: 0 })
  })

  test('lie in quarters, the last first', () => {
    expect(quartersOf([cell('2023-12'), cell('2024-01'), cell('2024-Q1')])).toEqual(['2024-Q1', '2023-Q4'])
    expect(quartersOf([cell('2024')])).toEqual(['2024-Q4', '2024-Q3', '2024-Q2', '2024-Q1'])
  })

  test('of many years are the last that fit: six pixels each', () => {
    expect(
      shownBars(
        Array.from({ length: 200 }, (_, at) => at),
        360,
      ),
    ).toHaveLength(60)
    expect(shownBars([1, 2], 360)).toEqual([1, 2])
  })
})

describe('colours of a map', () => {
  test('are for about as many zones each, and equal values share one', () => {
    const values = Array.from({ length: 20 }, (_, at) => at + 1)
    const limits = limitsOf(values)
    expect(limits).toEqual([4, 8, 12, 16])
    expect(values.map((value) => classOf(value, limits)).filter((one) => one === 0)).toHaveLength(4)
    expect(classOf(20, limits)).toBe(MAP_CLASSES - 1)
    expect(limitsOf([5, 5, 5])).toEqual([])
    expect(classOf(5, [])).toBe(0)
  })

  test('of few zones are as many as there are values', () => {
    expect(limitsOf([3, 1])).toEqual([1])
    expect([1, 3].map((value) => classOf(value, [1]))).toEqual([0, 1])
  })
})
