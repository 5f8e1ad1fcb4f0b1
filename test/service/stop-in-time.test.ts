import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { MAX_STOP_MS, stopInTime } from '../../api/service/stop-in-time.ts'

/** What was done, in order, for work that ends by itself, with its threads, or with its connection alone. */
async function stopped(endsWith: 'itself' | 'threads' | 'connection'): Promise<readonly string[]> {
  const done: string[] = []
  let end = (): void => undefined
  const open = new Promise<void>((resolve) => {
    end = resolve
  })
  if (endsWith === 'itself') end()
  await stopInTime({
    answered: () => open.then(() => done.push('answered')),
    endWork: async () => {
      done.push('work ended')
      if (endsWith === 'threads') end()
    },
    hangUp: () => {
      done.push('hung up')
      end()
    },
    save: async () => done.push('saved'),
    endWorkAfterMs: 20,
    hangUpAfterMs: 60,
  })
  await pause(80)
  return done
}

test.each([
  ['itself', ['answered', 'work ended', 'saved']],
  ['threads', ['work ended', 'answered', 'work ended', 'saved']],
  ['connection', ['work ended', 'hung up', 'answered', 'work ended', 'saved']],
] as const)('work that ends with %s', async (endsWith, expected) => {
  expect(await stopped(endsWith)).toEqual(expected)
})

test('what is kept is saved, though answering failed', async () => {
  const done: string[] = []
  const stop = stopInTime({
    answered: () => Promise.reject(new Error('of a hook')),
    endWork: async () => done.push('work ended'),
    hangUp: () => undefined,
    save: async () => done.push('saved'),
  })
  await expect(stop).rejects.toThrow('of a hook')
  expect(done).toEqual(['work ended', 'saved'])
})

test('a stop is over within ten seconds', () => {
  expect(MAX_STOP_MS).toBeLessThan(10_000)
})
