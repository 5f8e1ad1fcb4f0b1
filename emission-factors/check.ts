import { canonicalOf, potentialsOf } from './canonical.ts'
import { hotPerVkm, subjectKey, VEHICLE_CLASSES } from './domain.ts'
import type { ReferenceRow } from './factor-rows.ts'
import { plausible } from './plausible.ts'
import type { ColdStartRow, CurveRow, FactorRow, GasCurveRow } from './table.ts'

/** Where a fault lies: a file, and a line of it counted from 1. */
export interface Place {
  readonly file: string
  readonly row?: number
}

/** A row of a table and where it stands. */
export interface Located<R> {
  readonly row: R
  readonly place: Place
}

type Report = (place: Place, what: string) => void

/** The ids of sources, groups and subnational grids that rows may name. */
export interface Known {
  readonly sources: ReadonlySet<string>
  readonly regions: ReadonlySet<string>
}

const SUM_TOLERANCE = 1e-6
const CONTROL_TOLERANCE = 1e-9

/** Reports everything about the rows of `factors.csv` that one row alone, or two together, must not say. */
export function checkFactors(rows: readonly Located<FactorRow>[], known: Known, report: Report): void {
  checkProvenance(rows, known, report)
  const potentials = potentialsOf(rows.map(({ row }) => row))
  const subjects = new Map<string, Located<FactorRow>[]>()
  for (const located of rows) {
    const { row, place } = located
    const per = checkValue(row, place, potentials, report)
    const key = `${subjectKey(row)}|${row.region}|${row.sourceId}|${per}`
    const same = subjects.get(key) ?? []
    for (const other of same)
      if (overlap(row, other.row))
        report(place, `speaks of the same as row ${other.place.row} (${other.row.id})`)
    subjects.set(key, [...same, located])
  }
}

function overlap(a: FactorRow, b: FactorRow): boolean {
  const from = (row: FactorRow): number => row.yearFrom ?? Number.NEGATIVE_INFINITY
  const to = (row: FactorRow): number => row.yearTo ?? Number.POSITIVE_INFINITY
  if ((a.yearFrom === undefined) !== (b.yearFrom === undefined)) return false
  return from(a) <= to(b) && from(b) <= to(a)
}

/** @returns what the value is per, so that figures per vkm and per pkm of one subject do not clash */
function checkValue(
  row: FactorRow,
  place: Place,
  potentials: ReadonlyMap<string, number>,
  report: Report,
): string {
  const { value, lower, upper, unit } = row
  if (lower !== undefined && lower > value)
    report(place, `${row.id}: lower ${lower} is above the value ${value}`)
  if (upper !== undefined && upper < value)
    report(place, `${row.id}: upper ${upper} is below the value ${value}`)
  if ((lower === undefined) !== (upper === undefined)) report(place, `${row.id}: one bound without the other`)
  try {
    const { canonicalValue, canonicalUnit } = canonicalOf(row, potentials)
    const fault = plausible(row.kind, canonicalValue, canonicalUnit, row.mode)
    if (fault !== undefined) report(place, `${row.id}: ${fault}`)
    return canonicalUnit.split('/').at(-1) ?? ''
  } catch (error) {
    report(place, `${row.id}: ${unit}: ${error instanceof Error ? error.message : String(error)}`)
    return ''
  }
}

/** Reports every run of records kept for reference that is none, of which an end is not in the table of its beginning. */
export function checkReferences(
  references: readonly ReferenceRow[],
  rows: readonly Located<FactorRow>[],
  report: Report,
): void {
  const places = new Map(rows.map(({ row, place }) => [row.id, place]))
  for (const [index, { first, last }] of references.entries()) {
    const place = { file: 'reference.csv', row: index + 2 }
    const from = places.get(first)
    const to = places.get(last)
    if (!from) report(place, `there is no record ${first}`)
    if (!to) report(place, `there is no record ${last}`)
    if (from && to && (from.file !== to.file || (from.row ?? 0) > (to.row ?? 0)))
      report(place, `${last} does not follow ${first}`)
  }
}

/** Reports every fleet, of a mode or of one class of it, whose shares, of all tables together, are not the whole. */
export function checkFleets(rows: readonly Located<FactorRow>[], report: Report): void {
  const fleets = new Map<string, { sum: number; place: Place }>()
  for (const { row, place } of rows) {
    const isOfClass = row.kind === 'class-fleet-share'
    if ((row.kind !== 'fleet-share' && !isOfClass) || row.role === 'reference') continue
    const of = isOfClass ? `${row.mode} ${row.vehicleClass}` : row.mode
    const key = `${of} in ${row.region}, ${row.yearFrom ?? 'any year'}`
    const { sum, place: first } = fleets.get(key) ?? { sum: 0, place }
    fleets.set(key, { sum: sum + row.value, place: first })
  }
  for (const [key, { sum, place }] of fleets)
    if (Math.abs(sum - 1) > SUM_TOLERANCE) report(place, `fleet shares of ${key} sum to ${sum}`)
}

/** Reports everything about the rows of `curves.csv` that a row alone cannot show. */
export function checkCurves(rows: readonly Located<CurveRow>[], known: Known, report: Report): void {
  checkProvenance(rows, known, report)
  for (const { row, place } of rows) {
    if (row.minSpeedKmPerH >= row.maxSpeedKmPerH) report(place, `${row.id}: no speed lies in its range`)
    const energy = hotPerVkm(row, row.controlSpeedKmPerH)
    const off = Math.abs(energy - row.controlValueMjPerVkm) / row.controlValueMjPerVkm
    if (!(off <= CONTROL_TOLERANCE))
      report(
        place,
        `${row.id}: gives ${energy} MJ/vkm at ${row.controlSpeedKmPerH} km/h, not ${row.controlValueMjPerVkm}`,
      )
  }
}

/** More CH4 or N2O than any engine on the road gives off [g/vkm]. */
const MAX_GAS_G_PER_VKM = 10

/** Reports everything about the rows of `gas-curves.csv` that a row alone cannot show. */
export function checkGasCurves(rows: readonly Located<GasCurveRow>[], known: Known, report: Report): void {
  checkProvenance(rows, known, report)
  for (const { row, place } of rows) {
    const grams = hotPerVkm(row, row.controlSpeedKmPerH)
    const printed = row.controlValueGPerVkm
    const off = printed === 0 ? Math.abs(grams) : Math.abs(grams - printed) / printed
    if (!(off <= CONTROL_TOLERANCE))
      report(place, `${row.id}: gives ${grams} g/vkm at ${row.controlSpeedKmPerH} km/h, not ${printed}`)
    if (printed > MAX_GAS_G_PER_VKM)
      report(place, `${row.id}: ${printed} g/vkm is above ${MAX_GAS_G_PER_VKM}`)
  }
}

/** Reports everything about the rows of `cold-start.csv` that a row alone cannot show. */
export function checkColdStarts(rows: readonly Located<ColdStartRow>[], known: Known, report: Report): void {
  checkProvenance(rows, known, report)
  const subjects = new Set<string>()
  for (const { row, place } of rows) {
    const subject = `${row.mode}|${row.carrier}|${row.region}`
    if (subjects.has(subject)) report(place, `${row.id}: a row before speaks of the same`)
    subjects.add(subject)
    if (row.usualTripKm > row.longestTripKm)
      report(place, `${row.id}: the usual trip is longer than the longest`)
  }
}

function checkProvenance(
  rows: readonly Located<FactorRow | CurveRow | GasCurveRow | ColdStartRow>[],
  known: Known,
  report: Report,
): void {
  const ids = new Set<string>()
  let before = ''
  let table = ''
  for (const { row, place } of rows) {
    if (place.file !== table) before = ''
    table = place.file
    const { id, region, sourceId, yearFrom, yearTo, mode, vehicleClass, verification, quality } = row
    if (ids.has(id)) report(place, `${id} is there twice`)
    if (id < before) report(place, `${id} stands after ${before}`)
    ids.add(id)
    before = id
    if (!known.sources.has(sourceId)) report(place, `${id}: no source ${sourceId}`)
    if (region.length !== 2 && !known.regions.has(region)) report(place, `${id}: no region ${region}`)
    if (yearTo !== undefined && (yearFrom === undefined || yearTo < yearFrom))
      report(place, `${id}: yearTo ${yearTo} without an earlier yearFrom`)
    if (vehicleClass !== undefined && !isOfMode(mode, vehicleClass))
      report(place, `${id}: ${vehicleClass} is no class of ${mode}`)
    if (verification === 'unverified' && quality !== 'L')
      report(place, `${id}: unverified and of quality ${quality}`)
  }
}

function isOfMode(mode: FactorRow['mode'], vehicleClass: string): boolean {
  return mode !== undefined && (VEHICLE_CLASSES[mode] as readonly string[]).includes(vehicleClass)
}
