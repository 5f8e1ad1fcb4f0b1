import { writeRuns } from '../run-list.ts'
import {
  boundOf,
  type DerivationRow,
  roundedFigure,
  type SeriesLine,
  type SeriesRow,
  type YearRow,
} from '../series.ts'

/** What the tables of a set hold of its series. */
interface SeriesTables {
  readonly lines: readonly SeriesLine[]
  readonly derivations: readonly DerivationRow[]
}

/**
 * Series as the tables of a set hold them: one row each, their years as lists, and apart from them what many say alike of
 * how they were made.
 *
 * @param series in the order of their rows; those of which no year is known are left out
 * @throws {Error} for years of no series, and a year that is there twice
 */
export function seriesLines(series: readonly SeriesRow[], years: readonly YearRow[]): SeriesTables {
  const rounded = wholeFleets(series, years)
  const bySeries = new Map(series.map(({ id }) => [id, [] as YearRow[]]))
  for (const year of rounded) {
    const of = bySeries.get(year.series)
    if (!of) throw new Error(`There is no series ${year.series}`)
    of.push(year)
  }
  const derivations = new Map<string, DerivationRow>()
  const told = series.filter(({ id }) => (bySeries.get(id) ?? []).length > 0)
  const lines = told.map(({ tier, quality, verification, locator, note, ...row }): SeriesLine => {
    const text = [tier, quality, verification, locator, note].join('|')
    const derivation = derivations.get(text)?.derivation ?? `${derivations.size + 1}`
    derivations.set(text, {
      derivation,
      tier,
      quality,
      verification,
      locator,
      ...(note === undefined ? {} : { note }),
    })
    return { ...row, derivation, ...listsOf(row.id, bySeries.get(row.id) ?? [], row.unit === 'share') }
  })
  return { lines, derivations: [...derivations.values()] }
}

function listsOf(
  id: string,
  years: readonly YearRow[],
  isShare: boolean,
): Pick<SeriesLine, 'firstYear' | 'values' | 'lowers' | 'uppers' | 'splices' | 'spliceFactors'> {
  const byYear = new Map(years.map((year) => [year.year, year]))
  if (byYear.size < years.length) throw new Error(`${id}: a year is there twice`)
  const firstYear = Math.min(...byYear.keys())
  const length = Math.max(...byYear.keys()) - firstYear + 1
  const all = Array.from({ length }, (_, index) => byYear.get(firstYear + index))
  const list = (wordOf: (year: YearRow) => string | undefined): string =>
    writeRuns(all.map((year) => year && wordOf(year)))
  const splices = list(({ spliced }) => spliced)
  return {
    firstYear,
    values: list(({ value }) => String(value)),
    ...(years.every(({ lower }) => lower === undefined) ? {} : { lowers: boundList(all, 'lower', isShare) }),
    ...(years.every(({ upper }) => upper === undefined) ? {} : { uppers: boundList(all, 'upper', isShare) }),
    splices,
    ...(years.every(({ spliceFactor }) => spliceFactor === undefined)
      ? {}
      : {
          spliceFactors: list(({ spliceFactor }) =>
            spliceFactor === undefined ? undefined : String(roundedFigure(spliceFactor)),
          ),
        }),
  }
}

/** Decimals of a bound over its value: it is known to a few percent. */
const RATIO_DECIMALS = 3

/** Bounds over the value or apart from it, whichever says it in fewer words; a value of 0 has only the latter. */
function boundList(
  years: readonly (YearRow | undefined)[],
  end: 'lower' | 'upper',
  isShare: boolean,
): string {
  const write = (wordOf: (value: number, bound: number) => string): string =>
    writeRuns(
      years.map((year) => {
        const bound = year?.[end]
        return year === undefined || bound === undefined ? undefined : wordOf(year.value, bound)
      }),
    )
  const differences = write(differenceWord)
  if (years.some((year) => year !== undefined && year.value <= 0)) return differences
  const ratios = write(ratioWord)
  // Rounding must not carry a bound of a share across 1.
  const isAbove = (year: YearRow | undefined): boolean =>
    year?.[end] !== undefined && boundOf(year.value, ratioWord(year.value, year[end])) > 1
  if (isShare && years.some(isAbove)) return differences
  return differences.length < ratios.length ? differences : ratios
}

const ratioWord = (value: number, bound: number): string =>
  String(Number((bound / value).toFixed(RATIO_DECIMALS)))

function differenceWord(value: number, bound: number): string {
  const difference = roundedFigure(bound - value)
  const word = difference < 0 ? String(difference) : `+${difference}`
  // Rounding must not carry a bound across 0.
  return bound >= 0 && boundOf(value, word) < 0 ? String(-value) : word
}

/** Decimals of a share of a fleet. */
const SHARE_DECIMALS = 5

/** Years with their figures rounded; what is lost of a fleet by it, its largest share takes. */
function wholeFleets(series: readonly SeriesRow[], years: readonly YearRow[]): readonly YearRow[] {
  const fleetOf = new Map(
    series
      .filter(({ kind }) => kind === 'fleet-share' || kind === 'class-fleet-share')
      .map(({ id, kind, mode, vehicleClass, region }) => {
        const of = kind === 'class-fleet-share' ? vehicleClass : 'all'
        return [id, `${mode}|${of}|${region}`] as const
      }),
  )
  const fleets = new Map<string, YearRow[]>()
  const rounded: YearRow[] = []
  for (const year of years) {
    const fleet = fleetOf.get(year.series)
    if (fleet === undefined) {
      rounded.push({ ...year, value: roundedFigure(year.value) })
      continue
    }
    const key = `${fleet}|${year.year}`
    const of = fleets.get(key)
    if (of) of.push(year)
    else fleets.set(key, [year])
  }
  return [...rounded, ...[...fleets.values()].flatMap(wholeFleet)]
}

function wholeFleet(shares: readonly YearRow[]): readonly YearRow[] {
  const units = 10 ** SHARE_DECIMALS
  const counts = shares.map(({ value }) => Math.round(value * units))
  const whole = Math.round(shares.reduce((sum, { value }) => sum + value, 0) * units)
  const largest = counts.indexOf(Math.max(...counts))
  const lost = whole - counts.reduce((sum, count) => sum + count, 0)
  return shares.map((year, index) => ({
    ...year,
    value: ((counts[index] ?? 0) + (index === largest ? lost : 0)) / units,
  }))
}
