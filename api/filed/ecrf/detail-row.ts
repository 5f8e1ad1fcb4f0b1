import { NOTATION_KEYS, type NotationKey } from '../../../src/index.ts'
import type { DetailColumn } from '../../inventory/ecrf-form.ts'
import type { FiledRow } from '../schema.ts'
import type { Columns, ReadColumn } from './columns.ts'
import { isOfCo2Alone, tonnesPer } from './emission-unit.ts'
import { yearOf } from './filed-city.ts'
import { splitCell } from './head-unit.ts'
import { isEmpty, type Place, type Reading } from './reading.ts'
import { isOtherSector, readRef, readScope, readSubSector, type TransportRef } from './reference.ts'
import type { CellValue } from './workbook.ts'

const GASES = ['co2', 'ch4', 'n2o'] as const
const MEGATONNE = 1e6
/** How far gases may exceed their total: filed figures are rounded. */
const ROUNDING_SHARE = 0.01

/** One row of an eCRF_3, with its reader. */
interface Line {
  readonly row: number
  readonly reading: Reading
  cell(column: ReadColumn): CellValue
  place(column: ReadColumn): Place
  /** Tonnes in one of the unit of a column of masses; undefined if its unit cannot be read. */
  factor(column: ReadColumn): number | undefined
}

type Emissions = NonNullable<FiledRow['emissions']>
type Placed = TransportRef & { readonly qualifier: string | null }

/** What holds for all rows of a sheet. */
export interface RowContext {
  /** Of the inventory; rows of other years do not belong to it. */
  readonly year: string | null
  /** Tonnes in one of the unit that is stated above the head; 1 if none is. */
  readonly factorAbove: number
}

/**
 * Reads a row of transport as far as possible.
 *
 * @returns the row; `other-sector`; undefined if it is empty or cannot be read, which `reading` then reports
 */
export function readDetailRow(
  cells: readonly CellValue[],
  row: number,
  { at, units }: Columns,
  { year, factorAbove }: RowContext,
  reading: Reading,
): FiledRow | 'other-sector' | undefined {
  if (cells.every(isEmpty)) return undefined
  const line: Line = {
    row,
    reading,
    cell: (column) => cells[at.get(column) ?? -1] ?? null,
    place: (column) => ({ row, column: at.get(column) }),
    factor: (column) => (units.has(column) ? units.get(column) : factorAbove),
  }
  const placed = placeOf(line)
  if (placed === undefined || placed === 'other-sector') return placed
  const rowYear = yearOf(line.cell('inventoryYear'), () =>
    reading.refuse(line.place('inventoryYear'), 'not a year'),
  )
  if (rowYear !== null && year !== null && rowYear !== year) {
    reading.refuse({ row }, 'of another year than the inventory')
    return undefined
  }
  const stated = statedOf(line)
  if (stated === undefined) return undefined
  return {
    row: row + 1,
    ref: `${placed.subSector}.${placed.scope}`,
    ...placed,
    ...stated,
    ...activityOf(line),
  }
}

/** Where a row belongs. If its reference number contradicts the words of sub-sector and scope, the words win: two against one. */
function placeOf(line: Line): Placed | 'other-sector' | undefined {
  const { cell, row, reading } = line
  const text = (column: DetailColumn): string => String(cell(column) ?? '')
  const ref = readRef(text('gpcRef'))
  if (ref === 'other-sector' || (ref === undefined && isOtherSector(text('sector')))) return 'other-sector'
  const named = readSubSector(text('subSector'))
  const scope = readScope(text('scope'))
  const qualifier = named?.qualifier ? reading.text(named.qualifier, line.place('subSector')) : null
  if (named && scope) {
    if (ref === undefined)
      reading.remark(line.place('gpcRef'), 'reference number taken from sub-sector and scope')
    else if (ref.subSector !== named.subSector || ref.scope !== scope)
      reading.remark(line.place('gpcRef'), 'sub-sector and scope say otherwise, and were followed')
    return { subSector: named.subSector, scope, qualifier }
  }
  if (ref) return { ...ref, qualifier }
  reading.refuse({ row }, 'no reference number, and no sub-sector of transport with a scope')
  return undefined
}

/** The number or the notation key of a row: one of them, never both. */
function statedOf(line: Line): Pick<FiledRow, 'notationKey' | 'emissions'> | undefined {
  const { row, reading } = line
  const key = keyOf(line)
  const emissions = emissionsOf(line)
  if (emissions === undefined) return undefined
  if (key !== undefined && emissions.co2e !== null && emissions.co2e !== 0) {
    reading.refuse({ row }, 'a number and a notation key at once')
    return undefined
  }
  if (key !== undefined) {
    if (emissions.co2e === 0) reading.remark(line.place('co2e'), 'a 0 beside a notation key: the key stands')
    return { notationKey: key, emissions: null }
  }
  if (emissions.co2e !== null) return { notationKey: null, emissions }
  reading.refuse({ row }, 'neither a total nor a notation key')
  return undefined
}

/** A cell that starts with a word in letters, and the text after it. */
const KEY_TEXT = /^([A-Z]+(?:\/A)?)\b(.*)$/i

interface KeyText {
  readonly key: NotationKey | undefined
  readonly word: string
  readonly more: string
}

function keyText(cell: CellValue): KeyText {
  const [, first = '', more = ''] = KEY_TEXT.exec(typeof cell === 'string' ? cell.trim() : '') ?? []
  const word = first.toUpperCase()
  const key = word === 'CI' ? 'C' : NOTATION_KEYS.find((one) => one === word)
  return { key, word, more: more.trim() }
}

/** The notation key, from its own column or, as some cities write it, from the column of the total. */
function keyOf(line: Line): NotationKey | undefined {
  const column = isEmpty(line.cell('notationKey')) ? 'co2e' : 'notationKey'
  const place = line.place(column)
  const { key, word, more } = keyText(line.cell(column))
  if (key === undefined) {
    const isNa = word === 'NA' || word === 'N/A'
    if (column === 'notationKey')
      line.reading.refuse(place, isNa ? 'NA is no notation key of the GPC' : 'no notation key')
    return undefined
  }
  if (column === 'co2e') line.reading.remark(place, 'a notation key in the column of a number')
  if (word === 'CI') line.reading.remark(place, 'CI read as C')
  if (more !== '') line.reading.remark(place, 'what stands behind the key is not kept')
  return key
}

/** @returns undefined if the total cannot be read: a row needs one */
function emissionsOf(line: Line): Emissions | undefined {
  const read = (column: DetailColumn): number | null | undefined => massOf(column, line)
  const holdsKey = keyText(line.cell('co2e')).key !== undefined
  const stated = holdsKey ? null : totalOf(line)
  const [co2, ch4, n2o] = GASES.map(read)
  const biogenicCo2 = read('biogenicCo2') ?? null
  if (stated === undefined) return undefined
  const gases = { co2: co2 ?? null, ch4: ch4 ?? null, n2o: n2o ?? null }
  if (stated !== null && !isOfAllGases(stated, gases, line)) return undefined
  const known = Object.values(gases).filter((value) => value !== null)
  const sum = known.reduce((total, value) => total + value, 0)
  const isWhole = known.length > 0 && [co2, ch4, n2o].every((value) => value !== undefined)
  const co2e = stated ?? (isWhole && !holdsKey ? sum : null)
  if (stated === null && co2e !== null)
    line.reading.remark(line.place('co2e'), 'no total: the sum of the gases')
  if (stated !== null && sum > stated * (1 + ROUNDING_SHARE))
    line.reading.remark(line.place('co2e'), 'the gases come to more than the total, which was taken')
  return { unit: 't CO2e', co2e, ...gases, biogenicCo2 }
}

/** A total whose unit says CO2 is of all gases only where the gases beside it come to more than their CO2. */
function isOfAllGases(
  total: number,
  { co2, ch4, n2o }: Pick<Emissions, (typeof GASES)[number]>,
  { cell, place, reading }: Line,
): boolean {
  const unit = cell('co2eUnit')
  if (typeof unit !== 'string' || !isOfCo2Alone(unit)) return true
  const others = (ch4 ?? 0) + (n2o ?? 0)
  const isSum = co2 !== null && others > 0 && Math.abs(co2 + others - total) <= total * ROUNDING_SHARE
  if (isSum) reading.remark(place('co2eUnit'), 'the unit says CO2; by the gases the total is CO2e')
  else reading.refuse(place('co2eUnit'), 'a mass of CO2 alone; the total must be of CO2e')
  return isSum
}

/** More than the transport of any city emits [t]: Mt are million tonnes, and were metric tons. */
const MAX_TOTAL_T = 1e8

/** A mass in the unit of its own cell, or else of its column, in tonnes. */
function massOf(column: DetailColumn, { cell, place, reading, factor }: Line): number | null | undefined {
  const own = splitCell(cell(column))
  const value = reading.amount(own?.number ?? cell(column), place(column), true)
  const unit = own?.factor ?? factor(column)
  if (value === null || value === undefined || unit === 1) return value
  if (unit === undefined) {
    reading.refuse(place(column), 'the unit in the head is no mass of CO2e, such as t CO2e')
    return undefined
  }
  reading.remark(place(column), 'converted to tonnes')
  return inTonnes(value, unit, place(column), reading)
}

/** A total in the unit of the column beside it, if there is one. */
function totalOf(line: Line): number | null | undefined {
  const { cell, place, reading } = line
  const unit = cell('co2eUnit')
  if (isEmpty(unit)) return massOf('co2e', line)
  const total = reading.amount(cell('co2e'), place('co2e'), true)
  if (total === null || total === undefined) return total
  const factor = typeof unit === 'string' ? tonnesPer(unit) : undefined
  if (factor === undefined) {
    reading.refuse(place('co2eUnit'), 'not a mass of CO2e, such as t CO2e, in which the total could be')
    return undefined
  }
  if (factor !== 1) reading.remark(place('co2eUnit'), 'the total was converted to tonnes')
  return inTonnes(total, factor, place('co2eUnit'), reading)
}

function inTonnes(amount: number, factor: number, place: Place, reading: Reading): number | undefined {
  // Dividing by a whole number is exact to the last digit.
  const parts = Math.round(1 / factor)
  const isWhole = factor < 1 && Math.abs(parts * factor - 1) < 1e-12
  const tonnes = isWhole ? amount / parts : amount * factor
  if (tonnes <= MAX_TOTAL_T || factor < MEGATONNE) return tonnes
  reading.refuse(place, 'more than any city emits: Mt are million tonnes; write t for metric tons')
  return undefined
}

function activityOf({
  cell,
  place,
  reading,
}: Line): Pick<FiledRow, 'activity' | 'amount' | 'activityQuality' | 'factorQuality'> {
  const value = reading.amount(cell('activityAmount'), place('activityAmount')) ?? null
  const unit = reading.text(cell('activityUnit'), place('activityUnit'))
  const grade = (column: DetailColumn): FiledRow['activityQuality'] => {
    if (isEmpty(cell(column))) return null
    const [, letter] = /^(h|m|l)(igh|edium|ow)?$/i.exec(String(cell(column)).trim()) ?? []
    if (letter === undefined) reading.refuse(place(column), 'no grade: H, M or L')
    return (letter?.toUpperCase() as 'H' | 'M' | 'L' | undefined) ?? null
  }
  return {
    activity: reading.text(cell('activity'), place('activity')),
    amount: value === null ? null : { value, unit },
    activityQuality: grade('activityQuality'),
    factorQuality: grade('factorQuality'),
  }
}
