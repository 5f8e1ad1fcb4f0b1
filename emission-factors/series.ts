import { compact } from './compact.ts'
import { SPLICES, type Splice } from './domain.ts'
import { readRuns } from './run-list.ts'
import { type FactorRow, PROVENANCE, readTable, type Table } from './table.ts'

/** What all years of a series have in common. */
export type SeriesRow = Omit<
  FactorRow,
  'value' | 'lower' | 'upper' | 'yearFrom' | 'yearTo' | 'series' | 'spliced' | 'spliceFactor' | 'role'
>

/** One year of a series. */
export interface YearRow extends Required<Pick<FactorRow, 'series' | 'value' | 'spliced'>> {
  readonly year: number
  readonly lower?: number
  readonly upper?: number
  readonly spliceFactor?: number
}

/** How figures came about, for all series that say the same of it: a row of `derivations.csv`. */
export type DerivationRow = Pick<SeriesRow, 'tier' | 'quality' | 'verification' | 'locator' | 'note'> & {
  readonly derivation: string
}

/** The years of a series, year after year from the first on; see `run-list.ts`. */
export interface YearLists {
  readonly firstYear: number
  readonly values: string
  /** What the value is multiplied by, or with a sign in front, what is added to it. */
  readonly lowers?: string
  readonly uppers?: string
  readonly splices: string
  readonly spliceFactors?: string
}

/** A whole series: a row of `series.csv`. */
export type SeriesLine = Omit<SeriesRow, keyof DerivationRow> & YearLists & Pick<DerivationRow, 'derivation'>

/** A series and its years, neither of them spelled out. */
export type WholeSeries = SeriesRow & YearLists

/** What is left of a row of `PROVENANCE` when its derivation stands apart. */
const OWN_PROVENANCE = ['sourceId', 'derivation'] as const

/** Columns of `series.csv`, in order. */
export const SERIES_COLUMNS = [
  'id',
  'kind',
  'mode',
  'vehicleClass',
  'powertrain',
  'carrier',
  'gas',
  'unit',
  'seriesErrorShare',
  'region',
  ...OWN_PROVENANCE,
  'firstYear',
  'values',
  'lowers',
  'uppers',
  'splices',
  'spliceFactors',
] as const

/** Columns of `derivations.csv`, in order. */
export const DERIVATION_COLUMNS = [
  'derivation',
  'tier',
  'quality',
  'verification',
  'locator',
  'note',
] as const

/** Columns of a series and its years, in order, with its derivation in place. */
export const WHOLE_SERIES_COLUMNS: readonly string[] = SERIES_COLUMNS.flatMap((column): readonly string[] =>
  column === 'sourceId' ? PROVENANCE : column === 'derivation' ? [] : [column],
)

const readSeries = (text: string): Table => readTable(text, SERIES_COLUMNS, 'series.csv')
const readDerivations = (text: string): Table => readTable(text, DERIVATION_COLUMNS, 'derivations.csv')

/** The series of a set as its table holds them; none in sets without `series.csv`. */
export const listSeriesLines = ({
  'series.csv': text,
}: Readonly<Record<string, string>>): readonly SeriesLine[] =>
  text === undefined ? [] : (readSeries(text).rows as unknown as readonly SeriesLine[])

/**
 * The series of a set, each with its derivation in place; none in sets without `series.csv`.
 *
 * @throws {Error} if a series names a derivation that is not there
 */
export function listSeries(texts: Readonly<Record<string, string>>): readonly WholeSeries[] {
  const { 'series.csv': series, 'derivations.csv': derivations } = texts
  if (series === undefined || derivations === undefined) return []
  const byId = new Map(
    (readDerivations(derivations).rows as unknown as readonly DerivationRow[]).map((row) => [
      row.derivation,
      row,
    ]),
  )
  return (readSeries(series).rows as unknown as readonly SeriesLine[]).map((line) => {
    const derivation = byId.get(line.derivation)
    if (!derivation) throw new Error(`series.csv: ${line.id}: there is no derivation ${line.derivation}`)
    const whole: Readonly<Record<string, unknown>> = { ...line, ...derivation }
    const ordered = WHOLE_SERIES_COLUMNS.flatMap((column) =>
      whole[column] === undefined ? [] : [[column, whole[column]]],
    )
    return Object.fromEntries(ordered) as WholeSeries
  })
}

/** Digits of every figure of a series: what is known of a nation's mean has fewer. */
const DIGITS = 5

/** Less is what is left of a difference of two doubles. */
const LEAST_FIGURE = 1e-15

/** The nearest number of `DIGITS` digits; the same double as its decimal text. */
export function roundedFigure(value: number): number {
  const size = Math.abs(value)
  if (size < LEAST_FIGURE) return 0
  if (!Number.isFinite(value)) return value
  let power = 1
  if (size >= 10 ** DIGITS) {
    while (size / power >= 10 ** DIGITS) power *= 10
    return Math.round(value / power) * power
  }
  while (size * power < 10 ** (DIGITS - 1)) power *= 10
  return Math.round(value * power) / power
}

/** A bound as a list states it: over the value, or with a sign, apart from it. */
export function boundOf(value: number, stated: string): number {
  const isDifference = stated.startsWith('+') || stated.startsWith('-')
  return roundedFigure(isDifference ? value + Number(stated) : value * Number(stated))
}

const idOfYear = (series: string, year: number): string => `${series}.${year}`

/** The series that a record is a year of, if it is one of any. */
export const seriesOfRecord = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')))

/** The ids of the records of a series, without the records. */
export const idsOfYears = (series: string, firstYear: number, values: string): readonly string[] =>
  readRuns(values, Number).flatMap((value, index) =>
    value === undefined ? [] : [idOfYear(series, firstYear + index)],
  )

/**
 * One record for each year that a series has a value of.
 *
 * @throws {Error} naming the series whose lists do not hold together
 */
export function recordsOfSeries(whole: WholeSeries): FactorRow[] {
  const { firstYear, values, lowers, uppers, splices, spliceFactors, ...rest } = whole
  const common = compact(rest)
  const { id } = common
  const figures = readRuns(values, Number)
  const low = listOf(id, 'lowers', lowers, figures.length, String)
  const high = listOf(id, 'uppers', uppers, figures.length, String)
  const spliced = listOf(id, 'splices', splices, figures.length, toSplice)
  const factors = listOf(id, 'spliceFactors', spliceFactors, figures.length, Number)
  const records: FactorRow[] = []
  for (const [index, value] of figures.entries()) {
    const year = firstYear + index
    if (value === undefined) continue
    const splice = spliced[index]
    if (splice === undefined) throw new Error(`series.csv: ${id}: nothing tells how ${year} came about`)
    const lower = low[index]
    const upper = high[index]
    const factor = factors[index]
    records.push({
      ...common,
      id: idOfYear(id, year),
      value,
      ...(lower === undefined ? {} : { lower: boundOf(value, lower) }),
      ...(upper === undefined ? {} : { upper: boundOf(value, upper) }),
      spliced: splice,
      ...(factor === undefined ? {} : { spliceFactor: factor }),
      yearFrom: year,
      yearTo: year,
      series: id,
    })
  }
  return records
}

function listOf<Cell>(
  id: string,
  column: string,
  text: string | undefined,
  length: number,
  cellOf: (word: string) => Cell,
): readonly (Cell | undefined)[] {
  if (text === undefined) return []
  const cells = readRuns(text, cellOf)
  if (cells.length !== length)
    throw new Error(`series.csv: ${id}: ${column} has ${cells.length} years, and values ${length}`)
  return cells
}

function toSplice(word: string): Splice {
  const splice = SPLICES.find((one) => one === word)
  if (splice === undefined) throw new Error(`series.csv: ${word} is no way to splice`)
  return splice
}
