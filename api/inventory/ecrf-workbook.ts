import type { SheetData } from 'write-excel-file/node'
import { withRowHeights } from '../workbook/row-heights.ts'
import { type SheetExtras, sheetExtras } from '../workbook/sheet-extras.ts'
import { withoutTimes } from '../workbook/without-times.ts'
import { DETAIL_HEADERS, type DetailColumn, ECRF_SHEETS } from './ecrf-form.ts'
import { type Cell, type Cells, citySheet, detailSheet, summarySheet } from './ecrf-sheets.ts'
import type { InventoryDocument } from './schema.ts'

/** How numbers show; cells keep every digit. */
const AMOUNT = '#,##0'
const TONNES = '#,##0.0'
/** Factors range over orders of magnitude: four digits of any size. */
const FACTOR = '0.000E+00'
const YEAR = '0'

const DETAIL_COLUMNS = Object.keys(DETAIL_HEADERS) as readonly DetailColumn[]

/** Columns that hold sentences. */
const WIDE: ReadonlySet<DetailColumn> = new Set([
  'activityDescription',
  'activitySource',
  'factorDescription',
  'factorSource',
])

/**
 * An inventory as the workbook that GCoM and CIRIS take (eCRF): the city, a summary, and a row for each activity.
 *
 * Texts stay texts: one that starts with = is not a formula. The same document gives the same bytes.
 */
export async function ecrfWorkbook(document: InventoryDocument): Promise<Buffer> {
  // Loaded for the first workbook, not at the start.
  const [{ default: writeWorkbook }, utility] = await Promise.all([
    import('write-excel-file/node'),
    import('write-excel-file/utility'),
  ])
  const sheets = [
    {
      sheet: ECRF_SHEETS.city,
      data: written(citySheet(document), () => AMOUNT),
      columns: [{ width: 36 }, { width: 70 }],
    },
    {
      sheet: ECRF_SHEETS.summary,
      data: written(summarySheet(document), () => TONNES, HEAD_ROWS),
      columns: [{ width: 26 }, ...Array.from({ length: 6 }, () => ({ width: 14 })), { width: 70 }],
      stickyRowsCount: HEAD_ROWS,
    },
    {
      sheet: ECRF_SHEETS.detail,
      data: written(detailSheet(document), (column) => formatOf(DETAIL_COLUMNS[column]), 1),
      columns: DETAIL_COLUMNS.map((column) => ({ width: WIDE.has(column) ? 38 : 12 })),
      stickyRowsCount: 1,
    },
  ]
  const extras = sheets.map(
    ({ sheet, data, stickyRowsCount }): SheetExtras => ({
      name: sheet,
      isLandscape: sheet !== ECRF_SHEETS.city,
      printTo: [data.length - 1, Math.max(...data.map((row) => row.length)) - 1],
      ...(stickyRowsCount === undefined ? {} : { titleRows: stickyRowsCount }),
      // 33 columns on one page could not be read.
      ...(sheet === ECRF_SHEETS.detail ? { titleColumns: '$A:$B', pagesWide: 2 } : {}),
    }),
  )
  const high = sheets.map((sheet) => ({
    ...sheet,
    data: withRowHeights(
      sheet.data,
      sheet.columns.map(({ width }) => width),
    ),
  }))
  const bytes = await writeWorkbook(high, { features: [sheetExtras(extras, utility)] }).toBuffer()
  return withoutTimes(bytes)
}

/** The summary has two rows of heads. */
const HEAD_ROWS = 2

function formatOf(column: DetailColumn | undefined): string {
  if (column === 'inventoryYear' || column === 'factorYear') return YEAR
  return column?.startsWith('factor') ? FACTOR : TONNES
}

const written = (cells: Cells, format: (column: number) => string, heads = 0): SheetData =>
  cells.map((row, at) => row.map((cell, column) => cellOf(cell, format(column), at < heads)))

/** A cell with its type, so that programs do not guess it from the value. */
function cellOf(cell: Cell, format: string, isHead: boolean): SheetData[number][number] {
  if (cell === null || cell === '') return null
  const placed = { alignVertical: 'top', wrap: true } as const
  if (typeof cell === 'number') {
    const isYear = Number.isInteger(cell) && cell > 1900 && cell < 2200 && format === AMOUNT
    return { value: cell, type: Number, format: isYear ? YEAR : format, alignVertical: 'top' }
  }
  if (typeof cell === 'string') return { value: cell, type: String, ...placed }
  return {
    value: cell.value,
    type: String,
    fontWeight: cell.fontWeight,
    ...placed,
    ...(isHead ? { backgroundColor: '#E6ECF2' } : {}),
  }
}
