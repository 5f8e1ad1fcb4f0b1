import type { SheetData } from 'write-excel-file/node'
import { citySheet } from './ecrf-city.ts'
import { detailSheet } from './ecrf-detail.ts'
import { ECRF_SHEETS } from './ecrf-form.ts'
import { summarySheet } from './ecrf-summary.ts'
import type { InventoryDocument } from './schema.ts'
import type { Cell, Cells } from './workbook-cell.ts'
import { withoutTimes } from './zip-times.ts'

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
