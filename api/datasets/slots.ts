import PQueue from 'p-queue'

/**
 * Lets so many pieces of work run at once; the others wait in the order they came.
 *
 * @returns runs work when there is room; who is aborted while waiting, waits no longer
 */
export function newSlots(most: number) {
  const queue = new PQueue({ concurrency: most })
  return <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      // Work that has begun ends by itself: its slot is free only then.
      const leave = (): void => reject(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      const turn = queue.add(() => {
        signal.throwIfAborted()
        signal.removeEventListener('abort', leave)
        return work()
      })
      turn.then(resolve, reject)
    })
}
