import { listAll } from '../store/page.ts'
import type { Store } from '../store/store.ts'

const DAY_MS = 86_400_000

/** The day that lies so many months before another; of a shorter month its last. */
export function monthsBefore(day: Date, months: number): string {
  const back = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1))
  const last = new Date(Date.UTC(back.getUTCFullYear(), back.getUTCMonth() + 1, 0)).getUTCDate()
  back.setUTCDate(Math.min(day.getUTCDate(), last))
  return back.toISOString().slice(0, 10)
}

/**
 * Deletes the facts that have had their time, and erases what was deleted.
 *
 * @returns how many facts went, by dataset
 */
export async function expire(store: Store, now: Date): Promise<ReadonlyMap<string, number>> {
  const gone = new Map<string, number>()
  for (const { id, retentionMonths } of await listAll(store.listDatasets)) {
    if (retentionMonths === undefined) continue
    const facts = await store.expireFacts(id, monthsBefore(now, retentionMonths), now.toISOString())
    if (facts > 0) gone.set(id, facts)
  }
  await store.erase()
  return gone
}

/** Expires once a day. @returns ends it */
export function expireDaily(store: Store, faulted: (error: unknown) => void): () => void {
  const timer = setInterval(() => void expire(store, new Date()).catch(faulted), DAY_MS).unref()
  return () => clearInterval(timer)
}
