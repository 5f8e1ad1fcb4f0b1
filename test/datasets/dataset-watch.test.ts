import { expect, test } from 'vitest'
import {
  type DatasetEvent,
  datasetWatch,
  type Listener,
  type WatchLimits,
} from '../../api/datasets/dataset-watch.ts'
import type { Dataset } from '../../api/store/datasets.ts'
import type { ReleaseSummary } from '../../api/store/released.ts'

const DATASET: Dataset = {
  id: 'flows',
  title: 'Flows',
  owner: 'Town',
  legalBasis: 'agreement',
  country: 'DE',
  grain: 'month',
  version: 1,
  files: 1,
  facts: 1,
}
const release = (id: string, cells = 1): ReleaseSummary => ({
  ...{ id, dataset: 'flows', version: 1, madeAt: '2024-01-01T00:00:00Z', isOpen: false, cells },
})

function watching(limits: Partial<WatchLimits> = {}) {
  let releases: readonly ReleaseSummary[] = []
  let looks = 0
  let beforeAnswer = async (): Promise<void> => undefined
  const watch = datasetWatch({
    store: {
      findDataset: async () => DATASET,
      listReleases: async () => {
        looks += 1
        const items = releases
        await beforeAnswer()
        return { items }
      },
      listJobs: async () => ({ items: [] }),
    },
    jobs: () => ({ find: async () => undefined }),
    limits: { everyMs: 5, ...limits },
    faulted: (error) => {
      throw error
    },
  })
  const listen = async (more: Partial<Listener> = {}) => {
    const heard: DatasetEvent[] = []
    const stop = await watch.listen(DATASET, {
      who: 'a',
      isOwner: false,
      mayListen: () => true,
      tell: (event) => void heard.push(event),
      beat: () => undefined,
      end: () => undefined,
      ...more,
    })
    return { heard, stop }
  }
  const give = (...now: readonly ReleaseSummary[]): void => {
    releases = now
    watch.changed('flows')
  }
  const answerAfter = (work: () => Promise<void>): void => {
    beforeAnswer = work
  }
  return { watch, listen, give, answerAfter, looks: () => looks }
}

test('a stream that ends twice takes nothing from who listens after it', async () => {
  const { watch, listen, give } = watching()
  const first = await listen()
  first.stop()
  const second = await listen()
  first.stop()
  give(release('rel_1'))
  await expect.poll(() => second.heard.map(({ event }) => event)).toEqual(['dataset', 'release'])
  expect(first.heard).toHaveLength(1)
  watch.close()
})

test('many changes and many listeners are one look', async () => {
  const { watch, listen, give, looks } = watching()
  const all = await Promise.all([listen(), listen(), listen()])
  const before = looks()
  for (let turn = 0; turn < 100; turn += 1) give(release('rel_1'))
  await expect.poll(() => all.every(({ heard }) => heard.length === 2)).toBe(true)
  expect(looks() - before).toBe(1)
  watch.close()
})

test('a release that gave nothing out is told nobody, and one that is gone is', async () => {
  const { watch, listen, give } = watching()
  const { heard } = await listen()
  give(release('rel_1', 0))
  give(release('rel_2'), release('rel_1', 0))
  await expect.poll(() => heard.length).toBe(2)
  give(release('rel_1', 0))
  await expect.poll(() => heard.at(-1)).toEqual({ event: 'withdrawn', data: { releases: ['rel_2'] } })
  watch.close()
  expect(heard.at(-1)).toEqual({ event: 'end', data: { reason: 'stopping' } })
  await expect(listen()).rejects.toThrow('shutting down')
})

test('whose key is revoked hears that and no more', async () => {
  const { watch, listen, give } = watching()
  let may = true
  const { heard } = await listen({ mayListen: () => may })
  may = false
  give(release('rel_1'))
  await expect.poll(() => heard.at(-1)).toEqual({ event: 'end', data: { reason: 'no-access' } })
  expect(heard.some(({ event }) => event === 'release')).toBe(false)
  watch.close()
})

test('of several listeners, who lost the right to listen ends alone', async () => {
  const { watch, listen } = watching({ beatMs: 5 })
  let may = true
  const revoked = await listen({ mayListen: () => may })
  const beats: number[] = []
  const other = await listen({ who: 'b', beat: () => void beats.push(1) })
  may = false
  await expect.poll(() => revoked.heard.at(-1)).toEqual({ event: 'end', data: { reason: 'no-access' } })
  const before = beats.length
  await expect.poll(() => beats.length).toBeGreaterThan(before)
  expect(other.heard.map(({ event }) => event)).toEqual(['dataset'])
  watch.close()
})

test('what changes during a look is looked at after it', async () => {
  const { watch, listen, give, answerAfter, looks } = watching()
  const { heard } = await listen()
  let answer = (): void => undefined
  answerAfter(() => new Promise((resolve) => (answer = resolve)))
  const before = looks()
  give(release('rel_1'))
  await expect.poll(looks).toBe(before + 1)
  // The store has been read and did not answer yet.
  give(release('rel_2'), release('rel_1'))
  answerAfter(async () => undefined)
  answer()
  await expect.poll(() => heard.length).toBe(3)
  expect(heard.slice(1)).toEqual([
    { event: 'release', data: release('rel_1') },
    { event: 'release', data: release('rel_2') },
  ])
  watch.close()
})

test('who could not be told where the dataset stands does not count as a listener', async () => {
  const { watch, listen, answerAfter } = watching({ ofOne: 1, ofAll: 1 })
  answerAfter(async () => {
    throw new Error('away')
  })
  await expect(listen()).rejects.toThrow('away')
  answerAfter(async () => undefined)
  const { heard } = await listen()
  expect(heard.map(({ event }) => event)).toEqual(['dataset'])
  watch.close()
})
