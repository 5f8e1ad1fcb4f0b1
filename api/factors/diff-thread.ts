import { Piscina } from 'piscina'
import { Failure } from '../request/failure.ts'
import { SOURCE_ENDING } from '../workbook/task-thread.ts'
import type { DiffAnswer, DiffSets } from './diff-task.ts'
import type { SetFolders } from './diff-worker.ts'

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
  let pool: Piscina | undefined
  let isClosed = false
  const shuttingDown = (): Failure => new Failure('not-ready', 'The service is shutting down.')

  return {
    diffSets: async (task) => {
      if (isClosed) throw shuttingDown()
      pool ??= new Piscina({
        filename: WORKER.href,
        name: 'diffTask',
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: IDLE_MS,
        ...(SOURCE_ENDING === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
      })
      if (pool.queueSize >= MAX_WAITING)
        throw new Failure('busy', 'Too many comparisons of factor sets are waiting. Try again.')
      try {
        return (await pool.run({ folders, task })) as DiffAnswer
      } catch (error) {
        // A thread that was ended says nothing of why.
        throw isClosed ? shuttingDown() : error
      }
    },
    close: async () => {
      isClosed = true
      await pool?.destroy()
    },
  }
}
