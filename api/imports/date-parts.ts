import { plainName } from '../request/folded-name.ts'
import { isNamed } from './head-unit.ts'
import type { SourceColumn } from './source-column.ts'

/** Parts of a date that tables keep in columns of their own, with what people of six languages head them. */
export const DATE_PARTS = {
  year: ['year', 'calendar year', 'Jahr', 'Kalenderjahr', 'año', 'année', 'an', 'ano', '年', '年份'],
  month: ['month', 'month number', 'month name', 'Monat', 'Monatsname', 'mes', 'mois', 'mês', '月', '月份'],
  day: ['day', 'day of month', 'Tag', 'día', 'jour', 'dia', '日'],
  quarter: ['quarter', 'qtr', 'Quartal', 'trimestre', '季度', '季'],
  week: ['week', 'week number', 'Woche', 'Kalenderwoche', 'KW', 'semana', 'semaine', '周', '星期'],
} as const
export type DatePart = keyof typeof DATE_PARTS
const PARTS = Object.keys(DATE_PARTS) as DatePart[]

/** The part of a date that a head names, if it names one. */
export const partOf = (head: string): DatePart | undefined => {
  const plain = plainName(head)
  return PARTS.find((part) => isNamed(plain, { name: part, headers: DATE_PARTS[part], role: 'period' }))
}

/** The parts that a table has in columns of their own; none where one column alone says when. */
export function datePartsOf(heads: readonly string[], period: SourceColumn): readonly DatePart[] {
  // Other formats have their period in one column.
  if (!isNamed('month', period)) return []
  const parts = PARTS.filter((part) => heads.some((head) => partOf(head) === part))
  const hasWhole = heads.some((head) => partOf(head) === undefined && isNamed(plainName(head), period))
  // Years alone, or months such as 2024-03, are the period themselves; a quarter or a week needs a year.
  const isApart = hasWhole || parts.length > 1 || parts.some((part) => part === 'quarter' || part === 'week')
  return isApart ? parts : []
}

/** The columns of a format for a table whose dates may be in parts: the period is then what is left of its names. */
export function withPartColumns(
  heads: readonly string[],
  columns: readonly SourceColumn[],
): readonly SourceColumn[] {
  const period = columns.find(({ role }) => role === 'period')
  const parts = period ? datePartsOf(heads, period) : []
  if (!period || parts.length === 0) return columns
  const { required: _, ...rest } = period
  const names = (period.headers ?? []).filter((name) => partOf(name) === undefined)
  return [
    ...columns.map((column) => (column === period ? { ...rest, headers: names } : column)),
    ...parts.map((part): SourceColumn => ({ name: part, headers: DATE_PARTS[part], role: 'period' })),
  ]
}
