import type { SheetData } from 'write-excel-file/node'
import { ECRF_SHEETS } from './ecrf-form.ts'
import { type Cell, type Cells, citySheet, detailSheet, summarySheet } from './ecrf-sheets.ts'
import type { InventoryDocument } from './schema.ts'

/**
 * An inventory as the workbook that GCoM and CIRIS take (eCRF): the city, a summary, and a row for each activity.
 *
 * Texts stay texts: one that starts with = is not a formula. The same document gives the same bytes.
 */
export async function ecrfWorkbook(document: InventoryDocument): Promise<Buffer> {
  // Loaded for the first workbook, not at the start.
  const { default: writeWorkbook } = await import('write-excel-file/node')
  const bytes = await writeWorkbook([
    {
      sheet: ECRF_SHEETS.city,
      data: written(citySheet(document)),
      columns: [{ width: 36 }, { width: 60 }],
    },
    {
      sheet: ECRF_SHEETS.summary,
      data: written(summarySheet(document)),
      columns: [{ width: 26 }, ...Array.from({ length: 6 }, () => ({ width: 16 })), { width: 80 }],
    },
    {
      sheet: ECRF_SHEETS.detail,
      data: written(detailSheet(document)),
      columns: Array.from({ length: 33 }, () => ({ width: 18 })),
      stickyRowsCount: 1,
    },
  ]).toBuffer()
  return withoutTimes(bytes)
}

const written = (cells: Cells): SheetData => cells.map((row) => row.map(cellOf))

/** A cell with its type, so that programs do not guess it from the value. */
function cellOf(cell: Cell): SheetData[number][number] {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'string') return { value: cell, type: String }
  return { value: cell.value, type: String, fontWeight: cell.fontWeight }
}

const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
/** 1 January 1980, midnight: the first time that the format can express. */
const FIRST_DAY = 0x0021

/**
 * Sets the time of every entry of a zip archive to a fixed one, so that the same content gives the same bytes.
 *
 * @param bytes of an archive without a comment; changed in place
 */
function withoutTimes(bytes: Buffer): Buffer {
  const end = bytes.length - END_BYTES
  if (bytes.readUInt32LE(end) !== END) throw new Error('The archive does not end as one without a comment.')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('The directory of the archive is broken.')
    setTime(bytes, at + 12)
    setTime(bytes, bytes.readUInt32LE(at + 42) + 10)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return bytes
}

function setTime(bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(0, at)
  bytes.writeUInt16LE(FIRST_DAY, at + 2)
}
