import { statSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import PQueue from 'p-queue'
import { writeBackup } from './backup.ts'
import { catalogParts } from './catalog/catalog-parts.ts'
import { duckdbCatalog } from './catalog/duckdb-catalog.ts'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { INTERRUPT_JOBS } from './catalog/kept-jobs.ts'
import { requireWholeLedger } from './catalog/ledger-chain.ts'
import { lackingIn, noteLostReleases } from './catalog/lost-in-ledger.ts'
import { deletionListIn, NO_DELETIONS, notedReleasesIn, openDeletionList } from './deletion-list.ts'
import { duckdbErasure, eraseSoon } from './duckdb-erasure.ts'
import { type DuckdbFile, type Keeping, openDuckdbFile } from './duckdb-file.ts'
import { duckdbIntake, FACT_ROWS } from './duckdb-intake.ts'
import { factCube } from './fact-cube.ts'
import { factParts } from './fact-parts.ts'
import { factPlaces } from './fact-places.ts'
import { duckdbReader, type FactReader } from './fact-reader.ts'
import type { WholeStore } from './facts.ts'
import { listedStore } from './listed-store.ts'
import { migrate } from './migration.ts'
import { type Prepare, SMALL, setLimits, WHOLE_ROWS } from './open-database.ts'
import { readThrough } from './read-through.ts'

export { StoreRefused } from './store-refused.ts'

/** A file of this size is read through in a part of a second [bytes]; a larger one when it is backed up. */
const MAX_READ_AT_START = 32 * 1_048_576

/** Brings the tables up to date. Only one process can open the file, so a job that has not ended never will. */
export const prepareStore: Prepare = async (connection, path) => {
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
  const { isNew } = await migrate(connection)
  // Of what was made just now, nothing can be damaged or left over.
  if (isNew) return
  await requireWholeLedger(statementsOn(connection))
  if (size <= MAX_READ_AT_START) await readWhole(connection)
  await connection.run(INTERRUPT_JOBS)
}

/** With the memory that is enough for nearly all; thousands of long answers take more. */
async function readWhole(on: DuckDBConnection): Promise<void> {
  try {
    await readThrough(on)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('Out of Memory'))) throw error
    await setLimits(on, WHOLE_ROWS)
    await readThrough(on)
    await setLimits(on, SMALL)
  }
}

/** What a store is opened with. */
interface Opening extends Keeping {
  /** Where the list of deletions lies; in the folder if absent. */
  readonly deletionsFile?: string | undefined
}

/**
 * The embedded store: one DuckDB file in the data folder, made if missing and brought up to date if an earlier Cordon
 * wrote it.
 *
 * @param keeping what to do when the disk is full
 * @throws {StoreRefused} if another process uses the folder, if it cannot be written or read, or if a later Cordon wrote it
 */
export async function openDuckdbStore(
  folder: string,
  { deletionsFile = deletionListIn(folder), ...keeping }: Opening = {},
): Promise<WholeStore> {
  const file = await openDuckdbFile(folder, prepareStore, keeping)
  const store = storeOn(file)
  try {
    // Only now we know that no other process writes the list.
    const list = await openDeletionList(deletionsFile)
    const noted = notedReleasesIn(deletionsFile)
    const at = new Date().toISOString()
    const lacking = await duckdbCatalog(file).changing(async (on) => {
      const ends = await lackingIn(on, noted, at)
      await noteLostReleases(on, noted, false, at)
      return ends
    })
    for (const one of lacking) await list.note(one)
    return listedStore(store, list)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Reads the facts of a file; closing the connection ends what it saw. */
export const readerOf = (file: DuckdbFile): FactReader =>
  duckdbReader((work) =>
    file.aside(async (on) => {
      await on.run('BEGIN TRANSACTION')
      return work(on)
    }),
  )

/** All parts of the store, in one database. */
export function storeOn(file: DuckdbFile): WholeStore {
  const reader = readerOf(file)
  const cube = factCube(reader)
  const erasure = duckdbErasure(file)
  const releases = new PQueue({ concurrency: 1 })
  // Each takes much memory, and two of one name would write one file.
  const backups = new PQueue({ concurrency: 1 })
  return {
    isReady: file.isReady,
    failures: file.failures,
    stagingFolder: file.stagingFolder,
    close: file.close,
    backUp: (to, deletions = NO_DELETIONS) =>
      backups.add(() => file.aside((on) => writeBackup(on, to, deletions))),
    ...catalogParts(duckdbCatalog(file), { ...cube, ...FACT_ROWS, erase: () => eraseSoon(erasure.erase) }),
    ...cube,
    ...factPlaces(reader),
    ...factParts(reader),
    ...duckdbIntake(file),
    ...erasure,
    releasing: (work) => releases.add(work),
  }
}
