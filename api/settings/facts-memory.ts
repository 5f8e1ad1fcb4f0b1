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
  const bounded = allowed > 0 ? Math.min(allowed, machine) : machine
  return Math.max(MIN_FACTS_MEMORY, Math.floor(bounded * SHARE))
}
