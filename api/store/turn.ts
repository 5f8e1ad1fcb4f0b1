/** Does one piece of work at a time, in the order asked for; the next waits for the one before, whether or not that failed. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** A row of work that starts empty. */
export function newTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
