import type { WholeStore } from '../store/facts.ts'
import type { JobState } from '../store/jobs.ts'

/** What was done since the service started. */
export interface StoreCounts {
  readonly imports: Readonly<Record<Exclude<JobState, 'running'>, number>>
  readonly releases: { readonly made: number; readonly failed: number }
  readonly savedEstimates: number
  readonly backups: { readonly made: number; readonly failed: number }
  /** When the last backup was made [s since 1970]; 0: none since the start. */
  readonly lastBackupAt: number
}

const COUNTS = Symbol('counts')
type CountedStore = WholeStore & { readonly [COUNTS]: StoreCounts }

/** A store that counts what is done through it; one that counts already stays as it is. */
export function countedStore(store: WholeStore | CountedStore): CountedStore {
  if (COUNTS in store) return store
  const counts = {
    imports: { succeeded: 0, failed: 0, cancelled: 0 },
    releases: { made: 0, failed: 0 },
    savedEstimates: 0,
    backups: { made: 0, failed: 0 },
    lastBackupAt: 0,
  }
  return {
    ...store,
    [COUNTS]: counts,
    endJob: async (end) => {
      await store.endJob(end)
      counts.imports[end.state] += 1
    },
    saveRelease: async (release) => {
      const made = await store.saveRelease(release)
      counts.releases.made += 1
      return made
    },
    noteFailedRelease: async (failed) => {
      counts.releases.failed += 1
      await store.noteFailedRelease(failed)
    },
    saveEstimate: async (estimate) => {
      await store.saveEstimate(estimate)
      counts.savedEstimates += 1
    },
    backUp: async (to, deletions) => {
      try {
        const made = await store.backUp(to, deletions)
        counts.backups.made += 1
        counts.lastBackupAt = Date.parse(made.madeAt) / 1000
        return made
      } catch (error) {
        counts.backups.failed += 1
        throw error
      }
    },
  }
}

export const countsOf = (store: CountedStore): StoreCounts => store[COUNTS]
