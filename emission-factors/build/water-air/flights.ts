import type { FactorSetContent } from '../../domain.ts'
import type { SeriesRow, YearRow } from '../../series.ts'
import { interpolated, YEARS } from '../levels/line.ts'
import { rounded } from './energy-row.ts'
import { NET_OVER_GROSS } from './known-fuel.ts'

/** The source of yearly energy of American flights. */
export const FLIGHTS = 'bts-4-20'

/** The yearly energy of American flights as one series: net, between its years straight, held before and after. */
export function americanFlights({ records }: FactorSetContent): {
  readonly series: readonly SeriesRow[]
  readonly years: readonly YearRow[]
} {
  const series: SeriesRow[] = []
  const years: YearRow[] = []
  const mode = 'flight' as const
  for (const vehicleClass of ['domestic', 'international'] as const) {
    const found = records.filter(
      (one) =>
        one.kind === 'energy-intensity' &&
        one.mode === mode &&
        one.vehicleClass === vehicleClass &&
        one.sourceId === FLIGHTS,
    )
    const points = new Map(found.map((one) => [one.yearFrom as number, one.canonicalValue * NET_OVER_GROSS]))
    const line = interpolated(points)
    const known = [...points.keys()].sort((a, b) => a - b)
    const [first, last] = [known[0] as number, known.at(-1) as number]
    const id = `energy-intensity.${mode}.${vehicleClass}.jet-kerosene.per-pkm.us.${FLIGHTS}`
    series.push({
      id,
      kind: 'energy-intensity',
      mode,
      vehicleClass,
      powertrain: 'jet-kerosene',
      carrier: 'jet-kerosene',
      unit: 'MJ/pkm',
      seriesErrorShare: 0,
      region: 'US',
      tier: 2,
      quality: 'M',
      verification: 'secondary',
      sourceId: FLIGHTS,
      locator: 'Table 4-20',
      note: 'Computed: gross heat × 0.95. Held before and after the table, wider each year.',
    })
    for (const [index, year] of YEARS.entries()) {
      const value = line[index] as number
      const outside = Math.max(0, first - year, year - last)
      const half = 0.08 + 0.012 * outside
      years.push({
        series: id,
        year,
        value: rounded(value),
        lower: rounded(value * (1 - half)),
        upper: rounded(value * (1 + half)),
        spliced: outside === 0 ? 'published' : 'extrapolated',
      })
    }
  }
  return { series, years }
}
