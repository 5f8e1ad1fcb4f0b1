import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { inTurns } from '../../api/request/in-turns.ts'

afterEach(() => vi.restoreAllMocks())

/** Work of some steps, each of which takes as long as the clock is put forward [ms]. */
function work(steps: number, msOfStep: number, did: (step: number) => void = () => undefined) {
  return (function* () {
    for (let step = 1; step <= steps; step += 1) {
      clock += msOfStep
      did(step)
      yield
    }
    return steps
  })()
}

let clock = 0
const withClock = () => vi.spyOn(performance, 'now').mockImplementation(() => clock)

test('others go between the turns of long work', async () => {
  withClock()
  let [done, rounds] = [false, 0]
  const others = (async () => {
    while (!done) {
      await setImmediate()
      rounds += 1
    }
  })()
  // 30 steps of 4 ms: a turn is over after the third, so there are ten of them.
  expect(await inTurns(work(30, 4))).toBe(30)
  done = true
  await others
  expect(rounds).toBeGreaterThanOrEqual(10)
})

test('short work is done at once', async () => {
  withClock()
  const steps: number[] = []
  const made = inTurns(work(3, 3, (step) => steps.push(step)))
  expect(steps).toEqual([1, 2, 3])
  expect(await made).toBe(3)
})

test('work of several callers takes one turn in each round', async () => {
  withClock()
  let round = 0
  const inRound: number[] = []
  const all = Promise.all([1, 2, 3].map(() => inTurns(work(4, 10, () => inRound.push(round)))))
  // What begins does so at once; after that each round has one step.
  for (; round < 12; round += 1) await setImmediate()
  await all
  const later = inRound.filter((of) => of > 0)
  expect(new Set(later).size).toBe(later.length)
})

test('what fails, fails for who asked', async () => {
  const failing = (function* (): Generator<undefined, number> {
    yield
    throw new Error('no')
  })()
  await expect(inTurns(failing)).rejects.toThrow('no')
})
