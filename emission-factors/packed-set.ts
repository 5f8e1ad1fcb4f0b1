import {
  type ByRegion,
  compileFactorSet,
  curveKey,
  type FactorKind,
  type FactorRecord,
  type FactorSet,
  type FactorSetContent,
  type FactorSetExtent,
  type GasCurveRecord,
  gasCurveKey,
  indexFactors,
  type Mode,
  newestFirst,
  type SpeedCurveRecord,
  subjectKey,
} from './domain.ts'
import { type PackedSeries, packSeries, UnpackedSeries } from './packed-series.ts'
import { type PackedTable, packTable, Texts, UnpackedTable } from './packed-table.ts'
import type { WholeSeries } from './series.ts'
import { CURVE_COLUMNS, factorColumns, GAS_CURVE_COLUMNS } from './table.ts'

/**
 * A released set as it is quick to read: rows by column, and where those stand that a look-up asks for. It follows from
 * the tables of the set, as a compiled program does from its text.
 */
export interface PackedSet {
  /** All of the set but its rows. */
  readonly rest: Omit<FactorSetContent, 'records' | 'curves' | 'gasCurves'>
  readonly texts: readonly string[]
  /** Records that are no year of a series. */
  readonly records: PackedTable
  readonly series: PackedSeries
  readonly curves: PackedTable
  readonly gasCurves?: PackedTable
  /** By subject, by region: records in the order of a look-up. */
  readonly subjects: Readonly<Record<string, Places>>
  /** By mode and region. */
  readonly fleets: Places
  /** By kind of vehicle and carrier; by powertrain and carrier. */
  readonly curvePlaces: Places
  readonly gasCurvePlaces: Places
  readonly modes: readonly Mode[]
}

/** The places of rows in their table, by what they are asked for. Of records: -1 is the first series, and all its years. */
type Places = Readonly<Record<string, readonly number[]>>

const CANONICAL = ['canonicalValue', 'canonicalUnit'] as const

/**
 * @param series those whose years are among the records of the content
 */
export function packSet(content: FactorSetContent, series: readonly WholeSeries[]): PackedSet {
  const { records, curves, gasCurves, ...rest } = content
  const single = records.filter((record) => record.series === undefined)
  const texts = new Texts()
  return {
    rest,
    records: packTable(single, [...factorColumns(() => true), 'role', ...CANONICAL], texts),
    series: packSeries(series, records, texts),
    curves: packTable(curves, ['kind', ...CURVE_COLUMNS], texts),
    ...(gasCurves === undefined
      ? {}
      : { gasCurves: packTable(gasCurves, ['kind', ...GAS_CURVE_COLUMNS], texts) }),
    texts: texts.list,
    ...placesOf(content, single, series),
    curvePlaces: placesBy(curves, curveKey),
    gasCurvePlaces: placesBy(gasCurves ?? [], gasCurveKey),
  }
}

function placesOf(
  content: FactorSetContent,
  single: readonly FactorRecord[],
  series: readonly WholeSeries[],
): Pick<PackedSet, 'subjects' | 'fleets' | 'modes'> {
  const placeOfSeries = new Map(series.map(({ id }, place) => [id, -place - 1]))
  const placeOfSingle = new Map(single.map((record, place) => [record, place]))
  const placesOfRows = (rows: readonly FactorRecord[]): readonly number[] => {
    const places = rows.map(
      (row) =>
        (row.series === undefined ? placeOfSingle.get(row) : placeOfSeries.get(row.series)) ?? Number.NaN,
    )
    return [...new Set(places)]
  }
  const index = indexFactors(content)
  const subjects: Record<string, Record<string, readonly number[]>> = {}
  const fleets: Record<string, readonly number[]> = {}
  for (const record of content.records) {
    const key = subjectKey(record)
    const regions = subjects[key] ?? {}
    subjects[key] = regions
    regions[record.region] ??= placesOfRows(index.regionsOf(key)?.get(record.region) ?? [])
    const { kind, mode, region } = record
    if (kind !== 'fleet-share' || mode === undefined) continue
    fleets[`${mode}|${region}`] ??= placesOfRows(index.fleetShares(mode, region) ?? [])
  }
  return { subjects, fleets, modes: [...index.modes] }
}

function placesBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Places {
  const places: Record<string, number[]> = {}
  for (const [place, row] of rows.entries()) {
    const key = keyOf(row)
    const of = places[key]
    if (of) of.push(place)
    else places[key] = [place]
  }
  return places
}

/** A packed set ready for look-ups. Rows are made when they are asked for: an estimate takes a few hundred of them. */
export function unpackSet(packed: PackedSet): FactorSet {
  const { rest, texts } = packed
  const records = new UnpackedRecords(packed)
  const curves = new UnpackedTable<SpeedCurveRecord>(packed.curves, texts)
  const gasCurves = packed.gasCurves && new UnpackedTable<GasCurveRecord>(packed.gasCurves, texts)
  const content = {
    ...rest,
    get records() {
      return records.all()
    },
    get curves() {
      return curves.all()
    },
  }
  let extent: FactorSetExtent | undefined
  if (gasCurves) Object.defineProperty(content, 'gasCurves', { enumerable: true, get: () => gasCurves.all() })
  return compileFactorSet(content, {
    hasGasCurves: gasCurves !== undefined,
    modes: new Set(packed.modes),
    listOfKind: (kind, mode) => records.listOfKind(kind, mode),
    listRegions: (kind) => records.listRegions(kind),
    extent: () => {
      extent ??= {
        records: records.listIds().length,
        speedCurves: curves.length,
        regions: new Set([...records.listTexts('region'), ...curves.listTexts('region')]),
      }
      return extent
    },
    regionsOf: (key) => regionsOf(records, packed.subjects[key]),
    fleetShares: (mode, region) => {
      const places = packed.fleets[`${mode}|${region}`]
      return places && records.at(places)
    },
    curves: (key) => rowsAt(curves, packed.curvePlaces[key]),
    gasCurves: (key) => gasCurves && rowsAt(gasCurves, packed.gasCurvePlaces[key]),
    findRow: (id) => records.findById(id) ?? curves.findById(id) ?? gasCurves?.findById(id),
    listIds: () => [...records.listIds(), ...curves.listIds(), ...(gasCurves?.listIds() ?? [])],
  })
}

/** Single records and those of series, as one list. */
class UnpackedRecords {
  readonly #single: UnpackedTable<FactorRecord>
  readonly #series: UnpackedSeries
  readonly #lists = new Map<readonly number[], readonly FactorRecord[]>()
  #all: readonly FactorRecord[] | undefined

  constructor({ records, series, texts }: PackedSet) {
    this.#single = new UnpackedTable(records, texts)
    this.#series = new UnpackedSeries(series, texts)
  }

  /** In the order of the places; the same list of places gives the same list of rows. */
  at(places: readonly number[]): readonly FactorRecord[] {
    const known = this.#lists.get(places)
    if (known) return known
    const rows = places.flatMap((place) =>
      place < 0 ? this.#series.years(-place - 1) : this.#single.row(place),
    )
    this.#lists.set(places, rows)
    return rows
  }

  newestFirst(places: readonly number[]): readonly FactorRecord[] {
    const known = this.#lists.get(places)
    if (known) return known
    const rows = this.at(places)
    if (!places.some((place) => place < 0)) return rows
    const sorted = rows.toSorted(newestFirst)
    this.#lists.set(places, sorted)
    return sorted
  }

  /** In the order of the set. */
  listOfKind(kind: FactorKind, mode?: Mode): readonly FactorRecord[] {
    const placesIn = (table: UnpackedTable<FactorRecord> | UnpackedSeries): readonly number[] => {
      const ofKind = table.placesWith('kind', kind)
      if (mode === undefined) return ofKind
      const ofMode = new Set(table.placesWith('mode', mode))
      return ofKind.filter((place) => ofMode.has(place))
    }
    return [
      ...placesIn(this.#single).map((place) => this.#single.row(place)),
      ...placesIn(this.#series).flatMap((place) => this.#series.years(place)),
    ]
  }

  listRegions(kind: FactorKind): readonly string[] {
    const tables = [this.#single, this.#series]
    return [...new Set(tables.flatMap((table) => table.textsAt('region', table.placesWith('kind', kind))))]
  }

  listTexts(name: string): readonly string[] {
    return [...this.#single.listTexts(name), ...this.#series.listTexts(name)]
  }

  findById(id: string): FactorRecord | undefined {
    return this.#single.findById(id) ?? this.#series.findById(id)
  }

  listIds(): readonly string[] {
    return [...this.#single.listIds(), ...this.#series.listIds()]
  }

  all(): readonly FactorRecord[] {
    this.#all ??= [...this.#single.all(), ...this.#series.all()]
    return this.#all
  }
}

function rowsAt<Row>(table: UnpackedTable<Row>, places: readonly number[] | undefined) {
  return places && table.at(places)
}

function regionsOf(records: UnpackedRecords, places: Places | undefined): ByRegion | undefined {
  if (!places) return undefined
  return {
    get: (region) => {
      const here = places[region]
      return here && records.newestFirst(here)
    },
  }
}
