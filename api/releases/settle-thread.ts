import { hasUnsettled } from '../../src/index.ts'
import { Failure } from '../request/failure.ts'
import { inOwnThread, SOURCE_ENDING } from '../request/own-thread.ts'
import type { SettledTask, SettleTask } from './settle-task.ts'

/** The longest that a release may take [ms]. */
const MAX_MS = 120_000
const MAX_HEAP_MB = 1024

const WORKER = new URL(`./settle-worker${SOURCE_ENDING}`, import.meta.url)

export type Settle = (task: SettleTask) => Promise<SettledTask>

/**
 * Settles a release in a thread that ends with it. Out of time, out of memory or with a wrong answer, nothing is given out.
 *
 * @throws {Failure} `busy`
 */
export const settleInThread: Settle = async (task) => {
  const over = new Set(task.over)
  // What is looked at again after a start, and each month, is settled but for its last periods.
  if (!hasUnsettled({ ...task, isOver: (period) => over.has(period) })) return { cells: [], flows: [] }
  try {
    return await inOwnThread<SettledTask>(task, {
      worker: WORKER,
      name: 'settleRelease',
      mostHeapMb: MAX_HEAP_MB,
      signal: AbortSignal.timeout(MAX_MS),
    })
  } catch (cause) {
    const failure = new Failure(
      'busy',
      'What may be given out could not be proven in time, so nothing was released. Try again, or release fewer periods with `through`.',
    )
    failure.cause = cause
    throw failure
  }
}
