import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Piscina } from 'piscina'
import type { Simulation } from '../../src/index.ts'
import { Failure } from '../request/failure.ts'
import type { Simulate } from './simulate.ts'

/** Threads that draw, so that other requests are answered meanwhile. */
export interface SimulationPool {
  /**
   * @throws {Failure} `busy` if as many are waiting as may
   * @throws {Failure} `not-ready` once the pool is closed
   */
  readonly simulate: Simulate
  /** Simulations that wait for a thread. */
  waiting(): number
  /** Ends the threads; what is still being drawn fails. */
  close(): Promise<void>
}

const shuttingDown = (): Failure => new Failure('not-ready', 'The service is shutting down.')

const busy = (): Failure =>
  new Failure('busy', 'Too many simulations are waiting. Try again, or ask for propagation.')

interface PoolOptions {
  /** One less than the machine has, if not given: the service itself needs one. */
  readonly threads?: number
  readonly mostWaiting?: number
  /** Who has waited longer is told to come back. */
  readonly mostWaitMs?: number
  /** The file of a thread. */
  readonly worker?: URL
}

const SOURCE = extname(import.meta.url)
const WORKER = new URL(`./worker${SOURCE}`, import.meta.url)
const IDLE_MS = 30_000

/**
 * A pool whose threads start with the first simulation and end when none is asked for.
 *
 * Who waits, waits here and not in the queue of the threads, which forgets it when a thread dies.
 */
export function simulationPool({
  threads = Math.max(1, availableParallelism() - 1),
  mostWaiting = 16,
  mostWaitMs = 20_000,
  worker = WORKER,
}: PoolOptions = {}): SimulationPool {
  let pool: Piscina | undefined
  let isClosed = false
  let running = 0
  const waiting: (() => void)[] = []

  const threadsOfPool = (): Piscina => {
    if (isClosed) throw shuttingDown()
    if (pool) return pool
    const started = new Piscina({
      filename: worker.href,
      name: 'drawTask',
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      ...(SOURCE === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
    })
    // A thread that cannot even start leaves its task behind: all are told, and the next simulation starts anew.
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
    if (waiting.length >= mostWaiting) throw busy()
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(limit)
        resolve()
      }
      const limit = setTimeout(() => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(busy())
      }, mostWaitMs)
      waiting.push(enter)
    })
  }

  return {
    simulate: async (task) => {
      await turn()
      try {
        return (await threadsOfPool().run(task)) as Simulation
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
