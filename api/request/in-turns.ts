import { setImmediate } from 'node:timers/promises'

/** How long work runs before others are answered [ms]. */
const MAX_TURN_MS = 10

/** The turn that was asked for last. */
let last: Promise<unknown> = Promise.resolve()

/** One turn in each round of the event loop, whatever work there is: long work of many does not add up. */
function nextTurn(): Promise<unknown> {
  last = last.then(() => setImmediate())
  return last
}

/**
 * Does long work in turns, so that whoever asks for something short meanwhile does not wait for its end.
 *
 * @param work yields where it may rest
 */
export async function inTurns<Result>(work: Generator<undefined, Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - began < MAX_TURN_MS) continue
    await nextTurn()
    began = performance.now()
  }
}
