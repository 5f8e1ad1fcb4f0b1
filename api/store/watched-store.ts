import type { WholeStore } from './facts.ts'
import type { Intake } from './intake.ts'

/** A store that says which dataset was changed, once the change is saved. */
export function watchedStore(store: WholeStore, changed: (dataset: string) => void): WholeStore {
  const told = async <T>(dataset: string, work: Promise<T>): Promise<T> => {
    const made = await work
    changed(dataset)
    return made
  }
  return {
    ...store,
    saveZones: (dataset, zones, boundaries) => told(dataset, store.saveZones(dataset, zones, boundaries)),
    saveRelease: (release) => told(release.dataset, store.saveRelease(release)),
    deleteDataset: (id, at) => told(id, store.deleteDataset(id, at)),
    takeIn: async (work, signal) => {
      const kept = new Set<string>()
      const watched = (intake: Intake): Intake => ({
        progress: () => intake.progress(),
        keep: (facts, file, job) => {
          kept.add(file.dataset)
          return intake.keep(facts, file, job)
        },
      })
      const made = await store.takeIn((intake) => work(watched(intake)), signal)
      for (const dataset of kept) changed(dataset)
      return made
    },
  }
}
