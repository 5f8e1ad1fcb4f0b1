import { cellsDigest } from './catalog/ledger-chain.ts'
import type { DeletionList } from './deletion-list.ts'
import type { WholeStore } from './facts.ts'
import type { Intake } from './intake.ts'
import { type NotedRelease, toldCells, yearsOf } from './lost-releases.ts'
import type { NewRelease } from './released.ts'

/** A store that notes in a list beside it what a backup must not bring back, or must not forget, before it is done. */
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
    saveRelease: (release) =>
      list.during(notedRelease(release), async () => {
        // What cannot be noted now is found out at the next start.
        const note = (kind: 'released' | 'unreleased'): Promise<void> =>
          list.note({ kind, id: release.id, at: now() }).catch(() => undefined)
        try {
          const saved = await store.saveRelease(release)
          await note('released')
          return saved
        } catch (error) {
          const isThere = await store.findRelease(release.id).catch(() => true)
          if (!isThere) await note('unreleased')
          throw error
        }
      }),
    takeIn: (work, signal) => store.takeIn((intake) => work(listed(intake)), signal),
    backUp: (to) => store.backUp(to, list.settled()),
  }
}

const notedRelease = (release: NewRelease): NotedRelease => ({
  kind: 'release',
  id: release.id,
  dataset: release.dataset,
  pool: release.pool,
  years: yearsOf(release),
  cells: cellsDigest(toldCells(release.ledger)),
  at: release.madeAt,
})
