import { inventoryCsv } from './exports/inventory-csv.ts'
import type { InventoryDocument } from './schemas/inventory.ts'

interface InventoryFormat {
  readonly mediaType: string
  readonly write: (inventory: InventoryDocument) => string
}

/** The forms an inventory can be had in, by the name they have at a shell; the first where no other is asked for. */
export const INVENTORY_FORMATS = {
  json: { mediaType: 'application/json', write: (inventory) => JSON.stringify(inventory) },
  csv: { mediaType: 'text/csv', write: inventoryCsv },
} as const satisfies Readonly<Record<string, InventoryFormat>>
