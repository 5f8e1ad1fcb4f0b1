import type { ClusterSettings } from './cluster/cluster-store.ts'
import type { Keeping } from './duckdb-file.ts'
import { openDuckdbStore } from './duckdb-store.ts'
import type { WholeStore } from './facts.ts'

export { StoreInUse, StoreRefused } from './store-refused.ts'

/** Where a store is kept. */
export interface StorePlace {
  readonly dataFolder: string
  readonly cluster: ClusterSettings | undefined
  /** The list of what was deleted, which no backup holds; of several processes, each writes its own beside it. */
  readonly deletionsFile?: string | undefined
  /** What the database may take to save files and to add up facts [bytes]. */
  readonly factsMemoryBytes?: number | undefined
}

/**
 * Opens the store: the data file of one process, or what several share.
 *
 * @throws {StoreRefused} if it cannot be used; the message says why
 */
export async function openStore(
  { dataFolder, cluster, deletionsFile, factsMemoryBytes }: StorePlace,
  keeping: Pick<Keeping, 'changed'> = {},
): Promise<WholeStore> {
  if (!cluster) return openDuckdbStore(dataFolder, { deletionsFile, factsMemoryBytes, ...keeping })
  // Most services never need its parts.
  const { openClusterStore } = await import('./cluster/cluster-store.ts')
  return openClusterStore(cluster, dataFolder, { deletionsFile, factsMemoryBytes, ...keeping })
}
