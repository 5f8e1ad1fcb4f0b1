import { availableParallelism } from 'node:os'
import type { ScenarioFindings, Simulation } from '../../src/index.ts'
import { SOURCE_ENDING } from '../request/own-thread.ts'
import { type ThreadPool, threadPool } from '../request/thread-pool.ts'
import type { Simulate } from './simulate.ts'
import { longWork, type WorkOut } from './work-out.ts'
import type { DrawnTask } from './worker.ts'

/** Threads that draw, so that other requests are answered meanwhile. */
export interface SimulationPool extends Pick<ThreadPool<never, Simulation>, 'waiting' | 'close'> {
  /**
   * @throws {Failure} `busy` if as many are waiting as may
   * @throws {Failure} `not-ready` once the pool is closed
   */
  readonly simulate: Simulate
  /** Scenarios are drawn by the same threads. */
  readonly workOut: WorkOut
}

interface PoolOptions {
  /** One less than the machine has, if not given: the service itself needs one. */
  readonly threads?: number
  readonly mostWaiting?: number
  /** Who has waited longer is told to come back. */
  readonly mostWaitMs?: number
  /** The file of a thread. */
  readonly worker?: URL
}

const WORKER = new URL(`./worker${SOURCE_ENDING}`, import.meta.url)
const IDLE_MS = 30_000

/** A pool whose threads start with the first simulation and end when none is asked for. */
export function simulationPool({
  threads = Math.max(1, availableParallelism() - 1),
  mostWaiting = 16,
  mostWaitMs = 20_000,
  worker = WORKER,
}: PoolOptions = {}): SimulationPool {
  const { run, waiting, close } = threadPool<DrawnTask, Simulation | ScenarioFindings>({
    worker,
    name: 'drawTask',
    threads,
    idleMs: IDLE_MS,
    mostWaiting,
    mostWaitMs,
    busy: 'Too many simulations are waiting. Try again, or ask for propagation.',
  })
  return {
    simulate: async (task) => (await run(task)) as Simulation,
    workOut: longWork(async (work) => (await run(work)) as ScenarioFindings),
    waiting,
    close,
  }
}
