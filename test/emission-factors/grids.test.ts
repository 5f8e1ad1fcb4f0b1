import { describe, expect, test } from 'vitest'
import { grids } from '../../emission-factors/build/grids.ts'
import { openFigures } from '../../emission-factors/figure-file.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { FIGURES } from './newest.ts'

const released = releasedSet('2026.2').content
const made = grids(openFigures(FIGURES), released)
const YEARS = Array.from({ length: 36 }, (_, index) => 1990 + index)

/** Every year of a quantity, as the released set publishes it and as the contribution adds to it. */
function yearsOf(kind: string, region: string, gas?: string): ReadonlyMap<number, number> {
  const published = released.records.filter(
    (record) => record.kind === kind && record.region === region && record.gas === gas,
  )
  const added = made.series
    .filter((series) => series.kind === kind && series.region === region && series.gas === gas)
    .flatMap(({ id }) => made.years.filter(({ series }) => series === id))
  return new Map([
    ...published.map(({ yearFrom = Number.NaN, canonicalValue }) => [yearFrom, canonicalValue] as const),
    ...added.map(({ year, value }) => [year, value] as const),
  ])
}

const steps = (line: ReadonlyMap<number, number>): readonly number[] =>
  YEARS.slice(1).map((year) => Math.log((line.get(year) ?? Number.NaN) / (line.get(year - 1) ?? Number.NaN)))

describe('electricity in every year', () => {
  test.each([
    ['GB', 'co2'],
    ['US', 'co2'],
    ['CN', 'co2'],
    ['DE', 'co2e'],
    ['IN', 'co2e'],
  ])('%s has %s from 1990 to 2025', (region, gas) => {
    expect(YEARS.filter((year) => !((yearsOf('grid-intensity', region, gas).get(year) ?? 0) > 0))).toEqual([])
  })

  test('is never told twice for a year', () => {
    const told = [
      ...released.records
        .filter(({ kind, yearFrom }) => (kind === 'grid-intensity' || kind === 'grid-loss') && yearFrom)
        .map(({ kind, region, gas, yearFrom }) => [kind, region, gas, yearFrom].join('|')),
    ]
    const published = new Set(told)
    const series = new Map(made.series.map((one) => [one.id, one]))
    const twice = made.years.filter(({ series: id, year }) => {
      const of = series.get(id)
      return published.has([of?.kind, of?.region, of?.gas, year].join('|'))
    })
    expect(twice).toEqual([])
  })

  test.each(['GB', 'US', 'CN'])(
    '%s moves as the life-cycle figures do where an official figure begins: the ratio of two official years is the rest',
    (region) => {
      // A change of the source alone would show as a step that Ember does not have.
      const official = steps(yearsOf('grid-intensity', region, 'co2'))
      const movement = steps(yearsOf('grid-intensity', region, 'co2e'))
      const first = released.records
        .filter((one) => one.kind === 'grid-intensity' && one.region === region && one.gas === 'co2')
        .reduce((least, { yearFrom = Number.NaN }) => Math.min(least, yearFrom), Number.POSITIVE_INFINITY)
      const upTo = official.slice(0, first - 1990)
      expect(upTo.length).toBeGreaterThan(30)
      for (const [index, step] of upTo.entries()) expect(step).toBeCloseTo(movement[index] ?? Number.NaN, 9)
    },
  )

  test('a province moves as its country before anybody publishes it', () => {
    const province = steps(yearsOf('grid-intensity', 'CN-ZJ', 'co2')).slice(0, 2020 - 1990)
    const country = steps(yearsOf('grid-intensity', 'CN', 'co2')).slice(0, 2020 - 1990)
    for (const [index, step] of province.entries()) expect(step).toBeCloseTo(country[index] ?? Number.NaN, 9)
  })

  test('before the first year of Ember is held, wider the farther back', () => {
    const german = made.series.find(({ id }) => id === 'grid-intensity.co2e.de.cordon-grids.1990')
    const years = made.years.filter(({ series }) => series === german?.id)
    expect(years.map(({ year }) => year)).toEqual(YEARS.slice(0, 10))
    // 573.16 g CO2e/kWh is Ember's figure of 2000.
    expect(new Set(years.map(({ value }) => value))).toEqual(new Set([573.16]))
    expect(years.every(({ spliced }) => spliced === 'extrapolated')).toBe(true)
    const widths = years.map(({ lower = 0, upper = 0, value }) => (upper - lower) / value)
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
    // 10 % at the first figure and 3 % more a year, in steps of three years: 10 + 12 × 3 = 46 % to each side in 1990.
    expect(widths[0]).toBeCloseTo(0.92, 9)
  })

  test('losses do not begin in a year', () => {
    const losses = yearsOf('grid-loss', 'DE')
    expect(YEARS.filter((year) => !losses.has(year))).toEqual([])
    expect(losses.get(1990)).toBe(losses.get(2010))
  })
})
