import { chmodSync, existsSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const NOBODY_ELSE = 0o077

/**
 * Keeps whatever the process writes from other users of the machine: the database makes its log anew again and again, as
 * the process is told to make files.
 *
 * @returns undoes it
 */
export function writePrivately(): () => void {
  // A thread may not change what holds for the whole process.
  if (!isMainThread) return () => undefined
  const before = process.umask(NOBODY_ELSE)
  return () => void process.umask(before)
}

/** Takes from others what an earlier Cordon, or whoever copied the files, left open to them. */
export function makePrivate(path: string, mode: 0o600 | 0o700): void {
  try {
    if (existsSync(path)) chmodSync(path, mode)
  } catch (error) {
    // The folder of somebody else, such as one that is mounted: its owner says who may look.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}
