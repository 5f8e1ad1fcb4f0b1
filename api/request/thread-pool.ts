import { Piscina } from 'piscina'
import { Failure, shuttingDown } from './failure.ts'
import { threadStart } from './own-thread.ts'

/** Threads that work, so that other requests are answered meanwhile. */
export interface ThreadPool<Task, Answer> {
  /**
   * @throws {Failure} `busy` if as many are waiting as may
   * @throws {Failure} `not-ready` once the pool is closed
   */
  run(task: Task): Promise<Answer>
  /** Tasks that wait for a thread. */
  waiting(): number
  /** Ends the threads; what is still being worked on fails. */
  close(): Promise<void>
}

interface PoolOptions {
  /** The file of a thread. */
  readonly worker: URL
  /** What it exports for the work: plain data in, plain data out. */
  readonly name: string
  readonly threads: number
  /** A thread that has had no task for as long ends. */
  readonly idleMs: number
  readonly mostWaiting: number
  /** Who has waited longer is told to come back. */
  readonly mostWaitMs?: number
  /** What is said to those for whom there is no place. */
  readonly busy: string
}

/**
 * A pool whose threads start with the first task and end when none is asked for.
 *
 * Who waits, waits here and not in the queue of the threads, which forgets it when a thread dies.
 */
export function threadPool<Task, Answer>({
  worker,
  name,
  threads,
  idleMs,
  mostWaiting,
  mostWaitMs,
  busy,
}: PoolOptions): ThreadPool<Task, Answer> {
  let pool: Piscina | undefined
  let isClosed = false
  let running = 0
  const waiting: (() => void)[] = []
  const full = (): Failure => new Failure('busy', busy)

  const threadsOfPool = (): Piscina => {
    if (isClosed) throw shuttingDown()
    if (pool) return pool
    const started = new Piscina({
      filename: worker.href,
      name,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      ...threadStart(),
    })
    // A thread that cannot even start leaves its task behind: all are told, and the next task starts anew.
    started.on('error', () => {
      if (pool === started) pool = undefined
      void started.destroy()
    })
    pool = started
    return started
  }

  const turn = async (): Promise<void> => {
    if (running < threads) {
      running += 1
      return
    }
    if (waiting.length >= mostWaiting) throw full()
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(limit)
        resolve()
      }
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(full())
      }
      const limit = mostWaitMs === undefined ? undefined : setTimeout(leave, mostWaitMs)
      waiting.push(enter)
    })
  }

  return {
    run: async (task) => {
      await turn()
      try {
        return (await threadsOfPool().run(task)) as Answer
      } catch (error) {
        // A thread that was ended says nothing of why.
        throw isClosed ? shuttingDown() : error
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
    waiting: () => waiting.length,
    close: async () => {
      isClosed = true
      await pool?.destroy()
    },
  }
}
