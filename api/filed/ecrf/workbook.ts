import type { RefusalCode } from '../../../src/index.ts'
import { type Failure, refusal, singleRefusal } from '../../request/failure.ts'
import { type Archive, lookThrough, RELATIONS_PART, WORKBOOK_PART } from './archive.ts'

/** The content of a cell; a number with the format of a date is read as a date. */
export type CellValue = string | number | boolean | Date | null

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

/**
 * Reads the inventory sheets of an eCRF workbook. Others, such as the calculators of CIRIS, are not read.
 *
 * @throws {Failure} with every fault
 */
export async function readWorkbook(bytes: Buffer): Promise<InventorySheets> {
  const archive = await lookThrough(bytes)
  const paths = sheetPaths(archive)
  const names = [...paths.keys()]
  const city = names.find((name) => CITY.test(name.trim()))
  const detail = names.find((name) => DETAIL.test(name.trim())) ?? (names.length === 1 ? names[0] : undefined)
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

/** Paths of sheets in the archive, by their names. */
function sheetPaths({ texts }: Archive): ReadonlyMap<string, string> {
  const targets = new Map(
    tagsOf(texts.get(RELATIONS_PART) ?? '', 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/xl\/|^(?!\/)/, 'xl/'),
    ]),
  )
  const sheets = tagsOf(texts.get(WORKBOOK_PART) ?? '', 'sheet')
  const paths = new Map(
    sheets.map((tag) => [attribute(tag, 'name'), targets.get(attribute(tag, '(?:\\w+:)id')) ?? '']),
  )
  if (paths.size < sheets.length)
    throw refused('workbook-damaged', 'Two sheets of the workbook have the same name.')
  return paths
}

const tagsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^<>]*)>`, 'g'))].map(([, tag = '']) => ` ${tag}`)

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? ''

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
