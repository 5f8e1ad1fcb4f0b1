import { duckdbEstimates, ESTIMATE_SCHEMA } from './duckdb-estimates.ts'
import { openDuckdbFile } from './duckdb-file.ts'
import { duckdbFiledInventories, FILED_INVENTORY_SCHEMA } from './duckdb-filed-inventories.ts'
import type { Store } from './store.ts'

export { StoreInUse, StoreRefused } from './duckdb-file.ts'

/**
 * The embedded store: one DuckDB file in the data folder, which is made when missing.
 *
 * @throws {StoreRefused} if the folder is in use by another process, or cannot be written or read
 */
export async function openDuckdbStore(folder: string): Promise<Store> {
  const file = await openDuckdbFile(folder, [ESTIMATE_SCHEMA, FILED_INVENTORY_SCHEMA])
  return {
    isReady: file.isReady,
    close: file.close,
    ...duckdbEstimates(file),
    ...duckdbFiledInventories(file),
  }
}
