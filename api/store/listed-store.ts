import type { DeletionList } from './deletion-list.ts'
import type { WholeStore } from './facts.ts'
import type { Intake } from './intake.ts'

/** A store that notes in a list beside it what must not come back with a backup, before it is done. */
export function listedStore(store: WholeStore, list: DeletionList): WholeStore {
  const now = (): string => new Date().toISOString()
  const listed = (intake: Intake): Intake => ({
    progress: () => intake.progress(),
    keep: (facts, file, job) => {
      const { dataset, replaces } = file
      const keep = () => intake.keep(facts, file, job)
      return replaces === undefined
        ? keep()
        : list.during({ kind: 'file', id: replaces, dataset, at: now() }, keep)
    },
  })
  return {
    ...store,
    deleteDataset: (id, at) => list.during({ kind: 'dataset', id, at }, () => store.deleteDataset(id, at)),
    deleteEstimate: (id) => list.during({ kind: 'estimate', id, at: now() }, () => store.deleteEstimate(id)),
    revokeKey: (id, at) => list.during({ kind: 'key', id, at }, () => store.revokeKey(id, at)),
    retain: (id, months) =>
      list.during({ kind: 'retention', id, months: months ?? null, at: now() }, () =>
        store.retain(id, months),
      ),
    takeIn: (work, signal) => store.takeIn((intake) => work(listed(intake)), signal),
    backUp: (to) => store.backUp(to, list.settled()),
  }
}
