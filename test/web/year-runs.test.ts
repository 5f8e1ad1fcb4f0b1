import { describe, expect, test } from 'vitest'
import { scaleAroundZero } from '../../web/charts/change-scale.ts'
import { runsOf } from '../../web/charts/year-runs.ts'
import { speechOf } from '../../web/words/language.ts'
import { effectRows } from '../../web/years/why-rows.ts'

const point = (year: number, more: object = {}) => ({
  year,
  range: { value: year },
  isPart: false,
  isApart: false,
  ...more,
})
const years = (runs: ReturnType<typeof runsOf>) => runs.map((run) => run.map(({ year }) => year))

describe('the line of years', () => {
  test('is open where a year is missing, where years are apart and where nothing is known', () => {
    expect(years(runsOf([point(2015), point(2016), point(2018), point(2019)]))).toEqual([
      [2015, 2016],
      [2018, 2019],
    ])
    expect(years(runsOf([point(2015), point(2016, { isApart: true }), point(2017)]))).toEqual([
      [2015],
      [2016, 2017],
    ])
    expect(years(runsOf([point(2015), point(2016, { range: undefined }), point(2017)]))).toEqual([
      [2015],
      [2017],
    ])
  })
})

describe('the waterfall', () => {
  test('has 0 in its scale, whatever its amounts', () => {
    for (const amounts of [[5, 9], [-9, -5], [-3, 4], []]) {
      const { at, ticks } = scaleAroundZero(amounts)
      expect(at(0)).toBeGreaterThanOrEqual(0)
      expect(at(0)).toBeLessThanOrEqual(1)
      expect(ticks).toContain(0)
    }
  })

  test('goes from people to fuels, and what is too small to see is told together', () => {
    const effect = (factor: string, value: number, half = 0) => ({
      factor,
      value,
      lower: value - half,
      upper: value + half,
      relative: null,
      ratio: null,
    })
    const change = { value: 108, lower: 90, upper: 120, unit: 't CO2e', relative: 0.1, ratio: null }
    const rows = effectRows(
      [
        effect('blend', 50),
        effect('population', 57.6),
        effect('grid', 0.3),
        effect('losses', 0.1),
        effect('season', 0, 30),
      ] as never,
      change,
      true,
      speechOf('en'),
    )
    // Weather of 0 ± 30 is no small thing: it may have moved the figure.
    expect(rows.map(({ code }) => code)).toEqual(['population', 'season', 'blend', 'else'])
    expect(rows.at(-1)?.range.value).toBeCloseTo(0.4, 12)
    expect(rows.reduce((sum, { range }) => sum + range.value, 0)).toBeCloseTo(108, 9)
  })
})
