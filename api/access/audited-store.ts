import type { AuditNote } from '../store/audit.ts'
import type { WholeStore } from '../store/facts.ts'
import type { Intake } from '../store/intake.ts'
import { actorOf, currentCaller } from './caller.ts'

/**
 * A store that notes what is done before it does it: without a note nothing is done, so that the log lacks nothing. What
 * failed after its note says so in a second one.
 */
export function auditedStore(store: WholeStore): WholeStore {
  const noted = async <T>(
    action: string,
    subject: string,
    work: () => Promise<T>,
    detail: NonNullable<AuditNote['detail']> = {},
  ): Promise<T> => {
    const actor = actorOf(currentCaller())
    const note = (more: object) =>
      store.appendAudit({
        at: new Date().toISOString(),
        actor,
        action,
        subject,
        detail: { ...detail, ...more },
      })
    await note({})
    try {
      return await work()
    } catch (error) {
      // Whatever stands in the way of the work may stand in the way of this note too.
      await note({ failed: true }).catch(() => undefined)
      throw error
    }
  }
  const audited = (intake: Intake): Intake => ({
    progress: () => intake.progress(),
    keep: (facts, file, job) =>
      noted('file.import', file.dataset, () => intake.keep(facts, file, job), {
        format: file.format,
        rows: facts.rowsRead,
        replaces: file.replaces !== undefined,
      }),
  })
  return {
    ...store,
    saveEstimate: (estimate) => noted('estimate.save', estimate.id, () => store.saveEstimate(estimate)),
    deleteEstimate: (id) => noted('estimate.delete', id, () => store.deleteEstimate(id)),
    saveFiled: (filed) => noted('filed-inventory.save', filed.id, () => store.saveFiled(filed)),
    saveCity: (city) => noted('city.save', city.id, () => store.saveCity(city)),
    saveYear: (year) =>
      noted('city-year.save', year.city, () => store.saveYear(year), { year: String(year.year) }),
    deleteYear: (city, year) =>
      noted('city-year.delete', city, () => store.deleteYear(city, year), { year: String(year) }),
    registerDataset: (facts) => noted('dataset.register', facts.id, () => store.registerDataset(facts)),
    registerOwned: (facts, claim) =>
      noted('dataset.register', facts.id, () => store.registerOwned(facts, claim), { key: claim.key.id }),
    deleteDataset: (id, at) => noted('dataset.delete', id, () => store.deleteDataset(id, at)),
    expireFacts: async (dataset, before, at) =>
      noted('facts.expire', dataset, () => store.expireFacts(dataset, before, at), { before }),
    retain: (dataset, months) =>
      noted('dataset.retain', dataset, () => store.retain(dataset, months), { months: months ?? 'for good' }),
    saveZones: (dataset, zones, boundaries) =>
      noted('zones.save', dataset, () => store.saveZones(dataset, zones, boundaries), {
        zones: zones.length,
      }),
    saveBoundaries: (dataset, boundaries) =>
      noted('boundaries.save', dataset, () => store.saveBoundaries(dataset, boundaries), {
        zones: boundaries.size,
      }),
    addKey: (key) =>
      noted('key.add', key.id, () => store.addKey(key), {
        scopes: key.scopes.join(' '),
        ...(key.dataset === undefined ? {} : { dataset: key.dataset }),
      }),
    revokeKey: (id, at) => noted('key.revoke', id, () => store.revokeKey(id, at)),
    saveRelease: (release) =>
      noted('release.make', release.dataset, () => store.saveRelease(release), { release: release.id }),
    closeYears: (closing) =>
      noted('years.close', closing.pool, () => store.closeYears(closing), { years: closing.years.join(' ') }),
    backUp: (to, deletions) => noted('data.back-up', 'data', () => store.backUp(to, deletions)),
    takeIn: (work, signal) => store.takeIn((intake) => work(audited(intake)), signal),
  }
}
