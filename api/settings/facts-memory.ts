import { totalmem } from 'node:os'

/** A database that saves files and adds up facts is never given less [bytes]. */
export const MIN_FACTS_MEMORY = 256_000_000

/** Several processes may stand on one machine, each beside what reads files, answers and draws. */
const SHARE = 1 / 8

/**
 * What the database of one process may take to save files and to add up facts, if nothing is stated: an eighth of the memory
 * that there is, and at least {@link MIN_FACTS_MEMORY} [bytes].
 *
 * @param machine memory of the machine [bytes]
 * @param allowed what the process and its like may take of it [bytes]; 0 or more than there is, if nothing bounds it
 */
export function factsMemoryOf(
  machine: number = totalmem(),
  allowed: number = process.constrainedMemory() ?? 0,
): number {
  return Math.max(MIN_FACTS_MEMORY, Math.floor(boundedBy(machine, allowed) * SHARE))
}

const boundedBy = (machine: number, allowed: number): number =>
  allowed > 0 ? Math.min(allowed, machine) : machine

/** A mix of estimates, draws, imports and releases holds up to 700 MB with what reads files [bytes]. */
const ENOUGH_MEMORY = 1_000_000_000

/**
 * What to say where the system would end the service in the middle of its work, since it takes more than it may.
 *
 * @param machine memory of the machine [bytes]
 * @param allowed as for {@link factsMemoryOf} [bytes]
 */
export function littleMemory(
  machine: number = totalmem(),
  allowed: number = process.constrainedMemory() ?? 0,
): string | undefined {
  const bounded = boundedBy(machine, allowed)
  if (bounded >= ENOUGH_MEMORY) return undefined
  return `The service may use ${Math.floor(bounded / 1e6)} MB of memory. With less than ${ENOUGH_MEMORY / 1e6} MB, the system may end it while files are imported; what is acknowledged stays.`
}
