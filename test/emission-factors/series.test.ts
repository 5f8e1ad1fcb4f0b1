import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { seriesLines } from '../../emission-factors/build/series-lines.ts'
import { readRuns, writeRuns } from '../../emission-factors/run-list.ts'
import {
  DERIVATION_COLUMNS,
  listSeries,
  recordsOfSeries,
  roundedFigure,
  SERIES_COLUMNS,
  type SeriesRow,
  type YearRow,
} from '../../emission-factors/series.ts'
import { type FactorRow, writeTable } from '../../emission-factors/table.ts'
import { SPLICES } from '../../src/index.ts'

const row = (change: Partial<SeriesRow> = {}): SeriesRow => ({
  ...{ id: 'energy-level.car.petrol.fr.a-source', kind: 'energy-level', mode: 'car', powertrain: 'petrol' },
  ...{ carrier: 'petrol', region: 'FR', unit: 'MJ/vkm', seriesErrorShare: 0.8, tier: 2, quality: 'M' },
  ...{ verification: 'read', sourceId: 'a-source', locator: 'Table 2' },
  ...change,
})

/** The records that the tables of a set give back. */
function readBack(series: readonly SeriesRow[], years: readonly YearRow[]): readonly FactorRow[] {
  const { lines, derivations } = seriesLines(series, years)
  return listSeries({
    'series.csv': writeTable(lines, SERIES_COLUMNS),
    'derivations.csv': writeTable(derivations, DERIVATION_COLUMNS),
  }).flatMap(recordsOfSeries)
}

const yearsOf = (records: readonly FactorRow[]): readonly YearRow[] =>
  records.map(({ series = '', yearFrom = 0, value, lower, upper, spliced = 'published', spliceFactor }) => ({
    ...{ series, year: yearFrom, value, spliced },
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    ...(spliceFactor === undefined ? {} : { spliceFactor }),
  }))

const figure = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
const yearRow = fc.record({
  ...{ year: fc.integer({ min: 1990, max: 2025 }), spliced: fc.constantFrom(...SPLICES), value: figure },
  ...{ below: fc.double({ min: 0, max: 1, noNaN: true }), above: fc.double({ min: 1, max: 5, noNaN: true }) },
})
const anySeries = fc.uniqueArray(yearRow, { minLength: 1, selector: ({ year }) => year }).map((years) =>
  years.map(({ year, value, spliced, below, above }): YearRow => {
    return { series: row().id, year, value, spliced, lower: value * below, upper: value * above }
  }),
)

describe('a series in one row', () => {
  test('reads as its years', () => {
    const years: readonly YearRow[] = [
      { series: row().id, year: 2019, value: 2.4, lower: 1.92, upper: 3, spliced: 'published' },
      { series: row().id, year: 2020, value: 2.4, lower: 1.92, upper: 3, spliced: 'published' },
      { series: row().id, year: 2022, value: 2.3, lower: 1.84, upper: 2.875, spliced: 'surrogate' },
    ]
    const { lines } = seriesLines([row({ note: 'Computed.' })], years)
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ firstYear: 2019, values: '2.4*2 - 2.3', lowers: '0.8*2 - 0.8', uppers: '1.25*2 - 1.25' },
        ...{ splices: 'published*2 - surrogate', derivation: '1' },
      }),
    ])
    const [first, , last] = readBack([row({ note: 'Computed.' })], years)
    expect(first).toEqual({
      ...row({ note: 'Computed.' }),
      ...{ id: `${row().id}.2019`, series: row().id, yearFrom: 2019, yearTo: 2019 },
      ...{ value: 2.4, lower: 1.92, upper: 3, spliced: 'published' },
    })
    expect(last).toMatchObject({ yearFrom: 2022, lower: 1.84, upper: 2.875 })
  })

  // A blend of nothing is not known to be nothing.
  test('states bounds apart from a value that is 0', () => {
    const years: readonly YearRow[] = [
      { series: row().id, year: 1990, value: 0, lower: 0, upper: 0.015, spliced: 'interpolated' },
    ]
    expect(readBack([row()], years)).toEqual([expect.objectContaining({ value: 0, lower: 0, upper: 0.015 })])
  })

  test('keeps a fleet whole', () => {
    const thirds = ['petrol', 'diesel', 'electric'].map((powertrain) =>
      row({ id: `fleet-share.car.${powertrain}`, kind: 'fleet-share', powertrain: powertrain as 'petrol' }),
    )
    const years = thirds.map(({ id }): YearRow => {
      return { series: id, year: 2020, value: 1 / 3, spliced: 'interpolated' }
    })
    expect(readBack(thirds, years).map(({ value }) => value)).toEqual([0.33334, 0.33333, 0.33333])
  })

  property.prop([anySeries])('is the same after it was read and written again', (years) => {
    const once = readBack([row()], years)
    expect(readBack([row()], yearsOf(once))).toEqual(once)
  })

  property.prop([anySeries])('gives every year with five digits, and bounds that hold it', (years) => {
    const records = readBack([row()], years)
    expect(records).toHaveLength(years.length)
    for (const { value, lower = Number.NaN, upper = Number.NaN, yearFrom } of records) {
      const given = years.find(({ year }) => year === yearFrom)
      expect(Math.abs(value / (given?.value ?? Number.NaN) - 1)).toBeLessThan(5.1e-5)
      expect(Number(value.toPrecision(5))).toBe(value)
      expect(lower).toBeLessThanOrEqual(value)
      expect(upper).toBeGreaterThanOrEqual(value)
      // Half of the third decimal of a ratio, and half of the fifth digit of the value and of the bound.
      const within = (bound = Number.NaN) => 5.1e-4 * value + 1.1e-4 * Math.max(value, bound)
      expect(Math.abs(lower - (given?.lower ?? Number.NaN))).toBeLessThan(within(given?.lower))
      expect(Math.abs(upper - (given?.upper ?? Number.NaN))).toBeLessThan(within(given?.upper))
    }
  })

  test.each([
    ['years of no series', [row()], [{ series: 'another', year: 2020, value: 1, spliced: 'published' }]],
    [
      'a year twice',
      [row()],
      [1, 2].map((value) => ({ series: row().id, year: 2020, value, spliced: 'published' })),
    ],
  ] as const)('is refused with %s', (_, series, years) => {
    expect(() => seriesLines(series, years as readonly YearRow[])).toThrow()
  })

  test.each([
    ['a list that is too short', { splices: 'published' }, /splices has 1 years, and values 2/],
    ['a word that is no way to splice', { splices: 'guessed*2' }, /guessed is no way to splice/],
    ['a run of no length', { values: '1*0' }, /'1\*0' is no run/],
    ['a year that nothing tells of', { splices: '- published' }, /nothing tells how 2020 came about/],
  ])('is refused with %s', (_, change, message) => {
    const whole = { ...row(), firstYear: 2020, values: '1 2', splices: 'published*2', ...change }
    expect(() => recordsOfSeries(whole)).toThrow(message)
  })
})

describe('a list of runs', () => {
  property.prop([
    fc.array(fc.option(fc.constantFrom('a', 'b', '0.1'), { nil: undefined }), { minLength: 1 }),
  ])('reads as it was written', (words) => {
    expect(readRuns(writeRuns(words), String)).toEqual(words)
  })
})

const anySign = fc
  .double({ min: -1e9, max: 1e9, noNaN: true })
  .filter((value) => value === 0 || Math.abs(value) > 1e-12)

property.prop([anySign])('rounds as its decimal text does', (value) => {
  const rounded = roundedFigure(value)
  expect(Math.abs(rounded - value)).toBeLessThanOrEqual(Math.abs(value) * 5.01e-5)
  expect(Number(rounded.toPrecision(5))).toBe(rounded)
})
