import PQueue from 'p-queue'

/**
 * Runs at most so many pieces of work at once; the others wait in the order they came.
 *
 * @returns a function that runs work when there is room; work that is aborted while it waits, never starts
 */
export function newSlots(most: number) {
  const queue = new PQueue({ concurrency: most })
  return <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      // Running work must end by itself; only then is its slot free.
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
