import type { Located, Place } from './check.ts'
import { type DeclaredBreak, type FactorSetContent, MODE_PROPERTIES } from './domain.ts'
import { type FactorRow, readTable, type Table } from './table.ts'

type Report = (place: Place, what: string) => void

/** Columns of `breaks.csv`, in order. */
export const BREAK_COLUMNS = ['series', 'year', 'from', 'to', 'ratio', 'why'] as const

export const readBreaks = (text: string): Table => readTable(text, BREAK_COLUMNS, 'breaks.csv')

/** The declared breaks of a set, of its files' texts; `undefined` in sets without `breaks.csv`. */
export function breaksOf(texts: Readonly<Record<string, string>>): FactorSetContent['breaks'] {
  const text = texts['breaks.csv']
  return text === undefined ? undefined : (readBreaks(text).rows as unknown as readonly DeclaredBreak[])
}

/** The largest change from one year to the next that needs no declaration, as a share. */
const LARGEST_STEP = 0.03
/** CO2 may step by more than the fuel that a break is measured by. */
const SMALLEST_BREAK = 0.02
/** `from`, `to` and `ratio` are printed to so many digits. */
const CLOSE = 1e-3

const keyOf = (series: string, year: number): string => `${series}|${year}`

/** Reports every break that no series has, or whose figures do not fit together. */
export function checkBreaks(
  breaks: readonly Located<DeclaredBreak>[],
  years: readonly Located<FactorRow>[],
  report: Report,
): void {
  const known = new Set(years.map(({ row }) => keyOf(row.series ?? '', row.yearFrom ?? Number.NaN)))
  const seen = new Set<string>()
  for (const { row, place } of breaks) {
    const { series, year, from, to, ratio } = row
    const key = keyOf(series, year)
    if (!known.has(key) || !known.has(keyOf(series, year - 1)))
      report(place, `there is no step of ${series} from ${year - 1} to ${year}`)
    if (seen.has(key)) report(place, `${series} breaks twice in ${year}`)
    seen.add(key)
    if (Math.abs(to / from / ratio - 1) > CLOSE)
      report(place, `${series}, ${year}: ${to} over ${from} is not ${ratio}`)
    if (Math.abs(ratio - 1) <= SMALLEST_BREAK)
      report(place, `${series}, ${year}: a step of at most 2 % is no break`)
  }
}

/** Reports every step of a level that only a change of source could make: fleets and grids move, levels hardly do. */
export function checkSteps(
  years: readonly Located<FactorRow>[],
  breaks: readonly DeclaredBreak[],
  report: Report,
): void {
  const declared = new Set(breaks.map(({ series, year }) => keyOf(series, year)))
  let before: Located<FactorRow> | undefined
  for (const located of years) {
    const { row, place } = located
    const earlier = before?.row
    before = located
    if (row.kind !== 'energy-level' || row.series === undefined || earlier?.series !== row.series) continue
    if (row.yearFrom !== (earlier?.yearFrom ?? 0) + 1)
      report(place, `${row.id}: a year is left out before it`)
    const step = row.value / (earlier?.value ?? row.value) - 1
    if (Math.abs(step) > LARGEST_STEP && !declared.has(keyOf(row.series, row.yearFrom ?? Number.NaN)))
      report(place, `${row.id}: a step of ${(step * 100).toFixed(1)} %`)
  }
}

/**
 * Reports every step of what a mean vehicle of a mode burns, or uses in all, that no break of one of its fleet's series
 * declares. A city of constant traffic sees this step.
 */
export function checkMeans(
  years: readonly Located<FactorRow>[],
  breaks: readonly DeclaredBreak[],
  report: Report,
): void {
  const rows = years.map(({ row }) => row)
  const modeOf = new Map(rows.map(({ series = '', mode, region }) => [series, `${mode} in ${region}`]))
  const known = new Set(breaks.map(({ series, year }) => keyOf(modeOf.get(series) ?? '', year)))
  for (const what of ['fuel', 'energy'] as const)
    for (const [mode, means] of meansOf(rows, what))
      for (const [year, mean] of means) {
        const step = mean / (means.get(year - 1) ?? mean) - 1
        if (!(Math.abs(step) > LARGEST_STEP) || known.has(keyOf(mode, year))) continue
        known.add(keyOf(mode, year))
        report(
          { file: 'breaks.csv' },
          `${mode} uses ${(step * 100).toFixed(1)} % of ${what} in ${year}, and no break declares it`,
        )
      }
}

/** On roads a step is measured by the fuel that is burnt too: CO2 follows it. Which trains have wires is no fleet of a city. */
const isCounted = (mode: FactorRow['mode'], what: 'fuel' | 'energy'): boolean =>
  what === 'energy' || (mode !== undefined && MODE_PROPERTIES[mode].subSector === 'II.1')

/**
 * What a mean vehicle of each mode uses in each region that has levels and a fleet, by year [MJ/vkm].
 *
 * @param what `fuel` leaves electricity out, and all but roads
 */
export function meansOf(
  years: readonly FactorRow[],
  what: 'fuel' | 'energy',
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const energies = new Map<string, number>()
  for (const { kind, vehicleClass, mode, region, powertrain, carrier, yearFrom, value } of years) {
    if (kind !== 'energy-level' || vehicleClass !== undefined || !isCounted(mode, what)) continue
    // A plug-in hybrid has one level for each carrier; a vehicle uses both.
    const key = [mode, region, powertrain, yearFrom].join('|')
    const counted = what === 'fuel' && carrier === 'electricity' ? 0 : value
    energies.set(key, (energies.get(key) ?? 0) + counted)
  }
  const means = new Map<string, Map<number, number>>()
  for (const { kind, vehicleClass, mode, region, powertrain, yearFrom = Number.NaN, value } of years) {
    if (kind !== 'fleet-share' || vehicleClass !== undefined) continue
    const energy = energies.get([mode, region, powertrain, yearFrom].join('|'))
    if (energy === undefined) continue
    const key = `${mode} in ${region}`
    const of = means.get(key) ?? new Map<number, number>()
    means.set(key, of)
    of.set(yearFrom, (of.get(yearFrom) ?? 0) + value * energy)
  }
  return means
}
