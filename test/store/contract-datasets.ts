import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { City, CubeQuery, CubeRow } from '../../api/store/datasets.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { FLOWS_OF_TEST, importText, LIMITS } from '../fixtures/importing.ts'

const TESTVILLE: City = { id: 'testville', name: 'Testville', country: 'ES', population: { 2019: 1000 } }

/** What every store has to keep to, of cities, datasets and activity. */
export function datasetContract(name: string, open: () => Promise<WholeStore>): void {
  describe(name, () => {
    let store: WholeStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    /** Rows of the cube, of each only what it says. */
    const cube = async (query: Omit<CubeQuery, 'dataset'>): Promise<readonly Partial<CubeRow>[]> =>
      (await store.cube({ dataset: 'flows', ...query })).map(
        (row) =>
          Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Partial<CubeRow>,
      )

    test('keeps cities, of which the last saved counts', async () => {
      expect(await store.findCity('testville')).toBeUndefined()
      await store.saveCity({ ...TESTVILLE, name: 'Before' })
      await store.saveCity(TESTVILLE)
      await store.saveCity({ ...TESTVILLE, id: 'a' })
      expect(await store.findCity('testville')).toEqual(TESTVILLE)
      expect(await store.listCities({ limit: 1 })).toEqual({ items: [{ ...TESTVILLE, id: 'a' }], next: 'a' })
      expect((await store.listCities({ limit: 1, after: 'a' })).items).toEqual([TESTVILLE])
    })

    test('registers a dataset once; the same again changes nothing, other facts are refused', async () => {
      const fresh = { ...FLOWS_OF_TEST, version: 0, files: 0, facts: 0 }
      expect(await store.registerDataset(FLOWS_OF_TEST)).toEqual(fresh)
      expect(await store.registerDataset({ ...FLOWS_OF_TEST })).toEqual(fresh)
      await expect(store.registerDataset({ ...FLOWS_OF_TEST, owner: 'Another' })).rejects.toThrow(
        expect.objectContaining({ name: 'DatasetExists' }),
      )
      expect(await store.listDatasets({ limit: 5 })).toEqual({ items: [fresh] })
      expect(await store.findDataset('other')).toBeUndefined()
    })

    test('a file raises the version, and its facts are summed', async () => {
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(
        store,
        'period,city,mode,trips\n2024-03-01,A,car,10\n2024-03-02,A,car,20.5\n2024-03-02,B,bus,1000\n',
      )
      await importText(store, 'period,city,mode,trips\n2024-04-01,A,car,5\n2023,A,car,7\n')
      expect(await store.findDataset('flows')).toMatchObject({ version: 2, files: 2, facts: 5 })
      expect(
        (await store.listFiles('flows')).map(({ version, rowsRead, facts }) => [version, rowsRead, facts]),
      ).toEqual([
        [1, 3, 3],
        [2, 2, 2],
      ])
      // March: 10 + 20.5; the year 2023 is no month, and stays what it is.
      expect(await cube({ by: ['month', 'city'], modes: ['car'] })).toEqual([
        { period: '2023', city: 'A', trips: 7, periods: 1 },
        { period: '2024-03', city: 'A', trips: 30.5, periods: 2 },
        { period: '2024-04', city: 'A', trips: 5, periods: 1 },
      ])
      // 10 + 20.5 + 1000 + 5 + 7
      expect(await cube({ by: [] })).toEqual([{ trips: 1042.5, periods: 4 }])
      expect(await cube({ by: ['city'], most: 1 })).toEqual([{ city: 'A', trips: 42.5, periods: 4 }])
      expect(await cube({ by: ['city'], cities: ['B'] })).toEqual([{ city: 'B', trips: 1000, periods: 1 }])
      expect(await store.cube({ dataset: 'none', by: [] })).toEqual([])
    })

    test.each([
      ['2024-03', '2024-03', 30],
      ['2024-03-02', '2024-03', 20],
      ['2024-03-01', '2024-03-01', 10],
      // A month is within days only if all of it is: 2024-02-29 is the last of February.
      ['2024-02-01', '2024-02-29', 400],
      ['2024-02-01', '2024-02-28', null],
      ['2024', '2024', 430],
      [undefined, '2024-02', 400],
      ['2025', undefined, null],
    ])('from %s to %s there are %s trips', async (from, to, trips) => {
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(store, 'period,city,trips\n2024-02,A,400\n2024-03-01,A,10\n2024-03-02,A,20\n')
      const [row] = await store.cube({
        dataset: 'flows',
        by: [],
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      })
      expect(row?.trips ?? null).toBe(trips)
    })

    test('flows between zones become within, inbound and outbound of cities', async () => {
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(
        store,
        'period,origin,destination,trips\n2024-01-01,a1,a2,1000\n2024-01-01,a1,b1,200\n2024-01-01,b1,a1,30\n2024-01-01,a2,out,4\n2024-01-01,new,out,500\n',
      )
      await store.saveZones('flows', [
        { zone: 'a1', city: 'A', centroid: [-3.7, 40.4], areaKm2: 2 },
        { zone: 'a2', city: 'A' },
        { zone: 'b1', city: 'B' },
        { zone: 'out', city: null },
      ])
      expect(await store.findDataset('flows')).toMatchObject({ version: 2 })
      expect((await store.listZones('flows'))[0]).toEqual({
        zone: 'a1',
        city: 'A',
        centroid: [-3.7, 40.4],
        areaKm2: 2,
      })
      expect(await cube({ by: ['city', 'flow'] })).toEqual([
        { city: 'A', flow: 'inbound', trips: 30, periods: 1 },
        // To B, and to nowhere in particular: 200 + 4.
        { city: 'A', flow: 'outbound', trips: 204, periods: 1 },
        { city: 'A', flow: 'within', trips: 1000, periods: 1 },
        { city: 'B', flow: 'inbound', trips: 200, periods: 1 },
        { city: 'B', flow: 'outbound', trips: 30, periods: 1 },
      ])
      expect(await cube({ by: ['flow'], cities: ['B'] })).toHaveLength(2)
      // Without cities each fact counts once: 1000 + 200 + 30 + 4 + 500.
      expect(await cube({ by: ['period'] })).toEqual([{ period: '2024-01-01', trips: 1734, periods: 1 }])
      expect(await store.countUnmappedZones('flows')).toBe(1)
      await expect(store.saveZones('none', [])).rejects.toThrow(
        expect.objectContaining({ name: 'UnknownDataset' }),
      )
    })

    test('a city that leaves few persons beside its zones is refused, in one file and in two', async () => {
      await store.registerDataset({ ...FLOWS_OF_TEST, legalBasis: 'agreement', contributorUnit: 'person' })
      await store.saveZones('flows', [
        { zone: 'a1', city: 'A' },
        { zone: 'a2', city: 'A' },
      ])
      const head = 'period,city,origin,mode,trips,contributors\n'
      const zones = '2024-01-01,,a1,car,4001,410\n2024-01-01,,a2,car,2003,215\n'
      // 4001 + 2003 = 6004 trips of 410 + 215 = 625 people, and 17 trips of two more.
      const city = '2024-01-01,A,,car,6021,627\n'
      const told = expect.objectContaining({
        more: { errors: [expect.objectContaining({ code: 'part-follows', column: 'city', count: 1 })] },
      })
      await expect(importText(store, head + zones + city)).rejects.toThrow(told)
      await importText(store, head + zones)
      await expect(importText(store, head + city)).rejects.toThrow(told)
      expect(await store.findDataset('flows')).toMatchObject({ files: 1, facts: 2 })
    })

    test('a mean speed is weighted by distance, an index is averaged, contributors are at least the most', async () => {
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(
        store,
        'period,city,vehicle_distance_vkm,mean_speed_km_per_h,index_value,contributors\n2024-01-01,A,300,20,1,12\n2024-01-02,A,100,40,4,30\n',
      )
      // (300 · 20 + 100 · 40) ÷ 400 = 25; (1 + 4) ÷ 2.
      expect(await cube({ by: ['city'] })).toEqual([
        {
          city: 'A',
          vehicleDistanceVkm: 400,
          meanSpeedKmPerH: 25,
          indexValue: 2.5,
          contributors: 30,
          periods: 2,
        },
      ])
    })

    test('sums do not depend on the order', async () => {
      const values = Array.from({ length: 400 }, (_, index) => ((index * 7919) % 1000) / 7 + index / 3)
      const rows = values.map((value, index) => `2024-01-01,z${index},${value}`)
      const textOf = (part: readonly string[]): string => `period,origin,trips\n${part.join('\n')}\n`
      await store.registerDataset(FLOWS_OF_TEST)
      await store.registerDataset({ ...FLOWS_OF_TEST, id: 'turned' })
      await importText(store, textOf(rows.slice(0, 150)))
      await importText(store, textOf(rows.slice(150)))
      await importText(store, textOf([...rows].reverse()), { dataset: 'turned' })
      const [one] = await store.cube({ dataset: 'flows', by: [] })
      expect(await store.cube({ dataset: 'turned', by: [] })).toEqual([one])
      // Of 400 values below 277 each; rounded to a millionth each.
      const sum = values.reduce((total, value) => total + value, 0)
      expect(Math.abs((one?.trips ?? 0) - sum)).toBeLessThan(400 * 0.5e-6)
    })

    test('jobs are kept, the latest first, and an ended one stays as it is', async () => {
      const job = {
        kind: 'import',
        dataset: 'flows',
        format: 'tally',
        startedAt: '2026-01-01T00:00:00Z',
      } as const
      await store.startJob({ ...job, id: 'job_1' })
      await store.startJob({ ...job, id: 'job_2' })
      await store.endJob({ id: 'job_1', state: 'failed', endedAt: '2026-01-01T00:00:01Z', outcome: '{}' })
      await store.endJob({ id: 'job_1', state: 'cancelled', endedAt: '2026-01-01T00:00:02Z' })
      expect(await store.findJob('job_1')).toEqual({
        ...job,
        id: 'job_1',
        state: 'failed',
        endedAt: '2026-01-01T00:00:01Z',
        outcome: '{}',
      })
      const { items, next } = await store.listJobs({ limit: 1 })
      expect([items[0]?.id, items[0]?.state, next]).toEqual(['job_2', 'running', 'job_2'])
      expect((await store.listJobs({ limit: 1, after: next })).items[0]?.id).toBe('job_1')
      expect(await store.findJob('job_3')).toBeUndefined()
    })

    test('the work of a job that another process cancelled is not saved', async () => {
      await store.registerDataset(FLOWS_OF_TEST)
      const at = '2026-01-01T00:00:00Z'
      const own = { id: 'job_1', endedAt: () => at, outcomeOf: () => '{}' }
      await store.startJob({ id: 'job_1', kind: 'import', dataset: 'flows', format: 'tally', startedAt: at })
      await store.endJob({ id: 'job_1', state: 'cancelled', endedAt: at })
      const text = 'period,city,trips\n2024-01-01,a,1000\n'
      const { signal } = new AbortController()
      await expect(importText(store, text, {}, LIMITS, signal, own)).rejects.toThrow(
        'The import was cancelled.',
      )
      expect(await store.findJob('job_1')).toMatchObject({ state: 'cancelled' })
      expect(await store.listFiles('flows')).toEqual([])
      expect(await store.cube({ dataset: 'flows', by: [] })).toEqual([])
    })
  })
}
