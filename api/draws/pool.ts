import { availableParallelism } from 'node:os'
import type { Simulation } from '../../src/index.ts'
import { SOURCE_ENDING } from '../request/own-thread.ts'
import { type ThreadPool, threadPool } from '../request/thread-pool.ts'
import type { Simulate } from './simulate.ts'

/** Threads that draw, so that other requests are answered meanwhile. */
export interface SimulationPool extends Pick<ThreadPool<never, Simulation>, 'waiting' | 'close'> {
  /**
   * @throws {Failure} `busy` if as many are waiting as may
   * @throws {Failure} `not-ready` once the pool is closed
   */
  readonly simulate: Simulate
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
  const { run, waiting, close } = threadPool<Parameters<Simulate>[0], Simulation>({
    worker,
    name: 'drawTask',
    threads,
    idleMs: IDLE_MS,
    mostWaiting,
    mostWaitMs,
    busy: 'Too many simulations are waiting. Try again, or ask for propagation.',
  })
  return { simulate: run, waiting, close }
}
