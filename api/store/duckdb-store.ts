import { ACTIVITY_SCHEMA, duckdbActivity } from './duckdb-activity.ts'
import { CITY_SCHEMA, duckdbCities } from './duckdb-cities.ts'
import { duckdbCube } from './duckdb-cube.ts'
import { DATASET_SCHEMA, duckdbDatasets } from './duckdb-datasets.ts'
import { duckdbEstimates, ESTIMATE_SCHEMA } from './duckdb-estimates.ts'
import { type DuckdbFile, openDuckdbFile } from './duckdb-file.ts'
import { duckdbFiledInventories, FILED_INVENTORY_SCHEMA } from './duckdb-filed-inventories.ts'
import { duckdbIntake } from './duckdb-intake.ts'
import { duckdbJobs, INTERRUPT_JOBS, JOB_SCHEMA } from './duckdb-jobs.ts'
import { duckdbZones, ZONE_SCHEMA } from './duckdb-zones.ts'
import type { Store } from './store.ts'

export { StoreInUse, StoreRefused } from './duckdb-file.ts'

/** Statements that make missing tables. */
export const SCHEMAS = [
  ESTIMATE_SCHEMA,
  FILED_INVENTORY_SCHEMA,
  CITY_SCHEMA,
  DATASET_SCHEMA,
  ZONE_SCHEMA,
  ACTIVITY_SCHEMA,
  JOB_SCHEMA,
] as const

/**
 * The embedded store: one DuckDB file in the data folder, made if missing.
 *
 * @throws {StoreRefused} if another process uses the folder, or if it cannot be written or read
 */
export async function openDuckdbStore(folder: string): Promise<Store> {
  // Only one process can open the file, so a job that has not ended never will.
  return storeOn(await openDuckdbFile(folder, [...SCHEMAS, INTERRUPT_JOBS]))
}

/** All parts of the store, in one database. */
export function storeOn(file: DuckdbFile): Store {
  return {
    isReady: file.isReady,
    stagingFolder: file.stagingFolder,
    close: file.close,
    ...duckdbEstimates(file),
    ...duckdbFiledInventories(file),
    ...duckdbCities(file),
    ...duckdbDatasets(file),
    ...duckdbZones(file),
    ...duckdbActivity(file),
    ...duckdbCube(file),
    ...duckdbIntake(file),
    ...duckdbJobs(file),
  }
}
