import Papa from 'papaparse'
import { PARTS, type Trend } from './trends.ts'

/** A table that people read from top to bottom. */
const MAX_ROWS = 200

/** The largest step of level and fleet of each country and mode, in percent of the year before; if there are more, the largest. */
export function trendTable(trends: readonly Trend[]): string {
  const bySize = trends.toSorted(
    (a, b) => Math.abs(b.energyStep) - Math.abs(a.energyStep) || nameOf(a).localeCompare(nameOf(b), 'en'),
  )
  const kept = bySize.slice(0, MAX_ROWS).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))
  const rows = kept.map((trend) => [
    ...[trend.country, trend.mode, trend.firstYear, trend.lastYear, trend.year],
    ...[trend.energyStep, trend.step, ...PARTS.map((part) => trend.parts[part])].map(percent),
  ])
  const head = [
    'country',
    'mode',
    'firstYear',
    'lastYear',
    'year',
    'energy %',
    'CO2e %',
    ...PARTS.map((part) => `${part} %`),
  ]
  return `${Papa.unparse([head, ...rows], { newline: '\n' })}\n`
}

const nameOf = ({ country, mode }: Trend): string => `${country} ${mode}`

/** Two decimals, and no minus before a 0. */
const percent = (share: number): string => (Math.round(share * 1e4) / 100 || 0).toFixed(2)
