import { WORKBOOK_TYPE } from '../workbook/media-type.ts'
import { cdpCsv } from './cdp-csv.ts'
import { citycatalystCsv } from './citycatalyst-csv.ts'
import { inventoryCsv } from './csv.ts'
import { ecrfWorkbook } from './ecrf-workbook.ts'
import type { InventoryDocument } from './schema.ts'

interface InventoryFormat {
  readonly mediaType: string
  readonly write: (inventory: InventoryDocument) => string | Promise<Buffer>
}

/** The formats of an inventory by name; the first is the default. */
export const INVENTORY_FORMATS = {
  json: { mediaType: 'application/json', write: (inventory) => JSON.stringify(inventory) },
  csv: { mediaType: 'text/csv', write: inventoryCsv },
  xlsx: { mediaType: WORKBOOK_TYPE, write: ecrfWorkbook },
  citycatalyst: { mediaType: 'text/csv', write: citycatalystCsv },
  cdp: { mediaType: 'text/csv', write: cdpCsv },
} as const satisfies Readonly<Record<string, InventoryFormat>>
export type InventoryFormatName = keyof typeof INVENTORY_FORMATS
export const INVENTORY_FORMAT_NAMES = Object.keys(INVENTORY_FORMATS) as [
  InventoryFormatName,
  ...InventoryFormatName[],
]
