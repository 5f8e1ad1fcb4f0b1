import {
  type ByRegion,
  compileFactorSet,
  curveKey,
  type FactorIndex,
  type FactorRecord,
  type FactorSet,
  type FactorSetContent,
  type GasCurveRecord,
  gasCurveKey,
  indexFactors,
  type SpeedCurveRecord,
  subjectKey,
} from './domain.ts'
import { type PackedTable, packTable, Texts, UnpackedTable } from './packed-table.ts'
import { CURVE_COLUMNS, factorColumns, GAS_CURVE_COLUMNS } from './table.ts'

/**
 * A released set as it is quick to read: rows by column, and where those stand that a look-up asks for. It follows from
 * the tables of the set, as a compiled program does from its text.
 */
export interface PackedSet {
  /** All of the set but its rows. */
  readonly rest: Omit<FactorSetContent, 'records' | 'curves' | 'gasCurves'>
  readonly texts: readonly string[]
  readonly records: PackedTable
  readonly curves: PackedTable
  readonly gasCurves?: PackedTable
  /** By subject, by region: records in the order of a look-up. */
  readonly subjects: Readonly<Record<string, Places>>
  /** By mode and region. */
  readonly fleets: Places
  /** By kind of vehicle and carrier; by powertrain and carrier. */
  readonly curvePlaces: Places
  readonly gasCurvePlaces: Places
}

/** The places of rows in their table, by what they are asked for. */
type Places = Readonly<Record<string, readonly number[]>>

const CANONICAL = ['canonicalValue', 'canonicalUnit'] as const

export function packSet(content: FactorSetContent): PackedSet {
  const { records, curves, gasCurves, ...rest } = content
  const index = indexFactors(content)
  const texts = new Texts()
  return {
    rest,
    records: packTable(records, [...factorColumns(() => true), 'role', ...CANONICAL], texts),
    curves: packTable(curves, ['kind', ...CURVE_COLUMNS], texts),
    ...(gasCurves === undefined
      ? {}
      : { gasCurves: packTable(gasCurves, ['kind', ...GAS_CURVE_COLUMNS], texts) }),
    texts: texts.list,
    subjects: placesOfSubjects(records, index),
    fleets: placesBy(records, ({ kind, mode, region }) =>
      kind === 'fleet-share' ? `${mode}|${region}` : undefined,
    ),
    curvePlaces: placesBy(curves, curveKey),
    gasCurvePlaces: placesBy(gasCurves ?? [], gasCurveKey),
  }
}

function placesOfSubjects(
  records: readonly FactorRecord[],
  index: FactorIndex,
): Readonly<Record<string, Places>> {
  const places = new Map(records.map((record, place) => [record, place]))
  const subjects: Record<string, Record<string, readonly number[]>> = {}
  for (const record of records) {
    const key = subjectKey(record)
    const regions = subjects[key] ?? {}
    subjects[key] = regions
    regions[record.region] ??= (index.regionsOf(key)?.get(record.region) ?? []).map(
      (one) => places.get(one) ?? Number.NaN,
    )
  }
  return subjects
}

function placesBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | undefined): Places {
  const places: Record<string, number[]> = {}
  for (const [place, row] of rows.entries()) {
    const key = keyOf(row)
    if (key === undefined) continue
    const of = places[key]
    if (of) of.push(place)
    else places[key] = [place]
  }
  return places
}

/** A packed set ready for look-ups. Rows are made when they are asked for: an estimate takes a few hundred of them. */
export function unpackSet(packed: PackedSet): FactorSet {
  const { rest, texts } = packed
  const records = new UnpackedTable<FactorRecord>(packed.records, texts)
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
  if (gasCurves) Object.defineProperty(content, 'gasCurves', { enumerable: true, get: () => gasCurves.all() })
  return compileFactorSet(content, {
    hasGasCurves: gasCurves !== undefined,
    regionsOf: (key) => regionsOf(records, packed.subjects[key]),
    fleetShares: (mode, region) => rowsAt(records, packed.fleets[`${mode}|${region}`]),
    curves: (key) => rowsAt(curves, packed.curvePlaces[key]),
    gasCurves: (key) => gasCurves && rowsAt(gasCurves, packed.gasCurvePlaces[key]),
  })
}

function rowsAt<Row>(table: UnpackedTable<Row>, places: readonly number[] | undefined) {
  return places && table.at(places)
}

function regionsOf(records: UnpackedTable<FactorRecord>, places: Places | undefined): ByRegion | undefined {
  return places && { get: (region) => rowsAt(records, places[region]) }
}
