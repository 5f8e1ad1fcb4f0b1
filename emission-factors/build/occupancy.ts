import { type FactorSetContent, groupBy } from '../domain.ts'
import { cell, type Figure, type Figures, listSources, numberIn } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import { recordOf } from './figure-record.ts'
import { interpolated, YEARS } from './levels/line.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-28'
const PREFIX = 'occupancy-'

/**
 * Persons and tonnes in a vehicle by country and group, so that a distance of persons and one of vehicles agree wherever a city is. One
 * level for all years, where editions of one country differ by definition only; in the United States a series.
 */
export function occupancy(figures: Figures, base: FactorSetContent): Contribution {
  const groups = new Set(['GLO', ...base.groups.map(({ code }) => code)])
  const rows = figures.all().filter((figure) => cell(figure, 'sourceId').startsWith(PREFIX))
  const isYearly = (figure: Figure): boolean => cell(figure, 'year') !== ''
  const keyOf = (figure: Figure): string => `${cell(figure, 'mode')}|${cell(figure, 'region')}`
  const known = new Set(rows.map(keyOf))
  const parts = [...groupBy(rows.filter(isYearly), keyOf).values()].map((knots) => seriesOf(knots))
  return {
    sources: listSources(figures.sources(), PREFIX, ACCESSED),
    records: rows
      .filter((figure) => !isYearly(figure))
      .map((figure) => recordOf(figure, (region) => groups.has(region) || region.length > 2)),
    series: parts.map(({ series }) => series),
    years: parts.flatMap(({ years }) => years),
    replaces: ({ kind, mode, vehicleClass = 'average', region }: FactorRow) =>
      (kind === 'occupancy' || kind === 'load') &&
      vehicleClass === 'average' &&
      known.has(`${mode}|${region}`),
  }
}

/** Bounds of a year of a survey over its value. */
const SURVEY = 0.06

function seriesOf(knots: readonly Figure[]) {
  const [first] = knots as readonly [Figure, ...Figure[]]
  const { id, value: _, lower: __, upper: ___, ...common } = recordOf(first, () => false)
  const line = interpolated(new Map(knots.map((one) => [numberIn(one, 'year'), numberIn(one, 'value')])))
  const counted = new Set(knots.map((one) => numberIn(one, 'year')))
  return {
    series: {
      ...common,
      id,
      seriesErrorShare: 0.8,
      note: 'Between surveys interpolated, before the first and after the last held.',
    },
    years: YEARS.map((year, index) => {
      const value = Number((line[index] as number).toPrecision(6))
      return {
        series: id,
        year,
        value,
        lower: Number((value * (1 - SURVEY)).toPrecision(6)),
        upper: Number((value * (1 + SURVEY)).toPrecision(6)),
        spliced: counted.has(year) ? ('published' as const) : ('interpolated' as const),
      }
    }),
  }
}
