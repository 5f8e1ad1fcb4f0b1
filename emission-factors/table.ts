import Papa from 'papaparse'
import {
  type ColdStartRecord,
  type FactorRecord,
  type GasCurveRecord,
  type SpeedCurveRecord,
  SUBJECT,
  SUBJECT_FIELDS,
  type SubjectField,
} from './domain.ts'

/** A row of `factors.csv`: a record before its value is converted. */
export type FactorRow = Omit<FactorRecord, 'canonicalValue' | 'canonicalUnit'>

/** A row of `curves.csv`: a curve with the value that its source prints for checking it. */
export interface CurveRow extends SpeedCurveRecord {
  readonly controlSpeedKmPerH: number
  readonly controlValueMjPerVkm: number
}

/** A row of `gas-curves.csv`: a curve of CH4 or N2O with the value that its source prints for checking it. */
export interface GasCurveRow extends GasCurveRecord {
  readonly controlSpeedKmPerH: number
  readonly controlValueGPerVkm: number
}

/** A row of `cold-start.csv`. */
export type ColdStartRow = ColdStartRecord

/** Where a record is from and how good it is; the last columns of its row. */
export const PROVENANCE = ['tier', 'quality', 'verification', 'sourceId', 'locator', 'note'] as const
const SETTING = ['region', 'yearFrom', 'yearTo'] as const

/**
 * Columns of `factors.csv`, in order.
 *
 * @param has whether a later part of the subject has its column
 */
export const factorColumns = (has: (field: SubjectField) => boolean): readonly string[] => [
  ...['id', 'kind'],
  ...SUBJECT_FIELDS.filter((field) => !('isLater' in SUBJECT[field]) || has(field)),
  ...SETTING,
  ...['value', 'unit', 'lower', 'upper'],
  ...PROVENANCE,
]

/** The rows of a table of figures, with or without the later columns. */
export function readFactors(text: string, name = 'factors.csv'): Table {
  const head = text.slice(0, text.indexOf('\n')).split(',')
  return readTable(
    text,
    factorColumns((field) => head.includes(field)),
    name,
  )
}

/** The vehicle that a curve is of. */
const VEHICLE = ['mode', 'vehicleClass', 'powertrain', 'emissionStandard', 'carrier'] as const

/** The coefficients of a hot function and the speed that its control value is printed for. */
const HOT_FUNCTION = [
  ...['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'reductionShare'],
  'controlSpeedKmPerH',
]

/** What a curve holds for. */
const RANGE = ['gradientPercent', 'loadShare', 'minSpeedKmPerH', 'maxSpeedKmPerH'] as const

/** Columns of `curves.csv`, in order. */
export const CURVE_COLUMNS = [
  ...['id', ...VEHICLE, 'technology', ...RANGE],
  ...[...HOT_FUNCTION, 'controlValueMjPerVkm'],
  ...[...SETTING, ...PROVENANCE],
]

/** Columns of `gas-curves.csv`, in order. */
export const GAS_CURVE_COLUMNS = [
  ...['id', ...VEHICLE, 'technology', 'gas', 'drivingSituation'],
  ...[...HOT_FUNCTION, 'controlValueGPerVkm'],
  ...[...SETTING, ...PROVENANCE],
]

/** The coefficients of a cold start. */
const COLD_START = [
  ...['share', 'sharePerKm', 'sharePerC', 'sharePerKmC', 'ratio', 'ratioPerC'],
  ...['usualTripKm', 'longestTripKm'],
]

/** Columns of `cold-start.csv`, in order. */
export const COLD_START_COLUMNS = ['id', 'mode', 'carrier', ...COLD_START, ...SETTING, ...PROVENANCE]

const NUMBERS: ReadonlySet<string> = new Set([
  ...SUBJECT_FIELDS.filter((field) => 'range' in SUBJECT[field]),
  ...['yearFrom', 'yearTo', 'value', 'lower', 'upper', 'tier'],
  ...RANGE,
  ...[...HOT_FUNCTION, 'controlValueMjPerVkm', 'controlValueGPerVkm'],
  ...COLD_START,
  ...['firstYear', 'year', 'seriesErrorShare', 'from', 'to', 'ratio'],
])

/** Texts that are stated even where they are empty. */
const NEVER_ABSENT: ReadonlySet<string> = new Set(['technology'])

/** One table of a set, as written. */
export interface Table {
  readonly columns: readonly string[]
  /** Cells by column; an empty cell is absent, a cell of a number column is a number. */
  readonly rows: readonly Readonly<Record<string, string | number>>[]
}

/**
 * The rows of a CSV text.
 *
 * @throws {Error} if the text is not a table of `columns`
 */
export function readTable(text: string, columns: readonly string[], name: string): Table {
  // Row by row, and one copy of each text: a set has many rows and few different cells.
  const texts = new Map<string, string>()
  const shared = (cell: string): string => {
    const known = texts.get(cell)
    if (known === undefined) texts.set(cell, cell)
    return known ?? cell
  }
  const numeric = columns.map((column) => NUMBERS.has(column))
  const present = columns.map((column) => NEVER_ABSENT.has(column))
  const rows: Record<string, string | number>[] = []
  let line = 0
  Papa.parse<string[]>(text, {
    delimiter: ',',
    skipEmptyLines: true,
    step: ({ data: cells, errors: [fault] }) => {
      line += 1
      if (fault) throw new Error(`${name}:${line}: ${fault.message}`)
      if (line === 1 && cells.join() !== columns.join())
        throw new Error(`${name}: the columns are not ${columns.join(', ')}`)
      if (line === 1) return
      if (cells.length !== columns.length)
        throw new Error(`${name}:${line}: ${cells.length} cells, not ${columns.length}`)
      const row: Record<string, string | number> = {}
      for (let at = 0; at < columns.length; at += 1) {
        const cell = cells[at] ?? ''
        if (cell !== '' || present[at]) row[columns[at] ?? ''] = numeric[at] ? Number(cell) : shared(cell)
      }
      rows.push(row)
    },
  })
  if (line === 0) throw new Error(`${name}: the columns are not ${columns.join(', ')}`)
  return { columns, rows }
}

/** A table as CSV text; absent cells are empty. */
export function writeTable(rows: readonly object[], columns: readonly string[]): string {
  const lines = rows.map((row) => columns.map((column) => cellOf((row as Record<string, unknown>)[column])))
  return `${Papa.unparse([[...columns], ...lines], { newline: '\n' })}\n`
}

function cellOf(value: unknown): string {
  return value === undefined ? '' : String(value)
}
