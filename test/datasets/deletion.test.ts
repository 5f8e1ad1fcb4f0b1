import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const store = memoryStore()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, importers: [TALLY], importLimits: LIMITS })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

const register = (id: string) =>
  app.inject({ method: 'POST', url: '/v1/datasets', payload: { ...FLOWS_OF_TEST, id, country: 'GB' } })

const send = (dataset: string, rows: string, query = '') =>
  app.inject({
    method: 'PUT',
    url: `/v1/datasets/${dataset}/content?format=tally${query}`,
    payload: `period,city,mode,vehicle_distance_vkm\n${rows}`,
    headers: { 'content-type': 'text/csv' },
  })

const save = (dataset: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/estimates?save=true',
    payload: {
      city: { name: 'Leeds', country: 'GB', population: 793_100 },
      period: '2019',
      demand: { dataset, city: 'leeds' },
      fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }],
    },
  })

const remove = (path: string) => app.inject({ method: 'DELETE', url: path })

describe('a dataset that is deleted', () => {
  test('is gone with all that is its own, and leaves what others have', async () => {
    for (const id of ['flows', 'other']) {
      await register(id)
      expect((await send(id, '2019,leeds,car,1000000\n')).statusCode).toBe(201)
      expect((await send(id, '2019,leeds,rocket,1\n')).statusCode).toBe(422)
      await store.saveZones(id, [{ zone: 'z', city: 'leeds' }])
    }
    const deleted = await remove('/v1/datasets/flows')
    // One file of one fact, one zone, and the jobs of the file taken in and of the one refused.
    expect(deleted.json()).toEqual({ id: 'flows', files: 1, facts: 1, zones: 1, jobs: 2, estimates: 0 })
    expect((await remove('/v1/datasets/flows')).statusCode).toBe(404)
    expect((await app.inject('/v1/datasets/flows')).statusCode).toBe(404)
    expect(await store.cube({ dataset: 'flows', by: [] })).toEqual([])
    expect(await store.listFiles('flows')).toEqual([])
    expect(
      (await app.inject('/v1/jobs')).json().items.map((job: { dataset: string }) => job.dataset),
    ).toEqual(['other', 'other'])
    expect((await app.inject('/v1/datasets/other')).json()).toMatchObject({
      dataset: { files: 1, facts: 1 },
      zones: { mapped: 1 },
    })
  })

  test('goes on from its version when it is registered again, so that no version means two things', async () => {
    expect((await register('flows')).json().version).toBe(2)
    expect((await send('flows', '2019,leeds,car,5\n')).json().version).toBe(3)
  })

  test('leaves its saved estimates, which say so and are still verified', async () => {
    await register('short')
    await send('short', '2019,leeds,car,1000000\n')
    const saved = await save('short')
    expect(saved.statusCode).toBe(201)
    const { id } = saved.json()
    expect((await app.inject(`/v1/estimates/${id}`)).body).toBe(saved.body)
    expect((await remove('/v1/datasets/short')).json().estimates).toBe(1)

    const after = await app.inject(`/v1/estimates/${id}`)
    const { withdrawn, ...result } = after.json()
    expect(withdrawn).toEqual({ dataset: 'short', at: expect.stringMatching(/^20\d\d-/) })
    expect(JSON.stringify(result)).toBe(saved.body)
    for (const page of [`/e/${id}`, `/e/${id}/brief`, `/v1/estimates/${id}/brief`])
      expect((await app.inject(page)).body, page).toContain(
        'The data “short” behind this answer were deleted on',
      )
    const { items } = (await app.inject('/v1/estimates')).json()
    expect(items.find((one: { id: string }) => one.id === id).withdrawn.dataset).toBe('short')
    const verified = await app.inject({ method: 'POST', url: '/v1/verifications', payload: after.json() })
    expect(verified.json().outcome).toBe('equal')
  })
})

test('an estimate that is deleted is gone', async () => {
  const { id } = (await save('other')).json()
  expect((await remove(`/v1/estimates/${id}`)).json()).toEqual({ id })
  expect((await app.inject(`/v1/estimates/${id}`)).statusCode).toBe(404)
  expect((await remove(`/v1/estimates/${id}`)).statusCode).toBe(404)
})

test('files that were refused are listed with their codes, and no value of them', async () => {
  await register('picky')
  await send('picky', '2019,leeds,rocket,1\n')
  await send('picky', '2019-01-01T10,leeds,car,1\n')
  const { refused } = (await app.inject('/v1/datasets/picky')).json()
  expect(refused).toEqual([
    { at: expect.any(String), format: 'tally', job: expect.stringMatching(/^job_/), codes: ['fact-invalid'] },
    { at: expect.any(String), format: 'tally', job: expect.stringMatching(/^job_/), codes: ['fact-invalid'] },
  ])
  expect(JSON.stringify(refused)).not.toContain('rocket')
})

describe('a second file with facts of the same keys', () => {
  test('is refused, replaces the first, or counts too: never in silence', async () => {
    await register('days')
    const first = (await send('days', '2024-01-01,leeds,car,2300000\n2024-01-02,leeds,car,1\n')).json()
    const corrected = '2024-01-01,leeds,car,2500000\n2024-01-03,leeds,car,1\n'
    const distance = async () => (await store.cube({ dataset: 'days', by: [] }))[0]?.vehicleDistanceVkm

    const refused = await send('days', corrected)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors).toEqual([
      {
        code: 'facts-repeated',
        parameter: 'replaces',
        detail: expect.stringContaining('replaces=<digest>'),
        candidates: [first.digest],
        count: 1,
      },
    ])
    // 2 300 000 + 1: nothing of the second file is kept.
    expect(await distance()).toBe(2_300_001)

    const second = (await send('days', corrected, `&replaces=${first.digest}`)).json()
    // 2 500 000 + 1; the day that only the first had goes with it.
    expect(await distance()).toBe(2_500_001)
    expect((await send('days', '2024-01-01,leeds,car,7\n', '&sameKeys=add')).statusCode).toBe(201)
    expect(await distance()).toBe(2_500_008)
    // Sent again with other options, a file is not in its own way.
    const again = await send('days', corrected, `&replaces=${second.digest}&sameKeys=add`)
    expect(again.statusCode).toBeLessThan(300)
    expect(await distance()).toBe(2_500_008)
    expect((await send('days', corrected, '&sameKeys=sum')).json().errors[0].parameter).toBe('sameKeys')
  })

  test('may hold other modes, cities and days, and nothing of where a key is absent', async () => {
    await register('kinds')
    const rows = [
      '2024-01-01,leeds,car,1\n',
      '2024-01-01,leeds,bus,1\n',
      '2024-01-01,york,car,1\n',
      '2024-01-01,leeds,,1\n',
    ]
    for (const row of rows) expect((await send('kinds', row)).statusCode).toBe(201)
    // Two absent modes are the same key.
    expect((await send('kinds', '2024-01-01,leeds,,2\n')).json().errors[0].code).toBe('facts-repeated')
  })
})
