import { readConfig } from '../settings/config.ts'
import type { Store } from '../store/store.ts'
import { CommandRefused } from './failure.ts'
import type { Terminal } from './terminal.ts'

/** A running service, or another process, has the data folder. */
export class DataFolderInUse extends CommandRefused {}

/**
 * Does something with the estimates of the data folder, which is closed again afterwards.
 *
 * @throws {DataFolderInUse} if another process has it
 * @throws {CommandRefused} if it cannot be used
 */
export async function inDataFolder<T>(
  environment: Terminal['environment'],
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openFolder(readConfig(environment).dataFolder)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function openFolder(folder: string): Promise<Store> {
  // The database is loaded only where it is needed.
  const { openDuckdbStore, StoreInUse, StoreRefused } = await import('../store/duckdb-store.ts')
  try {
    return await openDuckdbStore(folder)
  } catch (error) {
    if (error instanceof StoreInUse)
      throw new DataFolderInUse(
        `The data folder ${folder} is in use by another process. Send the request to that service, stop it, or name another folder with CORDON_DATA_DIR.`,
      )
    if (error instanceof StoreRefused) throw new CommandRefused(error.message)
    throw error
  }
}
