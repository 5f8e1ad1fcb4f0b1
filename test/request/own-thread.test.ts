import { expect, test } from 'vitest'
import { inOwnThread } from '../../api/request/own-thread.ts'

const fixture = (file: string): URL => new URL(`../fixtures/${file}`, import.meta.url)
const run = (worker: URL, task: object, signal = new AbortController().signal): Promise<string> =>
  inOwnThread(task, { worker, name: 'drawTask', mostHeapMb: 64, signal })

test('gives what the file of the thread makes of a task', async () => {
  expect(await run(fixture('dying-worker.ts'), { waitMs: 0 })).toBe('done')
})

test.each([
  ['that ends in the middle of its work', 'dying-worker.ts'],
  ['that cannot start', 'stillborn-worker.ts'],
])('fails the task of a thread %s', async (_, file) => {
  await expect(run(fixture(file), {})).rejects.toThrow()
})

test('ends the work when it is told to', async () => {
  const told = new AbortController()
  const working = run(fixture('dying-worker.ts'), { waitMs: 60_000 }, told.signal)
  told.abort()
  await expect(working).rejects.toThrow('aborted')
})
