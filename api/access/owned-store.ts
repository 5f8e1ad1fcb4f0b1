import PQueue from 'p-queue'
import type { HeldBy, OwnedKind } from '../store/keys.ts'
import type { ReleaseSummary } from '../store/released.ts'
import type { Store } from '../store/store.ts'
import { type Caller, currentCaller, hasScope, isTrusted, runFor } from './caller.ts'
import { forbidden, isOwner, ownDatasets, requireOwner } from './owner.ts'

/** Lists nothing: no key has this id. */
const NOBODY: HeldBy = { holder: '', withUnowned: false }

/**
 * A store in which a key finds what it saved itself, and nobody else's. Whoever operates the service finds what was saved
 * before there were keys.
 */
export function ownedStore(store: Store): Store {
  const isMine = async (kind: OwnedKind, subject: string): Promise<boolean> => {
    const caller = currentCaller()
    if (await isOwner(store, kind, subject, caller)) return true
    return hasScope(caller, 'operate') && (await store.listHolders(kind, subject)).length === 0
  }
  const heldBy = (caller: Caller): HeldBy | undefined => {
    if (isTrusted(caller)) return undefined
    return caller.kind === 'key' ? { holder: caller.id, withUnowned: hasScope(caller, 'operate') } : NOBODY
  }
  const saved = async (kind: OwnedKind, subject: string, save: () => Promise<void>): Promise<void> => {
    const caller = currentCaller()
    if (caller.kind === 'stranger') throw forbidden()
    // First: what is saved and belongs to nobody could be had by nobody.
    if (caller.kind === 'key') await store.own(kind, subject, caller.id)
    await save()
  }
  // One after another: of two keys that save a new city at once, one is first.
  const queue = new PQueue({ concurrency: 1 })
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    // The queue begins it where the one before ended, for whom that ran.
    const caller = currentCaller()
    return queue.add(() => runFor(caller, work))
  }
  const isOfMine = async ({ dataset }: { readonly dataset: string }): Promise<boolean> =>
    isOwner(store, 'dataset', dataset)
  return {
    ...store,
    saveEstimate: (estimate) => saved('estimate', estimate.id, () => store.saveEstimate(estimate)),
    findEstimate: async (id) => ((await isMine('estimate', id)) ? store.findEstimate(id) : undefined),
    listEstimates: (page) => store.listEstimates(page, heldBy(currentCaller())),
    deleteEstimate: async (id) => {
      if (!(await isMine('estimate', id))) return false
      const caller = currentCaller()
      await store.disown('estimate', id, caller.kind === 'key' ? caller.id : undefined)
      // Two keys may have saved the same answer: it is there until neither wants it.
      return (await store.listHolders('estimate', id)).length > 0 || store.deleteEstimate(id)
    },
    saveFiled: (filed) => saved('filed-inventory', filed.id, () => store.saveFiled(filed)),
    findFiled: async (id) => ((await isMine('filed-inventory', id)) ? store.findFiled(id) : undefined),
    listFiled: (page) => store.listFiled(page, heldBy(currentCaller())),
    // The guard asked before the body arrived: since then, another may have come to own what is written.
    saveCity: (city) =>
      inTurn(async () => {
        await requireOwner(store, 'city', city.id)
        const { dataset } = currentCallerKey() ?? {}
        // A supplier saves the cities of its dataset, and whoever registered it may put them right.
        for (const holder of dataset === undefined ? [] : await store.listHolders('dataset', dataset))
          await store.own('city', city.id, holder)
        await saved('city', city.id, () => store.saveCity(city))
      }),
    // What a city states of its years is its owner's, as a saved estimate is.
    saveYear: async (year) => {
      await requireOwner(store, 'city', year.city)
      await store.saveYear(year)
    },
    deleteYear: async (city, year) => {
      await requireOwner(store, 'city', city)
      return store.deleteYear(city, year)
    },
    listYears: async (city) => ((await isMine('city', city)) ? store.listYears(city) : []),
    saveZones: async (id, zones, boundaries) => {
      await requireOwner(store, 'dataset', id)
      await store.saveZones(id, zones, boundaries)
    },
    saveBoundaries: async (id, boundaries) => {
      await requireOwner(store, 'dataset', id)
      await store.saveBoundaries(id, boundaries)
    },
    // A release that gave nothing out tells that there are facts of few.
    findRelease: async (id) => {
      const release = await store.findRelease(id)
      return release && (hasGiven(release) || (await isOfMine(release))) ? release : undefined
    },
    listReleases: async (dataset, page) => {
      const { items, ...rest } = await store.listReleases(dataset, page)
      return { items: (await isOfMine({ dataset })) ? items : items.filter(hasGiven), ...rest }
    },
    findJob: async (id) => {
      const job = await store.findJob(id)
      return job && (await isOfMine(job)) ? job : undefined
    },
    listJobs: async (page, datasets) => store.listJobs(page, datasets ?? (await ownDatasets(store))),
  }
}

const hasGiven = ({ isOpen, cells }: ReleaseSummary): boolean => isOpen || cells > 0

const currentCallerKey = () => {
  const caller = currentCaller()
  return caller.kind === 'key' ? caller : undefined
}
