import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toSeries } from '../../api/series/answer.ts'
import { getSeries } from '../../api/series/estimate-series.ts'
import { seriesMemory } from '../../api/series/released-series.ts'
import { seriesQuery } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { Store } from '../../api/store/store.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import type { Counted } from '../privacy/people.ts'
import { type Target, targetOf } from '../privacy/target.ts'

const car = (period: string, km = 30_000): Counted => ({
  ...{ period, city: 'leeds', mode: 'car', trips: 4000, contributors: 200, km },
})
const sets = factorSetsOf([releasedSet('2026.2')])
const query = seriesQuery.parse({ dataset: 'flows', by: 'month' })

let target: Target
let reads: number
let store: Store
beforeEach(async () => {
  target = await targetOf()
  reads = 0
  store = {
    ...target.store,
    listReleasedCells: (asked) => {
      reads += 1
      return target.store.listReleasedCells(asked)
    },
  }
})
afterEach(() => target.close())

describe('a series of what was released', () => {
  test('is made once, and is what it would be if it were made again', async () => {
    await target.register('flows')
    await target.plant('flows', [car('2024-01'), car('2024-02')])
    await target.release('flows')
    const seriesOf = seriesMemory(store, sets)
    const [first, second] = [await seriesOf('leeds', query), await seriesOf('leeds', query)]
    expect(reads).toBe(1)
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    const anew = toSeries(await getSeries('leeds', query, target.store, sets), query)
    expect(JSON.stringify(second)).toBe(JSON.stringify(anew))
    // Another question is another series.
    const year = await seriesOf('leeds', { ...query, by: 'year', from: '2024', to: '2024' })
    expect(year.items).toHaveLength(1)
    expect(reads).toBe(2)
  })

  test('is made anew after the next release, and when its city is called otherwise', async () => {
    await target.register('flows')
    await target.plant('flows', [car('2024-01')])
    await target.release('flows')
    const seriesOf = seriesMemory(store, sets)
    expect((await seriesOf('leeds', query)).items).toHaveLength(1)
    await target.plant('flows', [car('2024-02')])
    await target.release('flows')
    expect((await seriesOf('leeds', query)).items).toHaveLength(2)
    await target.store.saveCity({ id: 'leeds', name: 'City of Leeds', country: 'GB', population: {} })
    expect((await seriesOf('leeds', query)).city.name).toBe('City of Leeds')
  })

  test('is gone with its dataset, and with the saved estimate that it takes fleets from', async () => {
    await target.register('flows')
    await target.plant('flows', [car('2024-01')])
    await target.release('flows')
    const seriesOf = seriesMemory(store, sets)
    const saved = await target.app.inject({
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: {
        city: { name: 'Leeds', country: 'DE' },
        period: '2024-01',
        factorSet: '2026.2',
        demand: [{ mode: 'car', vehicleDistance: '1000000 vkm' }],
      },
    })
    const { id } = saved.json()
    const withFleet = { ...query, estimate: id }
    await seriesOf('leeds', withFleet)
    await target.store.deleteEstimate(id)
    await expect(seriesOf('leeds', withFleet)).rejects.toThrow()
    await seriesOf('leeds', query)
    await target.store.deleteDataset('flows', '2026-01-01T00:00:00.000Z')
    await expect(seriesOf('leeds', query)).rejects.toThrow()
  })

  test('of openly published facts is made anew each time', async () => {
    await target.register('flows', { legalBasis: 'open-licence', licence: 'CC0' })
    await target.plant('flows', [car('2024-01')])
    const seriesOf = seriesMemory(store, sets)
    const before = await seriesOf('leeds', query)
    await target.plant('flows', [car('2024-02')])
    expect((await seriesOf('leeds', query)).items).toHaveLength(before.items.length + 1)
  })
})
