import { listAll } from '../store/page.ts'
import { releaseImported, type WatchedMaking } from './release-imported.ts'

const HOUR_MS = 3_600_000

/**
 * Releases every period that has closed, and tries again what failed.
 *
 * @param tried what was looked at before, by dataset: neither its facts nor the month have changed since
 */
export async function closePeriods(making: WatchedMaking, tried: Map<string, string>): Promise<void> {
  const { store, now = () => new Date() } = making
  const month = now().toISOString().slice(0, 7)
  for (const { id, legalBasis, version } of await listAll(store.listDatasets)) {
    if (legalBasis === 'open-licence' || version === 0) continue
    const state = `${version} ${month}`
    if (tried.get(id) === state && !(await store.findFailedRelease(id))) continue
    await releaseImported(id, making)
    tried.set(id, state)
  }
}

/** Closes periods now and every hour, one run after the other. @returns ends it */
export function closeHourly(making: WatchedMaking, faulted: (error: unknown) => void): () => void {
  const tried = new Map<string, string>()
  let isEnded = false
  let isRunning = false
  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      await closePeriods(making, tried)
    } catch (error) {
      // A store that is closed under it is no fault.
      if (!isEnded) faulted(error)
    } finally {
      isRunning = false
    }
  }
  const timer = setInterval(() => void run(), HOUR_MS).unref()
  void run()
  return () => {
    isEnded = true
    clearInterval(timer)
  }
}
