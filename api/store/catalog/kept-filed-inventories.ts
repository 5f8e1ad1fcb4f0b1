import type { FiledInventoryStore, SavedFiled, SavedFiledSummary } from '../store.ts'
import { holderOf, ofHolder } from './held-by.ts'
import type { Catalog } from './statements.ts'

const SUMMARY = 'id, city, year, rows, unread'

/** Filed inventories. */
export const keptFiledInventories = ({ rows, change }: Catalog): FiledInventoryStore => ({
  saveFiled: async ({ id, city, year, rows: count, unread, document }) => {
    await change(`INSERT INTO filed_inventory VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING`, [
      id,
      city,
      year,
      count,
      unread,
      document,
    ])
  },
  findFiled: async (id) => {
    const [row] = await rows<SavedFiled>(`SELECT ${SUMMARY}, document FROM filed_inventory WHERE id = $1`, [
      id,
    ])
    return row
  },
  listFiled: async ({ limit, after = '' }, heldBy) => {
    // One extra row shows whether there is a next page.
    const found = await rows<SavedFiledSummary>(
      `SELECT ${SUMMARY} FROM filed_inventory WHERE id > $1 ${ofHolder('filed-inventory', heldBy)}
       ORDER BY id LIMIT $2`,
      [after, limit + 1, ...holderOf(heldBy)],
    )
    const items = found.slice(0, limit)
    const end = items.at(-1)
    return found.length > limit && end ? { items, next: end.id } : { items }
  },
})
