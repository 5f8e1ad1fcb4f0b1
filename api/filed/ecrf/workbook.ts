import type { RefusalCode } from '../../../src/index.ts'
import { type Failure, refusal, singleRefusal } from '../../request/failure.ts'
import { type Archive, lookThrough } from '../../workbook/archive.ts'
import { listSheets } from '../../workbook/sheet-list.ts'
import type { CellValue } from '../../workbook/sheets.ts'

export type { CellValue } from '../../workbook/sheets.ts'

/** The cells of a sheet. Rows and columns count from 0 here, and from 1 in texts for people. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly CellValue[])[]
}

/** The sheets of the inventory, and the names of the others. */
export interface InventorySheets {
  readonly city: Sheet | undefined
  readonly detail: Sheet
  readonly others: readonly string[]
}

const MAX_NAMES = 100
const CITY = /^(light[ _-]*)?e?crf[ _-]*1$/i
const DETAIL = /^(light[ _-]*)?e?crf[ _-]*3$/i
/** Sums by sub-sector, with the scopes beside each other: what a workbook without the rows behind them has. */
const SUMMARY = /^(gcom[ _-]*e?crf|(light[ _-]*)?e?crf[ _-]*2)$/i

/**
 * Reads the inventory sheets of an eCRF workbook. Others, such as the calculators of CIRIS, are not read.
 *
 * @throws {Failure} with every fault
 */
export async function readWorkbook(bytes: Buffer): Promise<InventorySheets> {
  const archive = await lookThrough(bytes)
  const paths = new Map(listSheets(archive).map(({ name, path }) => [name, path]))
  const names = [...paths.keys()]
  const city = names.find((name) => CITY.test(name.trim()))
  const detail =
    names.find((name) => DETAIL.test(name.trim())) ??
    (names.length === 1 ? names[0] : names.find((name) => SUMMARY.test(name.trim())))
  if (detail === undefined)
    throw refused('workbook-without-inventory', 'The workbook needs a sheet named eCRF_3 or Light_eCRF_3.')
  const wanted = [detail, ...(city === undefined ? [] : [city])]
  requireReadable(wanted, paths, archive)
  return {
    detail: await sheetOf(bytes, detail),
    city: city === undefined ? undefined : await sheetOf(bytes, city),
    others: names.filter((name) => !wanted.includes(name)).slice(0, MAX_NAMES),
  }
}

const refused = (code: RefusalCode, detail: string): Failure =>
  singleRefusal('workbook-refused', code, detail)

function requireReadable(
  wanted: readonly string[],
  paths: ReadonlyMap<string, string>,
  { scans }: Archive,
): void {
  const faults = wanted.flatMap((name): { code: RefusalCode; detail: string }[] => {
    const scan = scans.get(paths.get(name) ?? '')
    if (!scan) return [{ code: 'workbook-damaged', detail: `The sheet ${name} is not in the file.` }]
    if (scan.excess !== undefined)
      return [{ code: 'workbook-too-large', detail: `The sheet ${name} has ${scan.excess}.` }]
    return scan.formulas.map((cell) => ({
      code: 'workbook-formula',
      detail: `${name}!${cell} holds a formula, and its value cannot be trusted. Paste values only.`,
    }))
  })
  if (faults.length > 0) throw refusal(faults, 'workbook-refused')
}

async function sheetOf(bytes: Buffer, name: string): Promise<Sheet> {
  // Loaded when the first workbook is read, not at the start.
  const { readSheet } = await import('read-excel-file/node')
  try {
    return { name, rows: (await readSheet(bytes, name)) as unknown as Sheet['rows'] }
  } catch {
    throw refused('workbook-damaged', `The sheet ${name} cannot be read.`)
  }
}
