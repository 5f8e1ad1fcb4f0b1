import { DETAIL_HEADERS, type DetailColumn } from '../../inventory/ecrf-form.ts'
import { tonnesPer } from './emission-unit.ts'
import { splitHead } from './head-unit.ts'
import type { CellValue } from './workbook.ts'

/** What is read of a sheet: the columns of the form, and the unit that some exports state beside the total. */
export type ReadColumn = DetailColumn | 'co2eUnit'

/** The positions of the columns of a sheet, by their content. */
export interface Columns {
  /** The row of the head, counted from 0. */
  readonly head: number
  readonly at: ReadonlyMap<ReadColumn, number>
  /** Tonnes in one of the unit that the head of a column of masses states; undefined if it is no mass of CO2e. */
  readonly units: ReadonlyMap<ReadColumn, number | undefined>
  /** Columns with a head that the eCRF does not have. */
  readonly unknown: readonly number[]
}

/** Names of columns that cities use besides those of the form. */
const ALIASES: Partial<Readonly<Record<ReadColumn, readonly string[]>>> = {
  inventoryYear: ['year', 'reporting year', 'accounting year'],
  gpcRef: ['gpc ref no', 'gpc ref', 'gpc reference', 'gpc reference number', 'gpc reference no', 'ref no'],
  sector: ['crf sector', 'sector'],
  subSector: ['crf sub sector', 'crf subsector', 'sub sector', 'subsector', 'subsector name'],
  activity: ['fuel type', 'activity type', 'fuel or activity'],
  notationKey: ['notation', 'notation keys'],
  activityAmount: ['activity amount', 'activity data amount', 'amount', 'activity value'],
  activityUnit: ['activity unit', 'activity units'],
  activityDescription: ['activity data description'],
  activityQuality: ['activity data quality'],
  factorOxidation: ['oxidation factor'],
  factorQuality: ['emission factor quality'],
  co2e: [
    'total co2e',
    'total emissions',
    'ghgs total co2e',
    'total tco2e',
    'co2e',
    'ghgs metric tonnes co2e total',
  ],
  biogenicCo2: ['ghgs biogenic co2'],
  co2eUnit: [
    'total emission units',
    'total emissions unit',
    'total emissions units',
    'emission unit',
    'emission units',
    'emissions unit',
    'emissions units',
  ],
}

/** Heads of a unit that do not say of what: of the amount of an activity where there is one, and else of the total. */
const BARE_UNITS: ReadonlySet<string> = new Set([
  'unit',
  'units',
  'uom',
  'unit of measure',
  'unit of measurement',
  'einheit',
  'unidad',
  'unidade',
])

const READ_COLUMNS: readonly ReadColumn[] = [...(Object.keys(DETAIL_HEADERS) as DetailColumn[]), 'co2eUnit']
const headOf = (column: ReadColumn): readonly string[] =>
  column === 'co2eUnit' ? [] : [DETAIL_HEADERS[column]]

const BY_NAME: ReadonlyMap<string, ReadColumn> = new Map(
  READ_COLUMNS.flatMap((column) =>
    [...headOf(column), ...(ALIASES[column] ?? [])].map((name) => [normal(name), column] as const),
  ),
)
/** Columns whose heads may state their unit, and what they are called then. */
const MASSES: Partial<Readonly<Record<ReadColumn, readonly string[]>>> = {
  co2e: ['emissions', 'ghg emissions', 'total ghg emissions', 'total', 'emissions total', 'co2e emissions'],
  co2: ['co2 emissions'],
  ch4: ['ch4 emissions'],
  n2o: ['n2o emissions'],
  biogenicCo2: ['biogenic co2'],
}
const MASS_BY_NAME: ReadonlyMap<string, ReadColumn> = new Map(
  (Object.entries(MASSES) as [ReadColumn, readonly string[]][]).flatMap(([column, names]) =>
    [...headOf(column), ...(ALIASES[column] ?? []), ...names, column].map(
      (name) => [normal(name), column] as const,
    ),
  ),
)

/** The head of an inventory stands no lower. */
export const MAX_ROWS_ABOVE = 40
const MIN_COLUMNS = 2

/**
 * Finds the head of an eCRF_3: the row among the first that names most columns, if needed together with the row of
 * groups above it (`Activity data` over `Amount`).
 *
 * @returns undefined if no row names a total and what it belongs to
 */
export function columnsOf(rows: readonly (readonly CellValue[])[]): Columns | undefined {
  let best: Columns | undefined
  for (const [index, row] of rows.slice(0, MAX_ROWS_ABOVE).entries()) {
    const found = columnsIn(row, groupsOf(rows[index - 1]), index)
    if (found.at.size > (best?.at.size ?? MIN_COLUMNS - 1)) best = found
  }
  const says = (column: ReadColumn): boolean => best?.at.has(column) === true
  const isPlaced = says('gpcRef') || (says('subSector') && says('scope'))
  return isPlaced && (says('co2e') || says('co2')) ? best : undefined
}

function columnsIn(row: readonly CellValue[], groups: readonly string[], head: number): Columns {
  const at = new Map<ReadColumn, number>()
  const units = new Map<ReadColumn, number | undefined>()
  const unknown: number[] = []
  const bare: number[] = []
  for (const [index, cell] of row.entries()) {
    if (typeof cell !== 'string' || cell.trim() === '') continue
    const known = BY_NAME.get(normal(`${groups[index] ?? ''} ${cell}`)) ?? BY_NAME.get(normal(cell))
    const split = splitHead(cell)
    const mass = split && MASS_BY_NAME.get(normal(split.name))
    const column = known ?? mass
    if (column === undefined && BARE_UNITS.has(normal(cell))) {
      bare.push(index)
      continue
    }
    if (column === undefined || at.has(column)) {
      unknown.push(index)
      continue
    }
    at.set(column, index)
    if (split && mass === column) units.set(column, unitOfHead(column, split.unit))
  }
  for (const index of bare) {
    const column = columnOfBareUnit(index, at, unknown)
    if (column === undefined || at.has(column)) unknown.push(index)
    else at.set(column, index)
  }
  return { head, at, units, unknown }
}

/** Of what a unit is that stands in a column of its own: of the figure to its left, else of the only one that there is. */
function columnOfBareUnit(
  index: number,
  at: ReadonlyMap<ReadColumn, number>,
  unknown: readonly number[],
): 'co2eUnit' | 'activityUnit' | undefined {
  const left = index - 1
  if (left === at.get('co2e')) return 'co2eUnit'
  if (left === at.get('activityAmount')) return 'activityUnit'
  // Of a factor, or of something that the form does not have.
  if (unknown.includes(left) || [...at].some(([column, place]) => place === left && /^factor/.test(column)))
    return undefined
  return at.has('activityAmount') ? 'activityUnit' : 'co2eUnit'
}

/** Of CO2 a mass is one of CO2e; of the other gases only what says so. */
const unitOfHead = (column: ReadColumn, unit: string): number | undefined =>
  (column === 'ch4' || column === 'n2o') && !/co.?2/i.test(unit) ? undefined : tonnesPer(unit)

/** The text of a group stands over its first column and holds for the columns after it. */
function groupsOf(row: readonly CellValue[] = []): readonly string[] {
  let group = ''
  return row.map((cell) => {
    if (typeof cell === 'string' && cell.trim() !== '') group = cell
    return group
  })
}

function normal(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('₂', '2')
    .replaceAll('₄', '4')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}
