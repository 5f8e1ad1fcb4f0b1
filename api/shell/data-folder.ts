import { auditedStore } from '../access/audited-store.ts'
import { readConfig } from '../settings/config.ts'
import type { WholeStore } from '../store/facts.ts'
import type { StorePlace } from '../store/open-store.ts'
import { CommandRefused } from './failure.ts'
import type { Terminal } from './terminal.ts'

/** A running service or another process uses the data folder. */
export class DataFolderInUse extends CommandRefused {}

/**
 * Opens the store of the data folder, runs work with it and closes it.
 *
 * @throws {DataFolderInUse} if another process uses the folder
 * @throws {CommandRefused} if the folder cannot be used
 */
export async function inDataFolder<T>(
  environment: Terminal['environment'],
  work: (store: WholeStore) => Promise<T>,
): Promise<T> {
  const place = readConfig(environment)
  const { handOver } = await import('../store/hand-over.ts')
  try {
    const store = await openPlace(place)
    try {
      return await work(auditedStore(store))
    } finally {
      await store.close()
    }
  } finally {
    handOver(place.dataFolder, place.deletionsFile)
  }
}

async function openPlace(place: StorePlace): Promise<WholeStore> {
  // Load the database only when it is needed: it is large.
  const { openStore, StoreInUse, StoreRefused } = await import('../store/open-store.ts')
  try {
    return await openStore(place)
  } catch (error) {
    if (error instanceof StoreInUse)
      throw new DataFolderInUse(
        `The data folder ${place.dataFolder} is in use by another process. Send the request to that service, stop it, or name another folder with CORDON_DATA_DIR.`,
      )
    if (error instanceof StoreRefused) throw new CommandRefused(error.message)
    throw error
  }
}
