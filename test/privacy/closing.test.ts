import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closePeriods } from '../../api/releases/close-periods.ts'
import { releaseImported } from '../../api/releases/release-imported.ts'
import { settleTask } from '../../api/releases/settle-task.ts'
import type { Settle } from '../../api/releases/settle-thread.ts'
import { Failure } from '../../api/request/failure.ts'
import type { Counted } from './people.ts'
import { type Target, targetOf } from './target.ts'

const car = (period: string): Counted => ({
  ...{ period, city: 'leeds', mode: 'car', trips: 4000, km: 30_000, contributors: 100 },
})

const IN_TIME: Settle = (task) => settleTask(task)
const OUT_OF_TIME: Settle = async () => {
  throw new Failure('busy', 'What may be given out could not be proven in time, so nothing was released.')
}

let target: Target
beforeEach(async () => {
  target = await targetOf()
  await target.register('flows')
})
afterEach(() => target.close())

const at = (day: string, settle = IN_TIME) => ({
  store: target.store,
  settle,
  now: () => new Date(`${day}T00:10:00Z`),
})
const periods = async (): Promise<readonly string[]> =>
  (await target.store.listReleasedCells({ dataset: 'flows' })).map(({ period }) => period)
const detail = async () => (await target.json('/v1/datasets/flows')).body

describe('a period that has closed', () => {
  test('is released when the hour comes, and not before', async () => {
    await target.plant('flows', [car('2031-01')])
    const tried = new Map<string, string>()
    await closePeriods(at('2031-01-31'), tried)
    expect(await periods()).toEqual([])
    await closePeriods(at('2031-02-01'), tried)
    expect(await periods()).toEqual(['2031-01'])
  })

  test('is looked at once, as long as nothing has changed', async () => {
    await target.plant('flows', [car('2031-01')])
    const tried = new Map<string, string>()
    let settled = 0
    const counting = at('2031-02-01', (task) => {
      settled += 1
      return IN_TIME(task)
    })
    for (let hour = 0; hour < 3; hour += 1) await closePeriods(counting, tried)
    expect(settled).toBe(1)
    await target.plant('flows', [{ ...car('2031-01'), city: 'york' }])
    await closePeriods(counting, tried)
    expect(settled).toBe(2)
  })

  test('of a dataset that is openly published needs no release', async () => {
    await target.register('open', { legalBasis: 'open-licence', licence: 'CC0' })
    await target.plant('open', [car('2024-01')])
    await closePeriods(at('2031-02-01', OUT_OF_TIME), new Map())
    expect(await target.store.findFailedRelease('open')).toBeUndefined()
  })
})

describe('a release that fails after an import', () => {
  test('is logged, stands in the dataset with its reason, and is tried again until it is made', async () => {
    await target.plant('flows', [car('2024-01')])
    const faults: unknown[] = []
    const failing = { ...at('2031-02-01', OUT_OF_TIME), faulted: (error: unknown) => faults.push(error) }
    const reason = await releaseImported('flows', failing)
    expect(reason).toContain('could not be proven in time')
    expect(faults).toHaveLength(1)
    const tried = new Map([['flows', '1 2031-02']])
    await closePeriods(failing, tried)
    expect((await detail()).unreleased).toEqual({
      failedAt: '2031-02-01T00:10:00.000Z',
      reason,
      tries: 2,
    })
    expect(await periods()).toEqual([])
    await closePeriods(at('2031-02-01'), tried)
    expect((await detail()).unreleased).toBeUndefined()
    expect((await periods()).length).toBeGreaterThan(0)
  })

  test('ends with the owner’s own release, and goes with the dataset', async () => {
    await target.plant('flows', [car('2024-01')])
    await releaseImported('flows', at('2031-02-01', OUT_OF_TIME))
    expect((await target.release('flows')).status).toBe(201)
    expect((await detail()).unreleased).toBeUndefined()
    await target.plant('flows', [{ ...car('2024-01'), city: 'york' }])
    await releaseImported('flows', at('2031-02-01', OUT_OF_TIME))
    await target.store.deleteDataset('flows', '2031-02-02T00:00:00.000Z')
    await target.register('flows')
    expect((await detail()).unreleased).toBeUndefined()
  })

  test('tells nothing of an error of ours but that there was one', async () => {
    await target.plant('flows', [car('2024-01')])
    const failing = at('2031-02-01', async () => {
      throw new Error('secret')
    })
    expect(await releaseImported('flows', failing)).toBe('The service failed, and its log says how.')
  })

  test('two at once settle a cell once', async () => {
    await target.plant('flows', [car('2024-01')])
    const making = at('2031-02-01')
    await Promise.all([releaseImported('flows', making), releaseImported('flows', making)])
    const { body } = await target.json('/v1/datasets/flows/releases')
    expect(body.items).toHaveLength(1)
  })
})
