import { lackingIn, noteLostReleases } from '../catalog/lost-in-ledger.ts'
import type { WholeStore } from '../facts.ts'
import { listedStore } from '../listed-store.ts'
import { openSharedDeletions } from '../shared-deletions.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'

/**
 * Compares the ledger with the lists beside it: a database that is put back from a dump has lost what was released since.
 *
 * @param file the list of a single process; those of several stand beside it
 * @returns makes a store note what must be remembered, before it is done
 * @throws {StoreRefused} if the lists cannot be written or read
 */
export async function listingBeside(
  catalog: PostgresCatalog,
  file: string,
): Promise<(store: WholeStore) => WholeStore> {
  const { list, noted } = await openSharedDeletions(file)
  const at = new Date().toISOString()
  // The ledger is read after the lists, so that what they say was released has been saved by then.
  const lacking = await catalog.changing(async (on) => {
    const ends = await lackingIn(on, noted, at)
    await noteLostReleases(on, noted, false, at)
    return ends
  })
  // What nobody saw the end of may be under way in another process.
  for (const one of lacking) if (one.kind !== 'unreleased') await list.note(one)
  return (store) => listedStore(store, list)
}
