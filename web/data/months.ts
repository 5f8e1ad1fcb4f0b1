import type { Cell } from '../service/datasets.ts'

/** What can be shown of a mode: the first of these that is given out of it. */
export const MEASURES = ['vehicleDistanceVkm', 'passengerDistancePkm', 'tonneDistanceTkm', 'trips'] as const
export type Measure = (typeof MEASURES)[number]

/** A period of a mode: given out, in part (of so many days), or not. */
export interface MonthCell {
  readonly period: string
  /** Undefined: nothing is given out. */
  readonly value: number | undefined
  /** Days that have facts, and that the period has, if some have none. */
  readonly days?: { readonly with: number; readonly of: number }
}

export interface ModeMonths {
  /** Empty: of no mode. */
  readonly mode: string
  readonly measure: Measure
  readonly months: readonly MonthCell[]
}

/** What is given out of a city, mode by mode, over the same periods. */
export interface CityMonths {
  readonly grain: 'month' | 'year'
  readonly periods: readonly string[]
  readonly modes: readonly ModeMonths[]
  /** Periods of which something is given out. */
  readonly given: number
}

const isMonth = (period: string): boolean => /^\d{4}-\d{2}$/.test(period)
const isYear = (period: string): boolean => /^\d{4}$/.test(period)

/** Cells of one city as a table without holes: by month, or by year where no month is given out. */
export function cityMonths(cells: readonly Cell[]): CityMonths {
  const grain = cells.some(({ period }) => isMonth(period)) ? 'month' : 'year'
  const own = cells.filter(({ period }) => (grain === 'month' ? isMonth(period) : isYear(period)))
  const periods = spanOf(own.map(({ period }) => period).sort(), grain)
  const modes = [...new Set(own.map(({ mode }) => mode ?? ''))].sort()
  return {
    grain,
    periods,
    modes: modes.map((mode) => {
      const of = own.filter((cell) => (cell.mode ?? '') === mode)
      const measure = MEASURES.find((one) => of.some((cell) => cell[one] !== null)) ?? 'trips'
      const byPeriod = new Map(of.map((cell) => [cell.period, cell]))
      return {
        mode,
        measure,
        months: periods.map((period) => monthCell(period, byPeriod.get(period), measure)),
      }
    }),
    given: new Set(own.map(({ period }) => period)).size,
  }
}

function monthCell(period: string, cell: Cell | undefined, measure: Measure): MonthCell {
  const value = cell?.[measure] ?? undefined
  const of = daysOf(period)
  return {
    period,
    value,
    ...(cell && value !== undefined && cell.days > 0 && cell.days < of
      ? { days: { with: cell.days, of } }
      : {}),
  }
}

/** All periods from the first to the last. */
function spanOf(sorted: readonly string[], grain: CityMonths['grain']): readonly string[] {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const numberOf = (period: string): number =>
    grain === 'year' ? Number(period) : Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1
  const periodOf = (at: number): string =>
    grain === 'year' ? String(at) : `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  const start = numberOf(first)
  return Array.from({ length: numberOf(last) - start + 1 }, (_, index) => periodOf(start + index))
}

function daysOf(period: string): number {
  const [year = 0, month] = period.split('-').map(Number)
  const from = Date.UTC(year, (month ?? 1) - 1)
  const to = month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month)
  return Math.round((to - from) / 86_400_000)
}

/** Quarters that lie in the periods of a table, the last first: zones are given out by quarter. */
export const quartersOf = (cells: readonly Cell[]): readonly string[] =>
  [
    ...new Set(
      cells.flatMap(({ period }) =>
        /Q/.test(period)
          ? [period]
          : isMonth(period)
            ? [`${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`]
            : [1, 2, 3, 4].map((quarter) => `${period}-Q${quarter}`),
      ),
    ),
  ]
    .sort()
    .reverse()
