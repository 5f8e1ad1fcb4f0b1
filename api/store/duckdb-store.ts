import { statSync } from 'node:fs'
import { duckdbActivity } from './duckdb-activity.ts'
import { duckdbAudit } from './duckdb-audit.ts'
import { duckdbCities } from './duckdb-cities.ts'
import { duckdbCityYears } from './duckdb-city-years.ts'
import { duckdbCube } from './duckdb-cube.ts'
import { duckdbDatasets } from './duckdb-datasets.ts'
import { duckdbDeletion } from './duckdb-deletion.ts'
import { duckdbErasure } from './duckdb-erasure.ts'
import { duckdbEstimates } from './duckdb-estimates.ts'
import { type DuckdbFile, type Keeping, openDuckdbFile } from './duckdb-file.ts'
import { duckdbFiledInventories } from './duckdb-filed-inventories.ts'
import { duckdbIntake } from './duckdb-intake.ts'
import { duckdbJobs, INTERRUPT_JOBS } from './duckdb-jobs.ts'
import { duckdbKeys } from './duckdb-keys.ts'
import { duckdbParts } from './duckdb-parts.ts'
import { duckdbReleased } from './duckdb-released.ts'
import { duckdbZones } from './duckdb-zones.ts'
import type { WholeStore } from './facts.ts'
import { requireWholeLedger } from './ledger-chain.ts'
import { migrate } from './migration.ts'
import type { Prepare } from './open-database.ts'
import { readThrough } from './read-through.ts'

export { StoreInUse, StoreRefused } from './store-refused.ts'

/** A file of this size is read through in a part of a second [bytes]; a larger one when it is backed up. */
const MAX_READ_AT_START = 32 * 1_048_576

/** Brings the tables up to date. Only one process can open the file, so a job that has not ended never will. */
export const prepareStore: Prepare = async (connection, path) => {
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
  await migrate(connection)
  await requireWholeLedger(connection)
  if (size <= MAX_READ_AT_START) await readThrough(connection)
  await connection.run(INTERRUPT_JOBS)
}

/**
 * The embedded store: one DuckDB file in the data folder, made if missing and brought up to date if an earlier Cordon
 * wrote it.
 *
 * @param keeping what to do when the disk is full
 * @throws {StoreRefused} if another process uses the folder, if it cannot be written or read, or if a later Cordon wrote it
 */
export const openDuckdbStore = async (folder: string, keeping: Keeping = {}): Promise<WholeStore> =>
  storeOn(await openDuckdbFile(folder, prepareStore, keeping))

/** All parts of the store, in one database. */
export function storeOn(file: DuckdbFile): WholeStore {
  return {
    isReady: file.isReady,
    failures: file.failures,
    stagingFolder: file.stagingFolder,
    close: file.close,
    ...duckdbEstimates(file),
    ...duckdbFiledInventories(file),
    ...duckdbCities(file),
    ...duckdbCityYears(file),
    ...duckdbDatasets(file),
    ...duckdbDeletion(file),
    ...duckdbZones(file),
    ...duckdbActivity(file),
    ...duckdbCube(file),
    ...duckdbParts(file),
    ...duckdbIntake(file),
    ...duckdbJobs(file),
    ...duckdbKeys(file),
    ...duckdbAudit(file),
    ...duckdbErasure(file),
    ...duckdbReleased(file),
  }
}
