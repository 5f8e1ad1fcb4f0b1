import type { Trend } from './trends.ts'

/** One row for each mode: in how many countries, and the largest step of level and fleet among them. */
export function trendSummary(trends: readonly Trend[]): string {
  const modes = [...new Set(trends.map(({ mode }) => mode))].sort()
  const rows = modes.map((mode) => {
    const of = trends.filter((trend) => trend.mode === mode)
    const largest = of.reduce((most, one) =>
      Math.abs(one.energyStep) > Math.abs(most.energyStep) ? one : most,
    )
    const { country, year, energyStep, step, parts } = largest
    const above = of.filter((one) => Math.abs(one.energyStep) > LARGEST_STEP).length
    const cells = [
      mode,
      of.length,
      `${country} ${year}`,
      ...[energyStep, step, parts.level, parts.fleet, parts.blend, parts.grid].map(percent),
      above,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| mode | countries | largest step of level and fleet | energy | CO2e | level | fleet | blend | grid | countries above 3 % |',
    '|---|---:|---|---:|---:|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

const LARGEST_STEP = 0.03
const percent = (share: number): string => `${(Math.round(share * 1e3) / 10 || 0).toFixed(1)} %`
