/** A stop takes no longer, whatever is under way: who supervises the service kills it after ten seconds at the earliest. */
export const MAX_STOP_MS = 9_500

interface Stop {
  /** Takes nothing new; resolves when all that was asked is answered. */
  answered(): Promise<unknown>
  /** Ends simulations and workbooks that are read: who asked for them is told to come back. */
  endWork(): Promise<unknown>
  /** Closes all connections. */
  hangUp(): void
  save(): Promise<unknown>
  readonly endWorkAfterMs?: number
  readonly hangUpAfterMs?: number
}

/**
 * Stops in order: short work is answered, long work is ended, and who does not read an answer loses it. What is kept is saved, whatever
 * goes wrong before.
 */
export async function stopInTime({
  answered,
  endWork,
  hangUp,
  save,
  endWorkAfterMs = 4_000,
  hangUpAfterMs = 7_000,
}: Stop): Promise<void> {
  const timers = [setTimeout(() => void endWork(), endWorkAfterMs), setTimeout(hangUp, hangUpAfterMs)]
  try {
    await answered()
  } finally {
    for (const timer of timers) clearTimeout(timer)
    await endWork()
    await save()
  }
}
