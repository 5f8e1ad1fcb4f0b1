import { extname } from 'node:path'
import type { Settlement } from '../../src/index.ts'
import { Failure } from '../request/failure.ts'
import type { SettleTask } from './settle-task.ts'

/** The longest that a release may take [ms]. */
const MAX_MS = 120_000
const MAX_HEAP_MB = 1024

const ENDING = extname(import.meta.url)
const WORKER = new URL(`./settle-worker${ENDING}`, import.meta.url)

export type Settle = (task: SettleTask) => Promise<Settlement>

/**
 * Settles a release in a thread that ends with it. Out of time, out of memory or with a wrong answer, nothing is given out.
 *
 * @throws {Failure} `busy`
 */
export const settleInThread: Settle = async (task) => {
  // Loaded where a release is made: no other command needs it.
  const { Piscina } = await import('piscina')
  const thread = new Piscina({
    filename: WORKER.href,
    name: 'settleRelease',
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    ...(ENDING === '.ts' ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
  })
  try {
    return (await thread.run(task, { signal: AbortSignal.timeout(MAX_MS) })) as Settlement
  } catch {
    throw new Failure(
      'busy',
      'What may be given out could not be proven in time, so nothing was released. Try again, or release fewer periods with `through`.',
    )
  } finally {
    await thread.destroy()
  }
}
