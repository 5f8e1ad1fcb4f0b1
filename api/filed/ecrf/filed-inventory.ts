import { createHash } from 'node:crypto'
import countries from 'i18n-iso-countries'
import { checkFiled } from '../../../src/index.ts'
import { singleRefusal } from '../../request/failure.ts'
import type { FiledInventory, FiledRow } from '../schema.ts'
import { type Columns, columnsOf } from './columns.ts'
import { sheetOfCsv } from './csv-sheet.ts'
import { readDetailRow } from './detail-row.ts'
import { type FiledCity, readFiledCity, UNKNOWN_CITY, yearOf } from './filed-city.ts'
import { unitAbove } from './head-unit.ts'
import { decimalMarkOf } from './number-text.ts'
import { Reading } from './reading.ts'
import { readScopesBeside, type ScopeColumns, scopeColumnsOf } from './scopes-beside.ts'
import { withoutSums } from './sum-row.ts'
import { type InventorySheets, readWorkbook, type Sheet } from './workbook.ts'

const NUMBERS = ['activityAmount', 'co2', 'ch4', 'n2o', 'co2e', 'biogenicCo2'] as const

/**
 * Reads what a city filed as an eCRF workbook, or as a table of text with the same heads (CityCatalyst): its transport rows, and a list of everything that could not be read.
 *
 * Nothing about persons, such as the compiler of the workbook, is read or kept.
 *
 * @throws {Failure} if it is not a workbook that is safe to read, or has no eCRF_3
 */
export async function readFiledInventory(bytes: Buffer): Promise<FiledInventory> {
  const detail = sheetOfCsv(bytes)
  return filedInventoryOf(detail ? { city: undefined, detail, others: [] } : await readWorkbook(bytes))
}

function filedInventoryOf({ city, detail, others }: InventorySheets): FiledInventory {
  const table = tableOf(detail)
  if (!table)
    throw singleRefusal(
      'workbook-refused',
      'workbook-without-inventory',
      'The sheet needs a head row that names a reference number or sub-sector, a scope and a total, or scopes beside each other with their unit.',
    )
  const reading = new Reading(detail.name, decimalMarkOf(numberTexts(detail, table)))
  const cityReading = new Reading(city?.name ?? '', undefined)
  const facts = city ? readFiledCity(city, cityReading) : UNKNOWN_CITY
  const { rows, rowsOfOtherSectors, year } = table.read(facts, reading)
  for (const column of table.unknown)
    reading.refuse({ row: null, column }, 'no column of eCRF_3, or one that is there twice')
  const content = {
    city: facts.city,
    year,
    gwp: facts.gwp,
    sheet: detail.name,
    rows,
    rowsOfOtherSectors,
    sheetsLeftOut: others.filter((name) => reading.text(name, { row: null }) !== null),
    unread: [...cityReading.unread, ...reading.unread],
    unreadCount: cityReading.unreadCount + reading.unreadCount,
    remarks: [...cityReading.remarks, ...reading.remarks],
  }
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  // No part of the content: the bounds may change, and what was filed does not.
  const implausible = implausibleOf(rows, facts.city.population, countryCodeOf(facts.city.country))
  return {
    id: `fil_${digest.slice(0, 32)}`,
    ...content,
    ...(implausible.length > 0 ? { implausible } : {}),
  }
}

/**
 * What of filed rows cannot be true, or seldom is.
 *
 * @param country ISO 3166-1 alpha-2; undefined if it is not known
 */
export const implausibleOf = (
  rows: FiledInventory['rows'],
  population: number | null,
  country: string | undefined,
): NonNullable<FiledInventory['implausible']> =>
  checkFiled({
    population,
    country,
    rows: rows.map(({ row, subSector, scope, amount, emissions }) => ({
      row,
      subSector,
      scope,
      amount,
      co2eT: emissions?.co2e ?? null,
      biogenicCo2T: emissions?.biogenicCo2 ?? null,
    })),
  }).map((one) => ({ ...one }))

/** The code of a country that was filed by name or by code. */
const countryCodeOf = (country: string | null): string | undefined =>
  country === null
    ? undefined
    : countries.isValid(country.toUpperCase())
      ? countries.toAlpha2(country.toUpperCase())
      : countries.getAlpha2Code(country, 'en')

type ReadRows = Pick<FiledInventory, 'rows' | 'rowsOfOtherSectors' | 'year'>

/** Where a sheet has what, and how its rows are read. */
interface Table {
  /** The row of the head, counted from 0. */
  readonly head: number
  readonly numbers: readonly number[]
  readonly unknown: readonly number[]
  readonly read: (facts: FiledCity, reading: Reading) => ReadRows
}

/** The scopes of a sub-sector beside each other, or a row for each of them. */
function tableOf(sheet: Sheet): Table | undefined {
  const scopes = scopeColumnsOf(sheet.rows)
  if (scopes)
    return {
      head: scopes.head,
      numbers: [...scopes.scopes.values()],
      unknown: [],
      read: (facts, reading) => readBeside(sheet, scopes, facts, reading),
    }
  const columns = columnsOf(sheet.rows)
  return (
    columns && {
      head: columns.head,
      numbers: NUMBERS.flatMap((column) => columns.at.get(column) ?? []),
      unknown: columns.unknown,
      read: (facts, reading) => readRows(sheet, columns, facts, reading),
    }
  )
}

function readRows({ rows: all }: Sheet, columns: Columns, facts: FiledCity, reading: Reading): ReadRows {
  const rows: FiledRow[] = []
  let rowsOfOtherSectors = 0
  const at = columns.at.get('inventoryYear')
  const first = (): string | null => {
    if (at === undefined) return null
    for (const cells of all.slice(columns.head + 1)) {
      const year = yearOf(cells[at] ?? null, () => undefined)
      if (year !== null) return year
    }
    return null
  }
  const year = facts.year ?? first()
  const above = unitAbove(all.slice(0, columns.head))
  if (above !== undefined && above !== 1)
    reading.remark({ row: null }, 'the unit above the head was taken for all rows without one of their own')
  for (const [index, cells] of all.entries()) {
    if (index <= columns.head) continue
    const read = readDetailRow(cells, index, columns, { year, factorAbove: above ?? 1 }, reading)
    if (read === 'other-sector') rowsOfOtherSectors += 1
    else if (read) rows.push(read)
  }
  return { rows: withoutSums(rows, reading), rowsOfOtherSectors, year }
}

function readBeside(
  { rows: all }: Sheet,
  scopes: ScopeColumns,
  { year }: FiledCity,
  reading: Reading,
): ReadRows {
  const factorAbove = unitAbove(all.slice(0, scopes.head)) ?? 1
  return { ...readScopesBeside(all, scopes, { year, factorAbove }, reading), year }
}

/** All texts in columns of numbers. */
function* numberTexts({ rows }: Sheet, { head, numbers }: Table): Iterable<string> {
  for (const cells of rows.slice(head + 1))
    for (const place of numbers) {
      const cell = cells[place]
      if (typeof cell === 'string') yield cell
    }
}
