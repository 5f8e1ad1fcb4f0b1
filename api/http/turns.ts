import type { Server } from 'node:net'

/** What waits for the event loop. */
export interface TurnOptions {
  /** Those who connect to it are taken in between two turns. */
  readonly server: Server
  /** How long what waits is begun, one after another, before the event loop looks for what else came [ms]. */
  readonly turnMs: number
  /** How many wait. */
  readonly waiting: () => number
  /** Begins the first of those that wait. */
  readonly enterNext: () => void
  /** All who came since the last turn wait now, if anybody does. */
  readonly looked: () => void
}

/** A turn becomes as long as so many, at most. */
const MOST_TURNS = 8

/**
 * The event loop goes to what waits and to what comes in turns. Of all who connect it takes in one each time it looks, so
 * that it looks until nobody has; else whoever is new waits as many turns as there are others before him.
 */
export function newTurns({ server, turnMs, waiting, enterNext, looked }: TurnOptions): {
  /** Whether something is under way, so that whoever comes has to wait. */
  isOn(): boolean
  /** Of what is begun at once, because nothing was under way. */
  start(): void
} {
  let isOn = false
  let ends = 0
  let ended = 0
  let hasConnected = false
  server.on('connection', () => {
    hasConnected = true
  })

  /** As long as what came since the last turn took: what is refused, however much, leaves half of the time to what is let in. */
  const begin = (): void => {
    const now = performance.now()
    ends = now + Math.min(Math.max(turnMs, now - ended), MOST_TURNS * turnMs)
  }
  const enter = (): void => {
    if (performance.now() < ends) enterNext()
  }
  const end = (): void => {
    ended = performance.now()
    lookUntil(ended + turnMs)
  }
  /** All of these come before the event loop looks for what else came. */
  const plan = (): void => {
    setImmediate(begin)
    // Not in a loop: much is computed in what promises call, which comes before the next of these and would come after a loop.
    for (let at = 0; at < waiting(); at += 1) setImmediate(enter)
    setImmediate(end)
  }
  const lookUntil = (time: number): void => {
    hasConnected = false
    setImmediate(() => {
      if (hasConnected && performance.now() < time) lookUntil(time)
      else {
        looked()
        isOn = waiting() > 0
        if (isOn) plan()
      }
    })
  }
  return {
    isOn: () => isOn,
    start: () => {
      isOn = true
      ended = performance.now()
      plan()
    },
  }
}
