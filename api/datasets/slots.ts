/**
 * Lets so many pieces of work run at once; the others wait in the order they came.
 *
 * @returns runs work when there is room; who is aborted while waiting, waits no longer
 */
export function newSlots(most: number) {
  let running = 0
  const waiting = new Set<() => void>()
  const turn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const go = (): void => {
        waiting.delete(go)
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        waiting.delete(go)
        reject(signal.reason)
      }
      signal.throwIfAborted()
      signal.addEventListener('abort', leave, { once: true })
      waiting.add(go)
    })
  return async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    if (running < most) running += 1
    else await turn(signal)
    try {
      return await work()
    } finally {
      const [next] = waiting
      if (next) next()
      else running -= 1
    }
  }
}
