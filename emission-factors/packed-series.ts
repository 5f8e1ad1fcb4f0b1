import type { FactorRecord } from './domain.ts'
import { type PackedTable, packTable, type Texts, UnpackedTable } from './packed-table.ts'
import {
  idsOfYears,
  recordsOfSeries,
  seriesOfRecord,
  WHOLE_SERIES_COLUMNS,
  type WholeSeries,
} from './series.ts'

/** Series by column, their years as the lists of their table. */
export interface PackedSeries {
  readonly table: PackedTable
  /** The canonical unit of each, by its place in the list of texts. */
  readonly canonicalUnits: readonly number[]
  /** Canonical values of the series in whose unit the canonical one is not. */
  readonly canonicalValues: Readonly<Record<number, readonly number[]>>
}

/**
 * @param records of these series and any other
 * @throws {Error} if the records are not those that the series give
 */
export function packSeries(
  series: readonly WholeSeries[],
  records: readonly FactorRecord[],
  texts: Texts,
): PackedSeries {
  const years = new Map(series.map(({ id }) => [id, [] as FactorRecord[]]))
  for (const record of records) if (record.series !== undefined) years.get(record.series)?.push(record)
  const canonicalUnits: number[] = []
  const canonicalValues: Record<number, readonly number[]> = {}
  for (const [place, whole] of series.entries()) {
    const of = years.get(whole.id) ?? []
    const [unit, ...others] = new Set(of.map(({ canonicalUnit }) => canonicalUnit))
    if (unit === undefined || others.length > 0) throw new Error(`${whole.id}: its years have not one unit`)
    canonicalUnits.push(texts.placeOf(unit))
    if (of.some(({ value, canonicalValue }) => value !== canonicalValue))
      canonicalValues[place] = of.map(({ canonicalValue }) => canonicalValue)
  }
  return { table: packTable(series, WHOLE_SERIES_COLUMNS, texts), canonicalUnits, canonicalValues }
}

/** The series of a packed set; the records of one are made when somebody asks for any of them. */
export class UnpackedSeries {
  readonly #packed: PackedSeries
  readonly #texts: readonly string[]
  readonly #series: UnpackedTable<WholeSeries>
  readonly #years: (readonly FactorRecord[] | undefined)[] = []

  constructor(packed: PackedSeries, texts: readonly string[]) {
    this.#packed = packed
    this.#texts = texts
    this.#series = new UnpackedTable(packed.table, texts)
  }

  years(place: number): readonly FactorRecord[] {
    const known = this.#years[place]
    if (known) return known
    const { canonicalUnits, canonicalValues } = this.#packed
    const values = canonicalValues[place]
    const canonicalUnit = this.#texts[canonicalUnits[place] ?? Number.NaN] ?? ''
    const made = recordsOfSeries(this.#series.row(place)).map(
      (row, index): FactorRecord => ({
        ...row,
        canonicalValue: values?.[index] ?? row.value,
        canonicalUnit,
      }),
    )
    this.#years[place] = made
    return made
  }

  /** A year of a series, by the id of its record. */
  findById(id: string): FactorRecord | undefined {
    const [place] = this.#series.placesWith('id', seriesOfRecord(id))
    return place === undefined ? undefined : this.years(place).find((one) => one.id === id)
  }

  /** The ids of all years, in order; no record is made for it. */
  listIds(): readonly string[] {
    return this.#series
      .listIds()
      .flatMap((id, place) =>
        idsOfYears(
          id,
          Number(this.#series.cell(place, 'firstYear')),
          String(this.#series.cell(place, 'values')),
        ),
      )
  }

  listTexts(name: string): readonly string[] {
    return this.#series.listTexts(name)
  }

  placesWith(name: string, text: string): readonly number[] {
    return this.#series.placesWith(name, text)
  }

  textsAt(name: string, places: readonly number[]): readonly string[] {
    return this.#series.textsAt(name, places)
  }

  all(): readonly FactorRecord[] {
    return this.#packed.canonicalUnits.flatMap((_, place) => this.years(place))
  }
}
