import { constants, inflateRawSync } from 'node:zlib'
import { CATALOGUES } from '../words/catalogue.ts'

const LOCAL_HEAD = Buffer.from('PK\u0003\u0004', 'latin1')
const HEAD_BYTES = 30
const DEFLATED = 8
const LIST_OF_SHEETS = 'xl/workbook.xml'
/** The list of a workbook with hundreds of sheets is smaller. */
const MAX_LIST_BYTES = 262_144
const MAX_PARTS = 500

/** Sheets that hold figures in the template, in any language. */
const TEMPLATE_SHEETS: ReadonlySet<string> = new Set(
  Object.values(CATALOGUES).flatMap(({ words }) =>
    (
      [
        'sheet.city',
        'sheet.trips',
        'sheet.vehicles',
        'sheet.distances',
        'sheet.operators',
        'sheet.fuelSold',
      ] as const
    ).map((key) => plain(words[key])),
  ),
)
/** A workbook of one's own may have a sheet named “City”; hardly two that are named as in the template. */
const MIN_SHEETS = 2

/** Whether a workbook is the template that is filled in, by the names of its sheets; false if they are not in the bytes. */
export function isTemplate(firstBytes: Buffer): boolean {
  const names = [
    ...listOfSheets(firstBytes).matchAll(/<(?:\w{1,20}:)?sheet\s[^<>]{0,500}?name="([^"<>]{0,100})"/g),
  ]
  return names.filter(([, name = '']) => TEMPLATE_SHEETS.has(plain(name))).length >= MIN_SHEETS
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll('&apos;', "'").replaceAll(/\s+/g, ' ')
}

/** The part of an archive that lists the sheets of a workbook, as far as it lies within the bytes. */
function listOfSheets(bytes: Buffer): string {
  let at = bytes.indexOf(LOCAL_HEAD)
  for (let parts = 0; at >= 0 && at + HEAD_BYTES <= bytes.length && parts < MAX_PARTS; parts += 1) {
    const nameEnd = at + HEAD_BYTES + bytes.readUInt16LE(at + 26)
    const name = bytes.toString('latin1', at + HEAD_BYTES, nameEnd)
    const content = bytes.subarray(nameEnd + bytes.readUInt16LE(at + 28))
    if (name === LIST_OF_SHEETS) return unpacked(content, bytes.readUInt16LE(at + 8) === DEFLATED)
    at = bytes.indexOf(LOCAL_HEAD, at + LOCAL_HEAD.length)
  }
  return ''
}

function unpacked(content: Buffer, isDeflated: boolean): string {
  if (!isDeflated) return content.toString('utf8', 0, MAX_LIST_BYTES)
  try {
    const options = { maxOutputLength: MAX_LIST_BYTES, finishFlush: constants.Z_SYNC_FLUSH }
    return inflateRawSync(content, options).toString('utf8')
  } catch {
    return ''
  }
}
