import { SOURCE_ENDING } from '../request/own-thread.ts'
import { threadPool } from '../request/thread-pool.ts'
import type { DiffAnswer, DiffSets } from './diff-task.ts'
import type { SetFolders, SetsTask } from './diff-worker.ts'

/** Compares sets in a thread of its own, so that other requests are answered meanwhile. */
export interface DiffThread {
  /**
   * @throws {Failure} `busy` if too many are waiting already; `not-ready` once the thread is closed
   */
  readonly diffSets: DiffSets
  /** Ends the thread; what is still being compared fails. */
  close(): Promise<void>
}

const WORKER = new URL(`./diff-worker${SOURCE_ENDING}`, import.meta.url)
/** The next page of the same two sets is asked for soon, if at all; then their memory is freed. */
const IDLE_MS = 60_000
const MAX_WAITING = 8

export function diffThread(folders: SetFolders): DiffThread {
  const { run, close } = threadPool<SetsTask, DiffAnswer>({
    worker: WORKER,
    name: 'diffTask',
    threads: 1,
    idleMs: IDLE_MS,
    mostWaiting: MAX_WAITING,
    busy: 'Too many comparisons of factor sets are waiting. Try again.',
  })
  return { diffSets: (task) => run({ folders, task }), close }
}
