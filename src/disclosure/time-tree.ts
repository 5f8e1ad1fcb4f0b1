import { GRAIN_LENGTHS } from '../kernel/period.ts'

/** The quarter of a month: `2024-Q1`. */
export const quarterOf = (month: string): string =>
  `${month.slice(0, GRAIN_LENGTHS.year)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`

/** The months of a period of the tree, which may be a quarter. */
export function monthsOf(period: string): readonly string[] {
  const year = period.slice(0, GRAIN_LENGTHS.year)
  const [, quarter] = /-Q([1-4])$/.exec(period) ?? []
  if (quarter !== undefined)
    return [1, 2, 3].map((of) => `${year}-${String(of + 3 * (Number(quarter) - 1)).padStart(2, '0')}`)
  if (period.length === GRAIN_LENGTHS.month) return [period]
  return Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`)
}

/** A period of the tree month ⊂ quarter ⊂ year that has facts, and those below it. */
export interface TreePeriod {
  readonly period: string
  /** Empty for the finest. */
  readonly parts: readonly string[]
  /** What it costs to withhold: a longer period stands for more. */
  readonly weight: number
}

/** The tree over some months or years: the finest first. */
export function timeTree(finest: readonly string[]): readonly TreePeriod[] {
  const found = [...new Set(finest)].sort()
  const months = found.filter((period) => period.length === GRAIN_LENGTHS.month)
  const quarters = [...new Set(months.map(quarterOf))]
  const years = [...new Set(months.map((month) => month.slice(0, GRAIN_LENGTHS.year)))]
  return [
    ...found.map((period) => ({ period, parts: [], weight: period.length === GRAIN_LENGTHS.month ? 1 : 12 })),
    ...quarters.map((period) => ({
      period,
      parts: months.filter((month) => quarterOf(month) === period),
      weight: 3,
    })),
    ...years.map((period) => ({
      period,
      parts: quarters.filter((quarter) => quarter.startsWith(period)),
      weight: 12,
    })),
  ]
}
